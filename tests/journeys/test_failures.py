"""Parts of the portal are killed while people work: clicks succeed and nothing is lost."""

import os
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import OpenPortal
from tests.journeys import steps
from tests.live import wait_for
from tests.servers import Server

pytestmark = pytest.mark.journey
EMAIL = "lan@failures.example"
CODE = "H49.19-261123-0002"  # an invented number in the national pattern
RETURN_SECONDS = 20  # reconnecting takes at most four, a sweep five; the machine may be loaded
PATIENCE_SECONDS = 10  # for a click and the page after it, on a loaded machine


def test_a_broker_killed_during_moves_costs_no_click_and_no_message(
    open_portal: OpenPortal, start_own_redis: Callable[..., Server], page: Page
) -> None:
    redis = start_own_redis()
    portal = open_portal("postgresql", REDIS_URL=f"{redis.url}/0")
    portal.manage("load_demo")
    steps.find_hai_ha(page, portal, "en")
    reference, secret = steps.send_enquiry(page, "en", EMAIL, "Land for a cable factory")
    steps.mail_with(portal, EMAIL, reference)

    steps.sign_in(page, portal, "head@official.example")
    page.goto(f"{portal.url}/admin/work/enquiries/{reference}/")
    steps.make_move(page, "take")
    case = steps.open_case(page, "cap-gcn-dang-ky-dau-tu-khong-chu-truong")
    steps.mail_with(portal, EMAIL, case)

    # The broker dies somewhere between the click of the first move and its page.
    threading.Timer(random.uniform(0, 0.3), redis.stop).start()  # noqa: S311
    for name, fields in (
        ("start_check", {}),
        ("mark_ready", {}),
        ("link_received", {"national_code": CODE}),
    ):
        clicked = time.monotonic()
        steps.make_move(page, name, **fields)
        assert time.monotonic() - clicked < PATIENCE_SECONDS
    assert CODE in page.locator("#content").inner_text()
    before = len(portal.mails(EMAIL))

    start_own_redis(port=int(redis.url.rsplit(":", 1)[1]))
    wait_for(
        "the same worker to send the mails of the moves",
        lambda: len(portal.mails(EMAIL)) >= before + 2,
        RETURN_SECONDS,
    )
    assert portal.processes["worker"].poll() is None
    steps.mail_with(portal, EMAIL, CODE)
    ids = [mail["Message-ID"] for mail in portal.mails(EMAIL)]
    assert len(ids) == len(set(ids))
    steps.track(page, portal, "en", case, secret)
    assert CODE in page.locator("main").inner_text()


def test_a_portal_killed_after_the_click_still_sends_the_mail(
    open_portal: OpenPortal, page: Page
) -> None:
    """Web and worker die at once, right after the enquiry; the next start delivers."""
    portal = open_portal("sqlite", worker=False)
    steps.find_hai_ha(page, portal, "en")
    reference, _secret = steps.send_enquiry(page, "en", EMAIL, "Land for a cable factory")
    portal.kill("web")
    assert portal.mails() == []
    broker = Path(portal.env["PORTAL_VAR"]) / "broker" / "messages"
    for message in broker.iterdir():
        os.unlink(message)  # what was queued is lost, as with a broker that was killed
    portal.start_worker()
    steps.mail_with(portal, EMAIL, reference)
