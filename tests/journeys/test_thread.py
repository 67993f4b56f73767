"""The whole thread, in a browser, against real processes: from a park to a result.

Once as the portal runs after `make run` (SQLite, file-system broker), read in English; once as
in production (PostgreSQL, Redis), read in Vietnamese.
"""

from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import OpenPortal
from tests.journeys import steps

pytestmark = pytest.mark.journey

EMAIL = "lan@journey.example"
PROCEDURE = "cap-gcn-dang-ky-dau-tu-khong-chu-truong"
CODE = "H49.19-261123-0001"  # an invented number in the national pattern


class Reading(NamedTuple):
    """What an investor reads in one language: parts of subjects and of the tracking page."""

    language: str
    subject: str
    replied: str
    received: str
    processing: str
    finished: str
    tracked: str


READINGS = {
    "sqlite": Reading(
        "en",
        "Land for a cable factory",
        "reply|answer",
        "[Rr]eceived",
        "process",
        "[Rr]esult",
        "Result ready",
    ),
    "postgresql": Reading(
        "vi",
        "Đất cho nhà máy cáp điện",
        "trả lời|phản hồi",
        "tiếp nhận",
        "xử lý",
        "kết quả",
        "Đã xử lý xong",
    ),
}


@pytest.mark.parametrize("kind", READINGS)
def test_an_investor_is_answered_and_follows_a_case_to_its_result(
    kind: str, open_portal: OpenPortal, page: Page, browser: Browser
) -> None:
    reading = READINGS[kind]
    portal = open_portal(kind)
    portal.manage("load_demo")

    # The investor finds the park, asks, and proves the address.
    steps.find_hai_ha(page, portal, reading.language)
    reference, secret = steps.send_enquiry(page, reading.language, EMAIL, reading.subject)
    assert reference.startswith("YC-")
    steps.prove_address(page, portal, EMAIL)

    # The official takes it, replies, and opens a case.
    desk = browser.new_page()
    steps.sign_in(desk, portal, "hoa@official.example")
    desk.goto(f"{portal.url}/admin/work/enquiries/?list=unassigned")
    desk.locator(f"main a[href*='{reference}'], #content a[href*='{reference}']").first.click()
    desk.wait_for_url(f"**/admin/work/enquiries/{reference}/**")
    steps.make_move(desk, "take")
    steps.make_move(desk, "reply", body="Yes. Phase 1 has land; the price is on request.")
    steps.mail_with(portal, EMAIL, reading.replied)
    page.reload()
    assert "Phase 1 has land" in page.locator("main").inner_text()
    case = steps.open_case(desk, PROCEDURE)

    # Three moves, each told in the investor's language.
    steps.receive_at_desk(browser, portal, case, CODE)
    steps.mail_with(portal, EMAIL, f"(?s){case}.*{reading.received}")
    desk.reload()
    steps.make_move(desk, "start")
    steps.mail_with(portal, EMAIL, f"(?s){case}.*{reading.processing}")
    steps.make_move(desk, "finish", result="granted")
    steps.mail_with(portal, EMAIL, f"(?s){case}.*{reading.finished}")

    # The investor sees where it stands, with the reference and the secret of the enquiry.
    other = browser.new_page()
    steps.track(other, portal, reading.language, case, secret)
    told = other.locator("main").inner_text()
    assert reading.tracked in told
    assert CODE in told
    assert len(portal.mails(EMAIL)) == len({mail["Message-ID"] for mail in portal.mails(EMAIL)})
