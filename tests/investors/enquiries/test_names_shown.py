"""Officials are shown to investors by name and role, never by their address; and nobody's name
turns the line around or hides what it is."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from investors.enquiries.answering import Wish, act
from investors.enquiries.models import Enquiry
from portal.accounts.models import User
from tests.asking import FORM, filled
from tests.cast import SECRET

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["", "Hoa"])
def test_an_official_without_a_name_is_shown_by_role(
    enquiry: Enquiry, hoa: User, calendar: object, in_english: None, name: str
) -> None:
    User.objects.filter(pk=hoa.pk).update(name=name)
    hoa.refresh_from_db()
    act(enquiry.pk, "take", by=hoa, now=timezone.now())
    act(enquiry.pk, "reply", by=hoa, now=timezone.now(), wish=Wish(body="Hello."))
    browser = Client()
    browser.post("/en/track/", {"reference": enquiry.reference, "secret": SECRET})
    for page in ("enquiries:thread", "cases:tracked"):
        text = browser.get(reverse(page, args=[enquiry.reference])).text
        assert hoa.email not in text
        assert (name or "an official has taken it on") in text
    thread = browser.get(reverse("enquiries:thread", args=[enquiry.reference])).text
    assert "specialist" in thread


@pytest.mark.parametrize("unseen", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u00ad"])
def test_what_cannot_be_seen_is_taken_out_of_a_line(desk: object, unseen: str) -> None:
    typed = filled(subject=f"Land{unseen} for us", name=f"{unseen}Lan")
    assert Client().post(FORM, typed).status_code == 302
    enquiry = Enquiry.objects.get()
    assert (enquiry.subject, enquiry.contact_name) == ("Land for us", "Lan")


def test_the_joiners_of_a_script_stay_and_nothing_visible_is_no_name(desk: object) -> None:
    assert Client().post(FORM, filled(name="می\u200cخواهم")).status_code == 302
    assert Enquiry.objects.get().contact_name == "می\u200cخواهم"
    assert Client().post(FORM, filled(name="\u200b\u202e")).status_code == 422


def test_an_official_s_name_with_such_a_character_is_refused_with_a_sentence(
    hoa: User, administrator: User, signed_in: Callable[[User], Client]
) -> None:
    page = reverse("admin:accounts_user_change", args=[hoa.pk])
    form = {
        "email": hoa.email,
        "name": "Hoa\u202e",
        "language": "vi",
        "is_active": "on",
        "is_staff": "on",
        "memberships-TOTAL_FORMS": "0",
        "memberships-INITIAL_FORMS": "0",
    }
    answer = signed_in(administrator).post(page, form)
    assert list(answer.context["adminform"].errors) == ["name"]
