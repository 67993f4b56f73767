"""Passkeys: what is no passkey changes nothing, and what is one is enough, also for officials."""

from base64 import b64encode
from json import dumps
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from portal.accounts.models import User
from tests.cast import PASSWORD

LOGIN, ADD = "/en/accounts/2fa/webauthn/login/", "/en/accounts/2fa/webauthn/add/"
CLIENT_DATA = b'{"type": "webauthn.get", "challenge": "YQ", "origin": "http://localhost"}'
SIGNED = {
    "clientDataJSON": b64encode(CLIENT_DATA).decode().rstrip("="),
    "authenticatorData": "QUFB" * 20,
    "signature": "YQ",
    "userHandle": "MQ",
}
NO_PASSKEYS = {
    "not JSON": "{",
    "a list": "[]",
    "a number": "1",
    "nothing": "null",
    "no parts": "{}",
    "a part alone": '{"id": "!"}',
    "parts of other kinds": '{"id": 1, "rawId": [], "type": {}, "response": 5}',
    "empty parts": '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}',
    "nobody's": dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": SIGNED}),
}


@pytest.fixture
def client(lan: User) -> Client:
    """Lan's browser, which has just proved the password again."""
    client = Client()
    client.post("/en/accounts/login/", {"login": lan.email, "password": PASSWORD})
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize("sent", NO_PASSKEYS.values(), ids=NO_PASSKEYS)
def test_what_is_no_passkey_signs_nobody_in(sent: str, lan: User) -> None:
    client = Client()
    client.get(LOGIN, headers={"accept": "application/json"})
    answer = client.post(LOGIN, {"credential": sent}, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == "/en/accounts/login/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("sent", NO_PASSKEYS.values(), ids=NO_PASSKEYS)
def test_what_is_no_passkey_is_not_kept(sent: str, client: Client) -> None:
    assert client.get(ADD).status_code == 200
    assert client.post(ADD, {"credential": sent, "name": "x"}).status_code == 200
    assert not Authenticator.objects.exists()


@pytest.fixture
def authenticator(page: Page) -> Any:
    """Chromium's own: it has the person's finger, keeps keys, and asks nobody."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    return session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def add_passkey(page: Page, server: str, person: User, name: str = "Desk computer") -> None:
    """With the password, from the page that asks officials for a second factor."""
    page.goto(f"{server}/en/accounts/login/")
    page.locator("input[name=login]").fill(person.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/second-factor/")
    page.locator("main a[href*='webauthn/add']").click()
    if "reauthenticate" in page.url:
        page.locator("input[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
    page.wait_for_url("**/webauthn/add/")
    named = page.locator("input[name=name]")
    named.evaluate("(field, name) => { field.value = name; }", name)  # as long as it may be
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/**")


def test_an_official_opens_the_desk_with_a_passkey_alone(
    page: Page, live_server: LiveServer, settings: Any, hoa: User, authenticator: object
) -> None:
    settings.ADMIN_TWO_FACTOR = True
    add_passkey(page, live_server.url, hoa)
    kept = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    assert kept.wrap().name == "Desk computer"
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/admin/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/admin/")
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize(("typed", "kept"), [("k" * 200, "k" * 60), ("", "Khóa chính")])
def test_an_odd_name_costs_nobody_the_passkey_that_was_just_made(
    typed: str,
    kept: str,
    page: Page,
    live_server: LiveServer,
    settings: Any,
    hoa: User,
    authenticator: object,
) -> None:
    settings.ADMIN_TWO_FACTOR = True
    add_passkey(page, live_server.url, hoa, typed)
    assert Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).wrap().name == kept


def test_a_passkey_that_is_not_used_is_told_on_the_page(
    page: Page, live_server: LiveServer, lan: User, authenticator: object
) -> None:
    """The authenticator has no key of this site."""
    page.goto(f"{live_server.url}/en/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")
