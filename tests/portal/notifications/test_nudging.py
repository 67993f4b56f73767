"""A broker that is away, refusing or silent, costs a click about half a second, once."""

import time
from collections.abc import Callable

import pytest
from django.db import transaction

from portal.celery import app
from portal.notifications import nudging
from portal.notifications.draining import drain
from portal.notifications.models import Delivery
from portal.notifications.outbox import Recipient, tell
from portal.quiet import QUIET_SECONDS, Quiet
from tests.portal.notifications.sinks import Sink
from tests.servers import free_port

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
PATIENCE_SECONDS = 1.2
BrokerAt = Callable[[int], None]


@pytest.fixture
def broker_at(monkeypatch: pytest.MonkeyPatch) -> BrokerAt:
    """The broker of this process is at another port; nothing of the real one is kept."""

    def at(port: int) -> None:
        monkeypatch.setitem(app.conf, "broker_write_url", f"redis://127.0.0.1:{port}/0")
        monkeypatch.setattr(app, "_pool", None)
        monkeypatch.setattr(app.amqp, "_producer_pool", None)
        monkeypatch.setattr(nudging, "_quiet", Quiet())

    return at


def click(number: int) -> float:
    """One person's click that tells Lan something; how many seconds it took."""
    started = time.monotonic()
    with transaction.atomic():
        tell(
            "portal.letter",
            event=f"click:{number}",
            to=[Recipient("lan@x.test", "en")],
            params={"subject": "News", "text": "Hello."},
        )
    return time.monotonic() - started


def still_delivers(sink: Sink) -> None:
    assert drain() == Delivery.objects.count() == len(sink.accepted)


def test_a_refusing_broker_costs_nothing(broker_at: BrokerAt, sink: Sink) -> None:
    broker_at(free_port())
    assert click(1) < PATIENCE_SECONDS
    still_delivers(sink)


def test_a_silent_broker_costs_half_a_second_once(
    broker_at: BrokerAt, silent_port: int, sink: Sink
) -> None:
    broker_at(silent_port)
    first, *others = [click(number) for number in range(5)]
    assert first < PATIENCE_SECONDS
    assert sum(others) < 0.4, "asked the broker again within the quiet time"
    still_delivers(sink)


def test_after_the_quiet_time_the_broker_is_asked_again(
    broker_at: BrokerAt, silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    broker_at(free_port())
    click(1)
    first = nudging._quiet.until
    assert 4 < first - time.monotonic() <= QUIET_SECONDS
    monkeypatch.setattr(nudging._quiet, "until", time.monotonic() - 1)
    click(2)
    assert nudging._quiet.until > first


def test_one_transaction_nudges_once(broker_at: BrokerAt, silent_port: int) -> None:
    broker_at(silent_port)
    with transaction.atomic():
        for number in range(3):
            click(number)
        assert len(transaction.get_connection().run_on_commit) == 1
