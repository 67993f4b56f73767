"""Signing in: wrong passwords cost the caller, never the person whose address was typed."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from portal.accounts.models import User
from portal.limits import Limit, spend
from portal.notifications.models import Notice
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "198.51.100.1", "198.51.100.2"
REDIS_AWAY = {
    "default": {
        "BACKEND": "portal.cache_away.ForgetfulRedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
    }
}


@pytest.fixture
def behind_one_proxy(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1


def sign_in(person: User, password: str, address: str) -> HttpResponse:
    typed = {"login": person.email, "password": password}
    response: HttpResponse = Client().post(  # type: ignore[assignment]
        "/en/accounts/login/", typed, HTTP_X_FORWARDED_FOR=address, REMOTE_ADDR="10.0.0.1"
    )
    return response


def test_who_guesses_is_stopped_and_the_official_still_signs_in(
    lan: User, behind_one_proxy: None
) -> None:
    for _n in range(11):
        sign_in(lan, "a wrong password", HERE)
    told = sign_in(lan, PASSWORD, HERE)
    assert told.status_code == 200
    assert "Please wait a minute" in told.content.decode()
    assert 'href="/en/accounts/login/code/"' in told.content.decode()
    assert sign_in(lan, PASSWORD, ELSEWHERE).status_code == 302


def test_codes_asked_for_by_others_do_not_stop_the_official(
    lan: User, behind_one_proxy: None
) -> None:
    def ask(address: str) -> int:
        return (
            Client()
            .post("/en/accounts/login/code/", {"email": lan.email}, HTTP_X_FORWARDED_FOR=address)
            .status_code
        )

    assert {ask(HERE) for _n in range(5)} == {302}
    assert ask(HERE) != 302
    assert ask(ELSEWHERE) == 302


def test_an_address_is_added_only_by_who_gives_the_password_again(
    lan: User, signed_in: Any
) -> None:
    page, added = "/en/accounts/email/", {"email": "lan2@investor.test", "action_add": ""}
    browser = signed_in(lan)
    asked_again = browser.post(page, added)["Location"]
    assert asked_again.startswith("/en/accounts/reauthenticate/")
    assert browser.post(asked_again, {"password": "a wrong password"}).status_code == 200
    assert not Notice.objects.exists()
    browser.post(asked_again, {"password": PASSWORD})
    assert Notice.objects.filter(address="lan2@investor.test").exists()


def test_signing_up_with_a_known_address_looks_like_signing_up(lan: User) -> None:
    seen = []
    for email in (lan.email, "new@investor.test"):
        browser = Client()
        form = {"email": email, "password1": PASSWORD}
        answer = browser.post("/en/accounts/signup/", form)
        page = browser.get(answer["Location"]).content.decode().replace(email, "")
        lines = [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]
        seen.append((answer.status_code, answer["Location"], lines))
    assert seen[0] == seen[1]
    assert User.objects.filter(email="new@investor.test").exists()


def test_people_sign_in_while_the_cache_is_away(settings: Any, lan: User) -> None:
    settings.CACHES = REDIS_AWAY
    assert sign_in(lan, "a wrong password", HERE).status_code == 200
    assert sign_in(lan, PASSWORD, HERE).status_code == 302
    assert [spend(Limit("test", 1, 60), "a") for _n in range(3)] == [0, 0, 0]


@pytest.mark.parametrize("step", ["", "done/"])
def test_whom_a_reset_does_not_help_is_shown_the_ways_on(client: Client, step: str) -> None:
    text = client.get(f"/en/accounts/password/reset/{step}").content.decode()
    assert 'href="/en/accounts/login/code/"' in text
    assert 'href="/en/enquiries/new/"' in text
    assert "contact us" not in text


def test_the_page_of_a_new_account_has_one_name(client: Client) -> None:
    text = client.get("/en/accounts/signup/").content.decode()
    assert "Sign up" in text.partition("<title>")[2].partition("</title>")[0]
    assert "Signup" not in text
