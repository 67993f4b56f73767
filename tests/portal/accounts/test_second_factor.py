"""Tries of a second factor are counted for the person, wherever they come from."""

from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from portal.accounts.models import User
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
SECRET, CODE_PAGE = "JBSWY3DPEHPK3PXP", "/en/accounts/2fa/authenticate/"


@pytest.fixture
def browser(hoa: User, settings: Any) -> Client:
    """Hoa's password was typed, from an address that changes with every request."""
    settings.TRUSTED_PROXIES = 1
    TOTP.activate(hoa, SECRET)
    client = Client()
    client.post("/en/accounts/login/", {"login": hoa.email, "password": PASSWORD})
    return client


def right_code() -> str:
    return str(format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time()))))


def type_codes(browser: Client, count: int) -> None:
    for n in range(count):
        there = {"HTTP_X_FORWARDED_FOR": f"2001:db8:0:{n:x}::1"}
        browser.post(CODE_PAGE, {"code": "000000"}, **there)  # type: ignore[arg-type]


def test_after_twenty_codes_from_anywhere_the_right_one_must_wait(browser: Client) -> None:
    with time_machine.travel("2026-11-02T03:10:00Z", tick=False) as clock:
        type_codes(browser, 20)
        answer = browser.post(CODE_PAGE, {"code": right_code()})
        assert answer.status_code == 200
        assert "Please wait 50 minutes" in answer.content.decode()
        clock.shift(50 * 60)
        browser.post("/en/accounts/login/", {"login": "hoa@official.test", "password": PASSWORD})
        assert browser.post(CODE_PAGE, {"code": right_code()}).status_code == 302


def test_a_few_wrong_codes_are_forgiven(browser: Client) -> None:
    type_codes(browser, 5)
    assert browser.post(CODE_PAGE, {"code": right_code()}).status_code == 302
    assert "_auth_user_id" in browser.session


def test_the_codes_typed_before_a_change_to_the_account_count_too(
    browser: Client, hoa: User, signed_in: Any
) -> None:
    inside = signed_in(hoa)
    for _n in range(20):
        inside.post("/en/accounts/2fa/reauthenticate/", {"code": "000000"})
    assert browser.post(CODE_PAGE, {"code": right_code()}).status_code == 200
