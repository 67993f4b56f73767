"""What each answer of a mail server means: sent, try again, never, or nobody there."""

from collections import Counter
from typing import Any

from django.utils import timezone

from portal.notifications.draining import drain
from portal.notifications.models import Attempt, Delivery
from tests.portal.notifications.conftest import GREYLISTED, UNKNOWN, Tell, make_due, states
from tests.portal.notifications.sinks import Sink, serve
from tests.servers import free_port

State = Delivery.State


def test_try_again_later_is_tried_again_as_the_same_mail(write_to: Tell, sink: Sink) -> None:
    sink.answers["lan@x.test"] = [GREYLISTED]
    write_to("lan@x.test")
    drain()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts_made) == (State.DEFERRED, 1)
    assert GREYLISTED in delivery.reason
    assert delivery.next_try_at > timezone.now()
    kept = bytes(delivery.mime or b"")
    assert drain() == 0, "it must wait first"
    make_due()
    assert drain() == 1
    assert sink.accepted[0].original_content == kept
    answers = [attempt.answer for attempt in Attempt.objects.order_by("started_at")]
    assert answers == [GREYLISTED, "accepted"]


def test_refused_for_good_is_not_tried_again_and_stops_nobody(write_to: Tell, sink: Sink) -> None:
    sink.answers["gone@x.test"] = [UNKNOWN]
    write_to("gone@x.test", "lan@x.test")
    drain()
    assert states() == [State.FAILED, State.DELIVERED]
    assert UNKNOWN in Delivery.objects.first().reason  # type: ignore[union-attr]
    make_due()
    drain()
    assert sink.addresses() == ["lan@x.test"]


def test_a_mail_refused_after_its_text_is_judged_by_its_code(write_to: Tell, sink: Sink) -> None:
    sink.after_data = ["554 5.7.1 looks like spam", "452 4.3.1 disk full"]
    write_to("lan@x.test", "minh@x.test")
    drain()
    assert states() == [State.FAILED, State.DEFERRED]


def test_a_line_cut_before_the_answer_repeats_the_same_message(write_to: Tell, sink: Sink) -> None:
    sink.cutting = 1
    write_to("lan@x.test", "minh@x.test")
    assert drain() == 1
    assert states() == [State.DEFERRED, State.DELIVERED]
    make_due()
    assert drain() == 1
    assert Counter(sink.taken)[sink.taken[0]] == 2, "not the same mail to the letter"


def test_an_absent_mail_server_costs_no_attempt(write_to: Tell, sink: Sink, settings: Any) -> None:
    there = settings.EMAIL_PORT
    settings.EMAIL_PORT = free_port()
    write_to("lan@x.test", "minh@x.test")
    assert drain() == 0
    assert states() == [State.DEFERRED, State.DEFERRED]
    assert not Attempt.objects.exists()
    assert "No connection" in Delivery.objects.first().reason  # type: ignore[union-attr]
    settings.EMAIL_PORT = there
    make_due()
    assert drain() == 2
    assert set(Delivery.objects.values_list("attempts_made", "reason")) == {(1, "")}


def test_a_mail_server_that_leaves_in_the_middle_loses_nothing(
    write_to: Tell, settings: Any
) -> None:
    first = Sink()
    controller = serve(first)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    first.after_data = ["250 OK", "421 4.3.2 shutting down"]
    write_to(*(f"person{number}@x.test" for number in range(4)))
    first.connections = 0
    drain()
    controller.stop()
    make_due()
    drain()
    second = Sink()
    again = serve(second, controller.port)
    make_due()
    drain()
    again.stop()
    assert states() == [State.DELIVERED] * 4
