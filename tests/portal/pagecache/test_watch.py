"""The version is read once a second at most; without a database, the last one for a while."""

import threading

from django.db import DatabaseError

from portal.pagecache.watch import READ_EVERY_SECONDS, TRUSTED_SECONDS, VersionWatch
from tests.portal.pagecache.door import Clock

PATIENCE_SECONDS = 30


class Book:
    """What the database would say; `away` makes it fail."""

    def __init__(self) -> None:
        self.number, self.asked, self.away = 1, 0, False

    def __call__(self) -> int:
        self.asked += 1
        if self.away:
            raise DatabaseError
        return self.number


def test_it_asks_once_a_second(db: None) -> None:
    book, clock = Book(), Clock()
    watch = VersionWatch(book, clock)
    for _ in range(50):
        watch.now()
    assert book.asked == 1
    clock.wait(READ_EVERY_SECONDS)
    book.number = 2
    stamp = watch.now()
    assert stamp
    assert stamp[0] == 2
    assert book.asked == 2


def test_without_a_database_the_last_version_holds_for_a_while(db: None) -> None:
    book, clock = Book(), Clock()
    watch = VersionWatch(book, clock)
    watch.now()
    book.away = True
    clock.wait(TRUSTED_SECONDS)
    assert watch.now()
    clock.wait(READ_EVERY_SECONDS)
    assert watch.now() is None
    book.away = False
    clock.wait(READ_EVERY_SECONDS)
    assert watch.now()


def test_a_database_that_was_never_there_keeps_nothing(db: None) -> None:
    book = Book()
    book.away = True
    assert VersionWatch(book, Clock()).now() is None


def test_many_threads_ask_once_and_do_not_wait_for_each_other(db: None) -> None:
    clock = Clock()
    asked: list[int] = []
    reading, answered = threading.Event(), threading.Event()

    def slow() -> int:
        asked.append(1)
        reading.set()
        assert answered.wait(PATIENCE_SECONDS)
        return 7

    watch = VersionWatch(slow, clock)
    watch.stamp, watch.read_at, watch.asked_at = (6, "2026-11-02"), 99.5, 98.0
    first = threading.Thread(target=watch.now)
    first.start()
    assert reading.wait(PATIENCE_SECONDS)
    others = [threading.Thread(target=watch.now) for _ in range(8)]
    for thread in others:
        thread.start()
    for thread in others:
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive(), "nobody waits for the one who reads"
    assert watch.now() == (6, "2026-11-02")
    answered.set()
    first.join()
    assert asked == [1]
    assert watch.stamp
    assert watch.stamp[0] == 7
