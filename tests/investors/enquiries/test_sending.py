"""Sending the form: accepted at once and whole, or refused with everything kept."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from investors.enquiries.models import EmailCode, Enquiry
from investors.enquiries.tokens import new_token
from investors.procedures.models import ProcedureVersion
from parks.directory.models import Park
from portal.accounts.models import Organisation, OrganisationKind, User
from portal.accounts.secrets import same_secret
from portal.notifications.models import Notice
from tests.asking import FORM, SENT, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(desk: object) -> Client:
    return Client()


def secret_on(page: str) -> str:
    found = re.search(r'id="secret">([A-Z2-7-]+)<', page)
    assert found
    return found[1]


def test_the_form_opens_with_the_park_of_the_link_ticked(client: Client, park: Park) -> None:
    page = client.get(f"{FORM}?park=song-khoai&subject=Land&text=Hello").content.decode()
    assert 'value="song-khoai" checked' in page
    assert 'value="Land"' in page
    assert "Hello" in page


def test_the_procedure_of_the_link_is_named_and_can_be_taken_away(
    client: Client, procedure: ProcedureVersion
) -> None:
    slug = procedure.procedure.slug
    page = client.get(f"{FORM}?procedure={slug}").content.decode()
    assert f'name="procedure" value="{slug}" checked' in page
    assert procedure.name_en in page
    assert client.post(FORM, filled(procedure=slug)).status_code == 302
    assert client.post(FORM, filled(subject="Another")).status_code == 302
    asked = Enquiry.objects.order_by("pk").values_list("procedure", flat=True)
    assert list(asked) == [procedure.procedure_id, None]
    assert 'name="procedure"' not in client.get(FORM).content.decode()


def test_a_link_with_an_unknown_park_says_so_and_still_shows_the_form(client: Client) -> None:
    answer = client.get(f"{FORM}?park=atlantis")
    assert answer.status_code == 404
    assert "atlantis" in answer.content.decode()
    assert 'name="subject"' in answer.content.decode()


def test_it_is_accepted_at_once_with_a_reference_and_a_secret(client: Client, park: Park) -> None:
    answer = client.post(FORM, filled(parks=["song-khoai"]))
    assert answer.status_code == 302
    assert answer["Location"] == SENT
    enquiry = Enquiry.objects.get()
    page = client.get(SENT).content.decode()
    assert enquiry.reference in page
    assert same_secret(secret_on(page), enquiry.secret_hash)
    assert list(enquiry.parks.all()) == [park]
    assert enquiry.messages.get().body == enquiry.body
    assert enquiry.events.get().move == "received"
    assert enquiry.desk.key == "qn-eza-desk"


def test_it_goes_to_the_desk_of_the_authority_that_has_all_its_parks(
    client: Client, park: Park
) -> None:
    Park.objects.create(slug="hai-ha", kind=Park.Kind.PARK, name_vi="Hải Hà", published=True)
    of_the_island = Organisation.objects.create(key="island", kind=OrganisationKind.AUTHORITY)
    Organisation.objects.create(
        key="island-desk", kind=OrganisationKind.DEPARTMENT, parent=of_the_island
    )
    Park.objects.filter(pk=park.pk).update(authority=of_the_island)
    client.post(FORM, filled(parks=["song-khoai"]))
    client.post(FORM, filled(parks=["song-khoai", "hai-ha"]))  # of two authorities
    desks = Enquiry.objects.order_by("pk").values_list("desk__key", flat=True)
    assert list(desks) == ["island-desk", "qn-eza-desk"]


def test_the_secret_is_in_no_row_of_the_database_and_in_no_mail(
    client: Client, settings: Any
) -> None:
    client.post(FORM, filled())
    secret = secret_on(client.get(SENT).content.decode())
    enquiry = Enquiry.objects.get()
    assert secret not in str(vars(enquiry))
    assert all(secret not in str(notice.params) for notice in Notice.objects.all())
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_the_page_after_sending_belongs_to_that_browser(client: Client) -> None:
    client.post(FORM, filled())
    assert Client().get(SENT).status_code == 404
    text = client.get("/en/enquiries/sent/secret.txt")
    assert text["Content-Disposition"].startswith("attachment")
    assert Enquiry.objects.get().reference in text.content.decode()
    assert Client().get("/en/enquiries/sent/secret.txt").status_code == 404


def test_lan_is_told_in_her_language_and_the_desk_in_its(
    client: Client, hoa: User, binh: User
) -> None:
    client.post(FORM, filled())
    receipt = Notice.objects.get(kind="enquiry.received")
    assert (receipt.address, receipt.language) == ("lan@investor.test", "en")
    arrived = Notice.objects.filter(kind="enquiry.arrived", channel="email")
    assert {notice.user for notice in arrived} == {hoa, binh}
    assert {notice.language for notice in arrived} == {"vi"}


def test_nothing_that_was_typed_goes_into_a_mail_to_an_unproved_address(client: Client) -> None:
    client.post(FORM, filled(name="Buy now", subject="http://spam.test", body="A lot of spam."))
    for notice in Notice.objects.filter(address="lan@investor.test"):
        assert "spam" not in str(notice.params)
        assert "Buy now" not in f"{notice.params}{notice.name}"


def test_a_double_click_is_one_enquiry_with_the_same_secret(client: Client) -> None:
    twice = filled()
    client.post(FORM, twice)
    first = secret_on(client.get(SENT).content.decode())
    other_answer = Client()
    other_answer.post(FORM, twice)
    assert secret_on(other_answer.get(SENT).content.decode()) == first
    assert Enquiry.objects.count() == 1
    assert Notice.objects.filter(kind="enquiry.received").count() == 1


def test_the_same_page_sent_with_another_text_is_another_enquiry(client: Client) -> None:
    token = filled()["token"]
    client.post(FORM, filled(token=token))
    first = secret_on(client.get(SENT).content.decode())
    client.post(FORM, filled(token=token, subject="Something else"))
    assert secret_on(client.get(SENT).content.decode()) != first
    assert Enquiry.objects.count() == 2


def test_sent_too_fast_is_asked_again_and_nothing_is_lost(client: Client) -> None:
    with time_machine.travel("2026-11-02T03:00:00Z", tick=False) as clock:
        form = filled(token=new_token(timezone.now()))
        clock.shift(1)
        answer = client.post(FORM, form)
        assert answer.status_code == 422
        assert "five hectares" in answer.content.decode()
        clock.shift(10)
        assert client.post(FORM, form).status_code == 302


def test_a_page_left_open_for_days_is_sent_again_with_everything_kept(client: Client) -> None:
    old = filled(token=new_token(timezone.now() - timedelta(days=5)))
    answer = client.post(FORM, old)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "five hectares" in page
    fresh = re.search(r'name="token" value="([^"]+)"', page)
    assert fresh
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert client.post(FORM, {**old, "token": fresh[1]}).status_code == 302


def test_a_program_that_fills_the_hidden_field_is_told_to_leave_it(client: Client) -> None:
    answer = client.post(FORM, filled(website="http://spam.test"))
    assert answer.status_code == 422
    assert not Enquiry.objects.exists()
    assert not Notice.objects.exists()


BAD: list[tuple[str, dict[str, Any]]] = [
    ("email", {"email": "lan@investor.test\r\nBcc: all@investor.test"}),
    ("email", {"email": "not an address"}),
    ("name", {"name": "L" * 10_000}),
    ("name", {"name": "Lan\nBcc: all@investor.test"}),
    ("subject", {"subject": "One\r\nTwo"}),
    ("body", {"body": "x" * 10_001}),
    ("parks", {"parks": ["atlantis"]}),
    ("procedure", {"procedure": "atlantis"}),
    ("language", {"language": "tlh"}),
    ("kind", {"kind": "praise"}),
    ("country", {"country": "Atlantis"}),
    ("consent", {"consent": ""}),
    ("consent_version", {"consent_version": "1999-01"}),
]


@pytest.mark.parametrize(("field", "changes"), BAD)
def test_bad_input_is_a_4xx_that_names_the_field_and_saves_nothing(
    client: Client, field: str, changes: dict[str, Any]
) -> None:
    answer = client.post(FORM, filled(**changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert 'class="form-errors"' in answer.content.decode()
    assert not Enquiry.objects.exists()
    assert not EmailCode.objects.exists()


@pytest.mark.parametrize("bad", [b"name=a\x00b", b"name=%00", b"name=%ff%fe"])
def test_null_bytes_and_broken_text_are_a_400(client: Client, bad: bytes) -> None:
    answer = client.post(FORM, bad, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert not Enquiry.objects.exists()


def test_line_breaks_count_once_as_people_typed_them(client: Client) -> None:
    text = "\r\n".join(["word"] * 2000)  # 9,999 characters with single line breaks
    assert client.post(FORM, filled(body=text)).status_code == 302
    assert "\r" not in Enquiry.objects.get().body


def test_without_a_csrf_token_the_portal_says_no_in_its_own_look(
    visitor: Client, desk: object
) -> None:
    answer = visitor.post(FORM, filled())
    assert answer.status_code == 403
    assert "portal/base.css" in answer.content.decode()
    assert not Enquiry.objects.exists()


def test_too_many_from_one_address_wait_and_keep_their_text_others_do_not(client: Client) -> None:
    for number in range(20):
        assert client.post(FORM, filled(subject=f"Number {number}")).status_code == 302
    answer = client.post(FORM, filled())
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "five hectares" in answer.content.decode()
    assert client.post(FORM, filled(), REMOTE_ADDR="203.0.113.9").status_code == 302


def test_naming_somebodys_mailbox_again_and_again_stops_the_mails_not_the_enquiries(
    client: Client,
) -> None:
    for number in range(7):
        assert client.post(FORM, filled(subject=f"Number {number}")).status_code == 302
    assert Enquiry.objects.count() == 7
    assert EmailCode.objects.count() == 5


def test_a_forged_forwarding_header_is_not_believed(client: Client, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    for number in range(21):
        forged = f"198.51.100.{number}, 203.0.113.7"
        answer = client.post(FORM, filled(subject=f"{number}"), HTTP_X_FORWARDED_FOR=forged)
    assert answer.status_code == 429


def test_signed_in_with_a_proved_address_no_code_is_needed(
    desk: object, signed_in: Callable[[User], Client], lan: User
) -> None:
    client = signed_in(lan)
    client.post(FORM, filled())
    enquiry = Enquiry.objects.get()
    assert enquiry.contact_user == lan
    assert enquiry.email_proved_at
    assert enquiry.organisation
    assert not EmailCode.objects.exists()
    assert client.get(f"/en/enquiries/{enquiry.reference}/").status_code == 200
