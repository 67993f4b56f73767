"""The pages of a case in a real browser: on paper nothing is left of what is pressed; the desk's
forms fit a phone."""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from investors.cases.models import Case
from portal.accounts.models import User
from tests.investors.cases.conftest import Bring

PRESSED = "button:visible, .button:visible, main form:visible, .desk-page form:visible"
PRESSED_ON = {"the desk's page": "/admin/work/cases/{}/", "the investor's page": "/en/track/{}/"}


@pytest.fixture
def reading(page: Page, live_server: LiveServer, signed_in: Any) -> Any:
    """`reading(hoa, "/…")`: the page as this person's browser shows it."""

    def read(user: User, address: str) -> Page:
        client: Client = signed_in(user)
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )
        page.goto(f"{live_server.url}{address}")
        return page

    return read


@pytest.mark.parametrize("address", PRESSED_ON.values(), ids=PRESSED_ON)
def test_a_printed_case_has_no_buttons_and_no_forms(
    address: str, bring: Bring, reading: Any, head: User
) -> None:
    case = bring("5")
    page = reading(head, address.format(case.reference))
    expect(page.get_by_text("Site lease: not signed").first).to_be_visible()
    assert page.locator(PRESSED).count() > 0
    page.emulate_media(media="print")
    expect(page.get_by_text("Site lease: not signed").first).to_be_visible()
    assert page.locator(PRESSED).count() == 0


def test_a_day_off_is_confirmed_on_a_phone(
    bring: Bring, reading: Any, head: User, console_errors: list[str]
) -> None:
    case = bring("4")
    page = reading(head, f"/admin/work/cases/{case.reference}/")
    page.set_viewport_size({"width": 360, "height": 780})
    page.locator("#move-set_date summary").click()
    page.locator("[name=set_date-due]").fill("2026-11-21")
    page.locator("[name=set_date-note]").fill("Theo giấy hẹn.")
    page.locator("#move-set_date button").click()
    page.locator(".form-errors a").click()
    console_errors.clear()  # the browser notes the 422
    expect(page.locator("[name=set_date-due]")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("[name=set_date-day_off]").check()
    page.locator("#move-set_date button").click()
    expect(page.locator(".messagelist")).to_contain_text("Ấn định ngày hẹn")
    assert str(Case.objects.get(pk=case.pk).due) == "2026-11-21"
