"""Sending: each mail once, in order, with every answer of the other side kept."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from portal.notifications.draining import claim, drain
from portal.notifications.health import oldest_due_age
from portal.notifications.models import Attempt, Delivery, Notice
from portal.notifications.outbox import Recipient, post
from portal.notifications.results import MAX_ATTEMPTS, wait_after, wipe_expired
from tests.portal.notifications.conftest import GREYLISTED, UNKNOWN, Tell, make_due, states
from tests.portal.notifications.sinks import Sink

State = Delivery.State


def test_a_mail_leaves_once_and_is_kept(write_to: Tell, sink: Sink) -> None:
    write_to("lan@x.test")
    assert drain() == 1
    assert drain() == 0
    delivery = Delivery.objects.get()
    assert delivery.state == State.DELIVERED
    assert delivery.delivered_at
    assert bytes(delivery.mime or b"") == sink.accepted[0].original_content
    assert sink.mails()[0]["Message-ID"] == delivery.message_id
    attempt = Attempt.objects.get()
    assert (attempt.delivered, attempt.answer) == (True, "accepted")


def test_forty_mails_leave_over_one_connection(write_to: Tell, sink: Sink) -> None:
    write_to(*(f"person{number}@x.test" for number in range(45)))
    assert drain() == 45
    assert sink.connections == 1


def test_one_case_tells_one_address_in_order(write_to: Tell, sink: Sink) -> None:
    sink.answers["lan@x.test"] = [GREYLISTED]
    for number in range(3):
        write_to("lan@x.test", event=f"e:{number}", stream="case:1", subject=f"Step {number}")
    write_to("lan@x.test", event="other", stream="case:2", subject="Other case")
    write_to("minh@x.test", event="other", stream="case:1", subject="Other person")
    assert drain() == 2, "only what does not stand behind the refused one"
    make_due()
    assert drain() == 3
    told = [mail["Subject"] for mail in sink.mails()]
    assert told == ["Other case", "Other person", "Step 0", "Step 1", "Step 2"]


def test_what_failed_for_good_holds_nothing_up(write_to: Tell, sink: Sink) -> None:
    sink.answers["lan@x.test"] = [UNKNOWN]
    for number in range(2):
        write_to("lan@x.test", event=f"e:{number}", stream="case:1")
    drain()
    assert states() == [State.FAILED, State.DELIVERED]


def test_a_code_leaves_once_and_is_wiped(db: None, sink: Sink) -> None:
    post(subject="Code", text="It is 481516.", to=Recipient("lan@x.test", "en"), sealed=True)
    assert drain() == 1
    assert b"481516" in (sink.accepted[0].original_content or b"")
    delivery = Delivery.objects.get()
    assert delivery.sealed is None
    assert delivery.mime is None


def test_a_code_that_expired_is_never_sent(db: None, sink: Sink) -> None:
    soon = timezone.now() + timedelta(minutes=1)
    for number in range(2):
        post(subject="Code", text="x", to=Recipient(f"p{number}@x.test", "en"), sealed=True)
    Delivery.objects.update(sealed_until=timezone.now())
    wiped, found_by_drain = Delivery.objects.order_by("pk")
    Delivery.objects.filter(pk=found_by_drain.pk).update(sealed_until=soon)
    assert wipe_expired(timezone.now()) == 1
    Delivery.objects.filter(pk=found_by_drain.pk).update(sealed_until=timezone.now())
    drain()
    assert states() == [State.SUPPRESSED] * 2
    assert all("expired" in row.reason and row.sealed is None for row in Delivery.objects.all())
    assert sink.accepted == []


def test_a_code_sealed_under_a_lost_key_is_suppressed(db: None, sink: Sink, settings: Any) -> None:
    post(subject="Code", text="x", to=Recipient("lan@x.test", "en"), sealed=True)
    settings.SECRET_KEY = "another key"
    drain()
    assert states() == [State.SUPPRESSED]


def test_a_text_that_cannot_be_written_is_seen_and_stops_nobody(write_to: Tell, sink: Sink) -> None:
    write_to("lan@x.test", "minh@x.test")
    Notice.objects.filter(address="lan@x.test").update(kind="no.longer")
    assert drain() == 1
    assert states() == [State.DEFERRED, State.DELIVERED]
    assert "no.longer" in Attempt.objects.get(delivered=False).answer


def test_giving_up_after_about_a_day(write_to: Tell, sink: Sink, settings: Any) -> None:
    hours = sum(wait_after(tries).total_seconds() for tries in range(1, MAX_ATTEMPTS)) / 3600
    assert 16 < hours < 32
    write_to("lan@x.test")
    Delivery.objects.update(attempts_made=MAX_ATTEMPTS - 1)
    sink.answers["lan@x.test"] = [GREYLISTED]
    drain()
    assert states() == [State.FAILED]


def test_a_dead_workers_mails_are_taken_over_after_the_lease(
    write_to: Tell, sink: Sink, settings: Any
) -> None:
    write_to("lan@x.test")
    claim(timezone.now())
    assert states() == [State.SENDING]
    assert drain() == 0, "the lease still runs"
    later = timezone.now() - timedelta(seconds=1)
    Delivery.objects.update(next_try_at=later, lease_until=later)
    assert drain() == 1
    answers = [attempt.answer for attempt in Attempt.objects.order_by("started_at")]
    assert answers == ["No result: the worker that was sending it ended.", "accepted"]


def test_a_mail_that_ends_every_worker_comes_to_an_end(write_to: Tell) -> None:
    write_to("lan@x.test")
    for _time in range(MAX_ATTEMPTS + 1):
        claim(timezone.now())
        Delivery.objects.update(next_try_at=timezone.now())
    assert states() == [State.FAILED]


def test_a_slow_drain_gives_back_what_would_outlast_its_lease(
    write_to: Tell, sink: Sink, settings: Any
) -> None:
    settings.OUTBOX_LEASE_SECONDS = 0.02
    write_to(*(f"person{number}@x.test" for number in range(30)))
    drain()
    assert states() == [State.DELIVERED] * 30
    assert len(sink.accepted) == 30


def test_the_oldest_due_mail_is_known(write_to: Tell) -> None:
    now = timezone.now()
    assert oldest_due_age(now) == timedelta(0)
    write_to("lan@x.test", event="e:1", stream="case:1")
    write_to("lan@x.test", event="e:2", stream="case:1")
    first, second = Delivery.objects.order_by("pk")
    Delivery.objects.filter(pk=second.pk).update(next_try_at=now - timedelta(hours=9))
    Delivery.objects.filter(pk=first.pk).update(next_try_at=now - timedelta(minutes=5))
    assert oldest_due_age(now) == timedelta(minutes=5), "the second only waits behind the first"
    Delivery.objects.filter(pk=first.pk).update(next_try_at=now + timedelta(minutes=5))
    assert oldest_due_age(now) == timedelta(0)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_four_drains_at_once_send_each_mail_once(write_to: Tell, sink: Sink) -> None:
    for number in range(5):
        addresses = [f"person{person}@x.test" for person in range(24)]
        write_to(*addresses, event=f"e:{number}", stream="case:1", subject=f"Step {number}")

    with ThreadPoolExecutor(4) as pool:
        sent = sum(pool.map(_alone, [drain] * 4))
    sent += drain()  # what stood behind a row that another one was still sending
    assert sent == 120
    assert set(states()) == {State.DELIVERED}
    ids = Counter(message_from_bytes(mime)["Message-ID"] for mime in sink.taken)
    assert len(ids) == 120
    assert set(ids.values()) == {1}
    steps: dict[str, list[str]] = {}
    for mail in sink.mails():
        steps.setdefault(str(mail["To"]), []).append(str(mail["Subject"]))
    assert all(told == sorted(told) for told in steps.values())


def _alone(work: Callable[[], int]) -> int:
    """In a thread of its own, with a connection of its own that is closed after."""
    try:
        return work()
    finally:
        connection.close()
