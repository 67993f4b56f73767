"""What one process rendered another finds in Redis; without Redis every page is still served."""

import pickle
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis

from investors.procedures.models import ProcedureVersion
from portal.pagecache import shared as shared_pages
from portal.pagecache.shared import SharedShelf, shared_shelf
from portal.pagecache.version import bump_public_version
from portal.quiet import QUIET_SECONDS, Quiet
from tests.portal.pagecache.door import LIST, Clock, Door, door
from tests.servers import Server, free_port

__all__ = ["door"]

pytestmark = [pytest.mark.services, pytest.mark.django_db]
ROOM = 10_000_000
PATIENCE_SECONDS = 5  # for one page on a loaded machine


@pytest.fixture
def url(start_own_redis: Callable[..., Server]) -> str:
    return f"{start_own_redis().url}/0"


@pytest.fixture
def kept(url: str) -> redis.Redis:
    """What stands in Redis, for the test to look at and to spoil."""
    return redis.Redis.from_url(url)


@pytest.fixture
def a_process(door: Door, url: str) -> Callable[..., Door]:
    """Another web process over the same Redis; `door` only sets up what doors need."""

    def start(limit: int = ROOM, at: str = url) -> Door:
        return Door(shared=SharedShelf(at, limit, Quiet(Clock())))

    return start


def entries(kept: redis.Redis) -> list[str]:
    return sorted(name.decode() for name in kept.scan_iter("portal:page:*"))


def test_what_one_process_rendered_another_finds_with_every_header(
    a_process: Callable[..., Door], procedure: ProcedureVersion
) -> None:
    first, second = a_process(), a_process()
    for encoding in ("br", "gzip", ""):
        rendered = first.ask(accept_encoding=encoding)
        found = second.ask(accept_encoding=encoding)
        assert found == rendered
        assert "Investment registration certificate" in found.text
    tag = rendered.headers["ETag"]
    assert a_process().ask(if_none_match=tag).status == 304
    assert second.ask(method="HEAD").headers == rendered.headers
    assert (first.rendered, second.rendered) == (1, 0)


def test_what_was_found_once_is_not_looked_up_again(
    a_process: Callable[..., Door], kept: redis.Redis
) -> None:
    a_process().ask()
    second = a_process()
    second.ask()
    kept.flushall()
    second.ask()
    assert second.rendered == 0


def test_a_new_version_is_seen_by_every_process_within_a_second(
    a_process: Callable[..., Door], procedure: ProcedureVersion
) -> None:
    first, second = a_process(), a_process()
    first.ask()
    second.ask()
    ProcedureVersion.objects.update(name_en="Certificate, renamed")
    bump_public_version()
    for process in (first, second):
        process.clock.wait(1.0)
        assert "renamed" in process.ask().text
    assert (first.rendered, second.rendered) == (2, 0)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda entry: b"",
        lambda entry: entry[:-1],
        lambda entry: entry[:40] + b"x" + entry[41:],
        lambda entry: b"\0" * 32 + entry[32:],
        lambda entry: pickle.dumps(["<script>"]),
    ],
    ids=["empty", "cut", "altered", "unsigned", "pickled"],
)
def test_an_entry_that_the_portal_did_not_sign_is_ignored_and_written_anew(
    a_process: Callable[..., Door], kept: redis.Redis, spoil: Callable[[bytes], bytes]
) -> None:
    page = a_process().ask()
    for name in entries(kept):
        kept.set(name, spoil(kept.get(name)))  # type: ignore[arg-type]
    second, third = a_process(), a_process()
    assert second.ask() == third.ask() == page
    assert (second.rendered, third.rendered) == (1, 0)


def test_an_entry_of_another_address_or_another_type_is_ignored(
    a_process: Callable[..., Door], kept: redis.Redis
) -> None:
    first = a_process()
    page = first.ask("/vi/procedures/")
    there = entries(kept)
    first.ask("/en/procedures/")
    for name in set(entries(kept)) - set(there):
        kept.set(name, kept.get(there[0]))  # type: ignore[arg-type]
    second = a_process()
    assert 'lang="en"' in second.ask("/en/procedures/").text
    assert second.ask("/vi/procedures/") == page
    assert second.rendered == 1
    for name in entries(kept):
        kept.delete(name)
        kept.rpush(name, "a list")
    assert a_process().ask("/vi/procedures/") == page


def test_what_no_other_reader_may_see_never_reaches_redis(
    a_process: Callable[..., Door], kept: redis.Redis
) -> None:
    process = a_process()
    process.ask(cookie="portal_session=abc")
    process.ask(host="evil.example")
    process.ask(f"{LIST}?utm_source=x")
    process.ask("/en/track/")
    process.ask("/healthz")
    assert entries(kept) == []
    process.ask()
    assert len(entries(kept)) == 3  # one for each encoding


def test_other_settings_and_another_secret_find_nothing(
    a_process: Callable[..., Door], settings: Any
) -> None:
    a_process().ask()
    settings.SHOW_UNVERIFIED = not settings.SHOW_UNVERIFIED
    hidden = a_process()
    hidden.ask()
    settings.SECRET_KEY = "another one of the same length, or nearly so, for this test"
    stranger = a_process()
    stranger.ask()
    assert hidden.rendered == stranger.rendered == 1


def test_pages_live_an_hour_and_take_no_more_room_than_allowed(
    a_process: Callable[..., Door], kept: redis.Redis
) -> None:
    a_process().ask()
    sizes = [kept.strlen(name) for name in entries(kept)]
    kept.flushall()
    room = sum(sizes) * 2
    process = a_process(limit=room)
    for kind in ("", "?kind=procedure", "?kind=referral", "?field=land", "?field=investment"):
        process.ask(f"{LIST}{kind}")
    there = entries(kept)
    assert room // 2 < sum(int(kept.strlen(name)) for name in there) <= room
    assert (
        kept.hget("portal:pages:size", "all")
        == str(sum(int(kept.strlen(name)) for name in there)).encode()
    )
    assert all(0 < int(kept.ttl(name)) <= shared_pages.KEPT_SECONDS for name in there)
    newest = a_process()
    newest.ask(f"{LIST}?field=investment")
    assert newest.rendered == 0


def test_a_page_larger_than_the_room_is_served_and_not_shared(
    a_process: Callable[..., Door], kept: redis.Redis
) -> None:
    assert a_process(limit=100).ask().status == 200
    assert entries(kept) == []


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Takes connections and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.mark.parametrize("silent", [True, False], ids=["silent", "refusing"])
def test_a_redis_that_is_away_costs_one_page_half_a_second_and_no_page_more(
    a_process: Callable[..., Door], silent: bool, silent_port: int, capsys: Any
) -> None:
    process = a_process(at=f"redis://127.0.0.1:{silent_port if silent else free_port()}/0")
    started = time.monotonic()
    for _ in range(2):
        for path in ("/en/procedures/", "/vi/procedures/", "/en/", "/vi/"):
            assert process.ask(path).status == 200
    assert time.monotonic() - started < 8 * PATIENCE_SECONDS
    assert process.rendered == 4
    warned = capsys.readouterr().err.count("no page is shared through Redis")
    assert warned == 1, "asked again within the quiet time"


def test_a_redis_that_comes_back_is_used_again(
    door: Door, start_own_redis: Callable[..., Server]
) -> None:
    port = free_port()
    clock = Clock()
    process = Door(shared=SharedShelf(f"redis://127.0.0.1:{port}/0", ROOM, Quiet(clock)))
    process.ask("/en/procedures/")
    start_own_redis(port=port)
    process.ask("/vi/procedures/")
    url = f"redis://127.0.0.1:{port}/0"
    assert entries(redis.Redis.from_url(url)) == []
    clock.wait(QUIET_SECONDS)
    process.ask("/en/")
    assert len(entries(redis.Redis.from_url(url))) == 3


def test_pages_are_shared_where_there_is_a_redis_and_room(settings: Any) -> None:
    assert shared_shelf() is not None
    settings.PAGE_CACHE_SHARED_BYTES = 0
    assert shared_shelf() is None
    settings.PAGE_CACHE_SHARED_BYTES, settings.REDIS_URL = 1, ""
    assert shared_shelf() is None
