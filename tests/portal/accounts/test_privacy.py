"""What is kept about a person comes out whole, and what may be wiped is wiped in every room."""

import json
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command

from investors.enquiries.models import Enquiry
from portal.accounts.models import User
from portal.accounts.privacy import ROOMS, erase_person, export_person

pytestmark = pytest.mark.django_db


def test_every_room_with_personal_rows_takes_part() -> None:
    assert set(ROOMS) >= {"accounts", "notifications", "enquiries", "cases"}


def test_the_export_holds_the_person_and_the_enquiry_and_nobody_else(
    lan: User, minh: User, enquiry: Enquiry
) -> None:
    kept = json.dumps(export_person(lan.email), default=str)
    assert lan.email in kept
    assert enquiry.reference in kept
    assert minh.email not in kept


def test_the_command_prints_json(lan: User) -> None:
    out = StringIO()
    call_command("personal_data", lan.email, stdout=out)
    assert json.loads(out.getvalue())["accounts"]["person"][0]["email"] == lan.email


def test_an_erased_person_cannot_sign_in_and_is_not_found(lan: User, enquiry: Enquiry) -> None:
    sentences = erase_person(lan.email)
    assert sentences
    lan.refresh_from_db()
    assert not lan.is_active
    assert not lan.name
    assert not User.objects.filter(email="lan@investor.test").exists()
    assert export_person("lan@investor.test")["accounts"]["person"] == []


def test_an_erased_person_keeps_no_second_factor_and_no_role(lan: User, minh: User) -> None:
    for person in (lan, minh):
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    erase_person(lan.email)
    assert [row.user for row in Authenticator.objects.all()] == [minh]
    assert not lan.memberships.active().exists()
    assert lan.memberships.exists()  # ended, not forgotten
    assert minh.memberships.active().exists()
