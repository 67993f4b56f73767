"""A worker that is killed in the middle of a mail loses nothing: real workers, real brokers."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from portal.celery import app
from portal.notifications.models import Attempt, Delivery
from portal.notifications.outbox import Recipient, tell
from tests.live import Portal, wait_for
from tests.portal.notifications.sinks import Sink, read, serve
from tests.workers import stop_worker

pytestmark = pytest.mark.services
SOON = {"OUTBOX_LEASE_SECONDS": "1", "OUTBOX_SWEEP_SECONDS": "0.5"}


@pytest.fixture
def moody() -> Iterator[tuple[Sink, str]]:
    """A mail server and its EMAIL_URL."""
    sink = Sink()
    controller = serve(sink)
    yield sink, f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


def same_mail_twice(sink: Sink) -> bool:
    first, *others = sink.taken
    return bool(others) and all(mime == first for mime in others)


@pytest.mark.django_db(transaction=True)
def test_killed_in_mid_delivery_on_postgresql_and_redis(
    start_celery_worker: Callable[..., Any], moody: tuple[Sink, str]
) -> None:
    sink, email_url = moody
    sink.hanging = True
    worker = start_celery_worker(EMAIL_URL=email_url, **SOON)
    with transaction.atomic():
        for number in range(3):
            tell(
                "portal.letter",
                event=f"e:{number}",
                to=[Recipient("lan@x.test", "vi")],
                params={"subject": f"Bước {number}", "text": "Xin chào."},
                stream="case:1",
            )
    wait_for("the worker to hand over the first mail", lambda: sink.taken, 20)
    stop_worker(worker)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"created", "sending"}
    sink.hanging = False
    start_celery_worker(EMAIL_URL=email_url, **SOON)

    def swept() -> bool:
        app.send_task("portal.notifications.tasks.sweep")  # as beat does
        return not Delivery.objects.unfinished().exists()

    wait_for("the sweep to deliver", swept, 20)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}
    first = sink.taken[0]
    assert sink.taken.count(first) == 2, "the same mail, to the letter, was sent again"
    assert [mail["Subject"] for mail in sink.mails()] == ["Bước 0", "Bước 1", "Bước 2"]
    assert Attempt.objects.filter(delivered=False).get().answer.startswith("No result")


def test_killed_in_mid_delivery_on_sqlite_and_files(
    tmp_path: Path, moody: tuple[Sink, str]
) -> None:
    """The embedded portal's own worker with its beat, and a broker that is a folder."""
    sink, email_url = moody
    sink.hanging = True
    database = f"sqlite:///{tmp_path}/portal.sqlite3"
    env = {"PORTAL_PROFILE": "development", "DATABASE_URL": database, "REDIS_URL": ""}
    portal = Portal(tmp_path, {**env, "EMAIL_URL": email_url, **SOON})
    portal.manage("migrate", "--verbosity", "0")
    portal.manage("createcachetable")
    try:
        portal.start_worker()
        portal.manage("shell", "--verbosity", "0", "-c", POSTING)
        wait_for("the worker to hand over the mail", lambda: sink.taken, 30)
        portal.kill("worker")
        sink.hanging = False
        portal.start_worker()
        wait_for("the sweep to deliver", lambda: sink.accepted, 30)
    finally:
        portal.stop()
    assert same_mail_twice(sink)
    # With a lease of one second a slow machine may send it once more: the same mail again.
    assert {read(mime)["Subject"] for mime in sink.taken} == {"Tin mới"}


POSTING = """
from portal.notifications.outbox import Recipient, post
post(subject="Tin mới", text="Xin chào.", to=Recipient("lan@x.test", "vi"))
"""
