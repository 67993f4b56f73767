"""The admin opens to officials only, and with a second factor where it is demanded."""

import time
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.test import Client, override_settings
from django.urls import reverse

from portal.accounts.models import User
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demanded(settings: Any) -> None:
    settings.ADMIN_TWO_FACTOR = True


def sign_in(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def current_code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def test_a_visitor_is_sent_to_the_sign_in_page() -> None:
    answer = Client().get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_an_investor_is_told_that_the_desk_is_for_officials(lan: User) -> None:
    client = sign_in(lan)
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert "admin/not_an_official.html" in [part.name for part in answer.templates]


def test_an_official_with_only_a_password_is_asked_to_set_up_a_factor(hoa: User) -> None:
    answer = sign_in(hoa).get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == reverse("second_factor")
    assert reverse("mfa_activate_totp") in answer.text


def test_an_official_with_password_and_code_enters(hoa: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(hoa, secret)
    client = sign_in(hoa)
    assert client.get("/admin/").status_code == 302, "the password alone must not be enough"
    with time_machine.travel(time.time(), tick=False):  # a code made at second 29 holds at 31
        client.post(reverse("mfa_authenticate"), {"code": current_code(secret)})
    assert client.get("/admin/").status_code == 200


def test_a_session_older_than_the_factor_must_sign_in_again(hoa: User) -> None:
    client = sign_in(hoa)
    TOTP.activate(hoa, generate_totp_secret())
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == reverse("second_factor")
    assert reverse("account_logout") in answer.text


def test_an_ended_official_does_not_enter(hoa: User) -> None:
    client = sign_in(hoa)
    User.objects.filter(pk=hoa.pk).update(is_active=False)
    assert client.get("/admin/").status_code == 302


def test_the_development_profile_may_switch_the_factor_off(hoa: User) -> None:
    with override_settings(ADMIN_TWO_FACTOR=False):
        assert sign_in(hoa).get("/admin/").status_code == 200


def test_the_secret_of_a_factor_is_sealed_in_the_database(hoa: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(hoa, secret)
    assert secret not in str(Authenticator.objects.get(user=hoa).data)
