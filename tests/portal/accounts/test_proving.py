"""An account is opened by what was chosen by who proved its address, and by nobody else."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from portal.accounts.models import User
from portal.accounts.sealing import unseal
from portal.notifications.models import Delivery
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
SIGN_UP, CODE = "/en/accounts/signup/", "/en/accounts/login/code/"
NEW, OF_MALLORY = "new@investor.test", "a-long-word-of-mallory"
HERE, ELSEWHERE = "198.51.100.1", "198.51.100.2"


def sign_up(password: str, browser: Client | None = None, **more: Any) -> Any:
    return (browser or Client()).post(SIGN_UP, {"email": NEW, "password1": password}, **more)


def sign_in(password: str, email: str = NEW) -> bool:
    """Whether the password opens the account."""
    browser = Client()
    browser.post("/en/accounts/login/", {"login": email, "password": password})
    return "_auth_user_id" in browser.session


def last_mail() -> str:
    mail = Delivery.objects.exclude(sealed=None).order_by("pk").last()
    assert mail
    assert mail.sealed
    return str(json.loads(unseal(bytes(mail.sealed)))["text"])


def last_code() -> str:
    return str(re.findall(r"[A-Z]{4}-[A-Z]{4}", last_mail())[0])


def sign_in_by_code(email: str = NEW) -> Client:
    browser = Client()
    browser.post(CODE, {"email": email})
    browser.post("/en/accounts/login/code/confirm/", {"code": last_code()})
    return browser


def is_inside(browser: Client) -> bool:
    return browser.get("/en/accounts/email/").status_code == 200


def test_who_proves_the_address_has_the_password_they_chose() -> None:
    browser = Client()
    there = sign_up(PASSWORD, browser)["Location"]
    assert not sign_in(PASSWORD), "not proved yet"
    browser.post(there, {"code": last_code()})
    assert is_inside(browser)
    assert sign_in(PASSWORD)


def test_who_signed_up_with_the_address_of_another_never_gets_in() -> None:
    mallory = Client()
    there = sign_up(OF_MALLORY, mallory)["Location"]
    owner = sign_in_by_code()
    assert is_inside(owner)
    assert not sign_in(OF_MALLORY)
    mallory.get(there)
    mallory.get("/en/accounts/login/")
    assert not is_inside(mallory)
    owner.post("/en/accounts/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    assert sign_in(PASSWORD)
    assert not sign_in(OF_MALLORY)


def test_a_password_from_before_the_proof_goes_with_it_and_the_owner_is_told() -> None:
    User.objects.create_user(NEW, OF_MALLORY)
    EmailAddress.objects.create(user=User.objects.get(), email=NEW, primary=True)
    owner = sign_in_by_code()
    assert is_inside(owner)
    assert "was removed" in last_mail()
    assert not sign_in(OF_MALLORY)


def test_a_code_lies_nowhere_in_the_database_as_it_is(lan: User) -> None:
    browsers = Client(), Client()
    browsers[0].post(CODE, {"email": lan.email})
    codes = [last_code()]
    sign_up(PASSWORD, browsers[1])
    codes.append(last_code())
    assert Session.objects.count() == 2
    for row in Session.objects.all():
        assert row.get_decoded() == {}, "as Django keeps a session by default"
        assert not any(code in row.session_data for code in codes)
    for browser, page in zip(browsers, ("login/code/confirm", "confirm-email"), strict=True):
        browser.post(f"/en/accounts/{page}/", {"code": codes.pop(0)})
        assert is_inside(browser)


def test_a_code_leaves_the_password_of_a_proved_address_alone(lan: User) -> None:
    assert is_inside(sign_in_by_code(lan.email))
    assert sign_in(PASSWORD, lan.email)


def test_signing_up_with_anothers_address_locks_its_owner_out_of_nothing(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    for who in (HERE, ELSEWHERE):
        assert sign_up(PASSWORD, HTTP_X_FORWARDED_FOR=who).status_code == 302
    for _n in range(5):
        last = sign_up(PASSWORD, HTTP_X_FORWARDED_FOR=HERE)
    assert last.status_code == 429


class CountingHasher(Argon2PasswordHasher):
    algorithm = "argon2"
    made = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).made += 1
        return str(super().encode(password, salt))


def test_a_known_address_costs_as_many_slow_hashes_as_a_new_one(settings: Any, lan: User) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    costs = []
    for email in (lan.email, NEW):
        CountingHasher.made = 0
        assert Client().post(SIGN_UP, {"email": email, "password1": PASSWORD}).status_code == 302
        costs.append(CountingHasher.made)
    assert costs == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_two_who_sign_up_at_once_are_one_account_and_no_error() -> None:
    ready = Barrier(2)

    def one(_n: int) -> HttpResponse:
        ready.wait()
        try:
            answer: HttpResponse = sign_up(PASSWORD)
            return answer
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(one, range(2)))
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, "/en/accounts/confirm-email/")
    ] * 2
    assert User.objects.filter(email=NEW).count() == 1
