"""The broker is away: the click succeeds, and the message leaves later."""

import time
from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from investors.cases.models import Case
from investors.cases.workflow import move
from portal.accounts.models import User
from portal.celery import app
from portal.notifications import nudging
from portal.notifications.models import Delivery
from portal.quiet import Quiet
from tests.live import wait_for
from tests.servers import free_port

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
PATIENCE_SECONDS = 1.5


def test_a_move_succeeds_without_the_broker_and_its_mail_leaves_with_the_sweep(
    transactional_db: None,
    monkeypatch: pytest.MonkeyPatch,
    case: Case,
    hoa: User,
    monday: Any,
    start_celery_worker: Callable[..., Any],
) -> None:
    with monkeypatch.context() as away:
        away.setitem(app.conf, "broker_write_url", f"redis://127.0.0.1:{free_port()}/0")
        away.setattr(app, "_pool", None)
        away.setattr(app.amqp, "_producer_pool", None)
        away.setattr(nudging, "_quiet", Quiet())
        started = time.perf_counter()
        move(case.pk, "start_check", by=hoa)
        move(case.pk, "mark_ready", by=hoa)
        assert time.perf_counter() - started < PATIENCE_SECONDS
    case.refresh_from_db()
    assert case.status == "ready"
    assert Delivery.objects.filter(notices__kind="case.ready").get().state == "created"
    monday.move_to(time_machine.escape_hatch.time.time(), tick=True)  # as the worker's clock
    start_celery_worker()

    def swept() -> bool:
        app.send_task("portal.notifications.tasks.sweep")  # as beat does
        return not Delivery.objects.exclude(state="delivered").exists()

    wait_for("the sweep to deliver", swept, 20)
