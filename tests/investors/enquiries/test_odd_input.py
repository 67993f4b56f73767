"""What no form would send: a clear no in the portal's look, the words kept, nothing half saved."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils.html import escape

from investors.enquiries.models import EmailCode, Enquiry, EnquiryEvent, Message
from parks.directory.models import Park
from portal.notifications.models import Notice
from tests.asking import FORM, filled

pytestmark = pytest.mark.django_db
FORM_TYPE = "application/x-www-form-urlencoded"
WORDS = "We look for five hectares near a port, from next spring."


@pytest.fixture
def client(desk: object) -> Iterator[Client]:
    """A browser; whatever it sent, nothing is saved of it."""
    yield Client()
    for kind in (Enquiry, EnquiryEvent, Message, EmailCode, Notice):
        assert not kind.objects.exists()


def raw(*more: bytes) -> bytes:
    """The form as bytes, to which anything can be added."""
    return b"&".join([urlencode(filled()).encode(), *more])


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "L" * 10_000},
        {"subject": "S" * 10_000},
        {"name": "Lan\r\nBcc: all@investor.test"},
        {"email": "lan@investor.test\nBcc: all@investor.test"},
        {"company": "Lan\x0bCompany"},
        {"parks": ["atlantis", "el-dorado"]},
        {"parks": [f"park-{number}" for number in range(500)]},
        {"procedure": "atlantis"},
        {"token": "not ours"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_odd_lines_are_a_422_that_keeps_the_words(client: Client, changes: dict[str, Any]) -> None:
    answer = client.post(FORM, filled(**changes))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "portal/base.css" in page
    assert WORDS in page
    typed = changes.get("name", "")
    assert escape(typed) in page


def test_more_parks_than_an_enquiry_can_be_about_are_refused_by_their_number(
    client: Client, park: Park
) -> None:
    values = {
        field.attname: getattr(park, field.attname)
        for field in Park._meta.concrete_fields
        if not field.primary_key
    }
    slugs = [f"park-{number}" for number in range(21)]
    for slug in slugs:
        Park.objects.create(**{**values, "slug": slug})
    answer = client.post(FORM, filled(parks=slugs))
    assert answer.status_code == 422
    assert "at most 20" in answer.content.decode()
    ticked = re.findall(r'name="parks" value="([^"]+)" checked', answer.content.decode())
    assert sorted(ticked) == sorted(slugs)


@pytest.mark.parametrize("name", ["subject", "email", "consent_version", "token", "procedure"])
def test_a_line_that_came_twice_is_not_guessed_at(client: Client, name: str) -> None:
    more = urlencode({name: "lan@other.test"}).encode()
    answer = client.post(FORM, raw(more), content_type=FORM_TYPE)
    assert answer.status_code == 422
    assert name in answer.context["form"].errors
    assert WORDS in answer.content.decode()


@pytest.mark.parametrize(
    "bad",
    [b"sector=a%00b", b"sector=%ff%fe", b"sector=%ed%a0%80", b"sector=a\x00b", b"%00=x"],
    ids=["null", "broken", "lone surrogate", "raw null", "name"],
)
def test_what_is_not_text_is_a_400_that_gives_the_words_back(client: Client, bad: bytes) -> None:
    answer = client.post(FORM, raw(bad), content_type=FORM_TYPE)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "portal/base.css" in page
    assert WORDS in page
    assert "\x00" not in page


def test_broken_text_in_a_form_of_several_parts_is_a_400_too(client: Client) -> None:
    answer = client.post(FORM, {**filled(), "sector": b"\xff\xfe".decode("latin-1") + "\x00"})
    assert answer.status_code == 400
    assert WORDS in answer.content.decode()


def test_the_secret_things_of_a_form_are_not_given_back(client: Client) -> None:
    secret = b"secret=A+secret+with+spaces&password=another+one+with+spaces"
    answer = client.post(FORM, raw(b"sector=%00", secret), content_type=FORM_TYPE)
    assert "with spaces" not in answer.content.decode()


def test_the_words_of_another_site_are_not_shown_as_the_readers(client: Client) -> None:
    answer = client.post(
        FORM, raw(b"sector=%00"), content_type=FORM_TYPE, headers={"origin": "https://evil.test"}
    )
    assert answer.status_code == 400
    assert WORDS not in answer.content.decode()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"body=" + b"x" * 3_000_000, "larger than the portal takes"),
        (b"&".join(b"parks=park-%d" % number for number in range(1_001)), "more answers than"),
    ],
    ids=["huge", "very many"],
)
def test_what_is_too_much_to_be_read_says_so(client: Client, body: bytes, said: str) -> None:
    answer = client.post(FORM, body, content_type=FORM_TYPE)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert said in page
    assert "your browser still has what you typed" in page
