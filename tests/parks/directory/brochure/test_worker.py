"""With a real worker: the file comes in the click; without one, or without the broker, later."""

import io
import os
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page
from pypdf import PdfReader

from parks.directory.brochure.making import LEASE
from parks.directory.brochure.models import Brochure
from parks.directory.models import Park
from portal.celery import app
from portal.notifications import nudging
from portal.quiet import Quiet
from tests.conftest import OpenPortal
from tests.live import wait_for
from tests.servers import free_port

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
ADDRESS = "/en/parks/song-khoai/brochure.pdf"
State = Brochure.State


@pytest.fixture(autouse=True)
def in_peace(settings: Any, transactional_db: None) -> None:
    """The worker's files are this process's too, as in production."""
    settings.BROCHURE_WAIT_SECONDS = 0


def status(visitor: Client) -> int:
    response = visitor.get(ADDRESS)
    response.close()
    return int(response.status_code)


def test_a_worker_makes_it_while_the_click_waits(
    park: Park, visitor: Client, settings: Any, start_celery_worker: Callable[..., Any]
) -> None:
    start_celery_worker()
    settings.BROCHURE_WAIT_SECONDS = 20
    response = visitor.get(ADDRESS)
    assert response.status_code == 200
    assert b"".join(response.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]


def test_without_the_broker_the_click_is_answered_and_the_sweep_makes_it(
    park: Park,
    visitor: Client,
    monkeypatch: pytest.MonkeyPatch,
    silent_port: int,
    start_celery_worker: Callable[..., Any],
) -> None:
    for port in (free_port(), silent_port):
        Brochure.objects.all().delete()
        with monkeypatch.context() as away:
            away.setitem(app.conf, "broker_write_url", f"redis://127.0.0.1:{port}/0")
            away.setattr(app, "_pool", None)
            away.setattr(app.amqp, "_producer_pool", None)
            away.setattr(nudging, "_quiet", Quiet())
            started = time.monotonic()
            assert status(visitor) == 202
            assert time.monotonic() - started < 2
    assert Brochure.objects.get().state == State.WAITING
    start_celery_worker()

    def swept() -> bool:
        app.send_task("portal.notifications.tasks.sweep_rooms")  # as beat does
        return status(visitor) == 200

    wait_for("the sweep to make it", swept, 20)


def test_another_worker_makes_what_a_killed_one_had_begun(
    park: Park, visitor: Client, start_celery_worker: Callable[..., Any]
) -> None:
    worker = start_celery_worker()
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    assert status(visitor) == 202
    row = Brochure.objects.get()
    Brochure.objects.update(  # as the killed one left it, a lease ago
        state=State.MAKING, attempts=1, lease_until=row.asked_at - LEASE
    )
    start_celery_worker()

    def swept() -> bool:
        app.send_task("portal.notifications.tasks.sweep_rooms")
        return status(visitor) == 200

    wait_for("another worker to make it", swept, 20)


@pytest.mark.journey
def test_a_reader_clicks_and_reads_it_though_the_worker_starts_later(
    open_portal: OpenPortal, page: Page
) -> None:
    portal = open_portal("sqlite", worker=False, BROCHURE_WAIT_SECONDS="0")
    page.goto(f"{portal.url}/en/parks/song-khoai/")
    page.get_by_role("link", name="Brochure (PDF").click()
    page.get_by_role("heading", name="Your brochure is being made").wait_for()
    assert page.get_by_role("progressbar").is_visible()
    with page.expect_response(
        lambda answer: answer.url.endswith("brochure.pdf") and answer.status == 200,
        timeout=30_000,
    ):
        portal.start_worker()
    file = page.request.get(page.url)
    assert file.headers["content-type"] == "application/pdf"
    first = PdfReader(io.BytesIO(file.body())).pages[0]
    assert "Song Khoai Industrial Park" in first.extract_text()
