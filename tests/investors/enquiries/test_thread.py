"""The thread as the investor sees it, and their page of everything."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from investors.enquiries.answering import Wish, act
from investors.enquiries.models import Enquiry
from portal.accounts.models import Membership, Role, User
from tests.cast import MakeEnquiry
from tests.investors.enquiries.test_answering import MONDAY

pytestmark = pytest.mark.usefixtures("calendar", "in_english")
SignIn = Callable[[User], Client]


@pytest.fixture
def hers(make_enquiry: MakeEnquiry, lan: User) -> Enquiry:
    return make_enquiry(contact_user=lan)


def thread_of(enquiry: Enquiry) -> str:
    return f"/en/enquiries/{enquiry.reference}/"


def test_lan_reads_who_has_it_and_by_when(
    hers: Enquiry, lan: User, hoa: User, signed_in: SignIn
) -> None:
    act(hers.pk, "take", by=hoa, now=MONDAY)
    page = signed_in(lan).get(thread_of(hers)).content.decode()
    assert "Investor support desk" in page
    assert "Hoa" in page
    assert "5 Nov 2026" in page


def test_before_anyone_has_it_lan_reads_both_steps_and_their_days(
    hers: Enquiry, lan: User, hoa: User, signed_in: SignIn
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        head = signed_in(lan).get(thread_of(hers)).context["head"]
        assert str(head.who_detail) == "no official has taken it on yet"
        assert str(head.next) == "A person takes it on by Tue 3 Nov 2026"
        assert str(head.next_detail) == "Then an official answers by Thu 5 Nov 2026"
        assert str(head.left) == "in 1 working day"
        assert str(head.left_detail) == "Answer: in 3 working days"
        act(hers.pk, "take", by=hoa, now=MONDAY)
        head = signed_in(lan).get(thread_of(hers)).context["head"]
        assert str(head.who_detail) == "Hoa"
        assert str(head.next) == "An official answers here by Thu 5 Nov 2026"
        assert str(head.left) == "in 3 working days"
        assert not head.next_detail
        assert not head.left_detail


def test_a_rival_a_stranger_and_a_wrong_reference_get_the_same_404(
    hers: Enquiry, minh: User, signed_in: SignIn
) -> None:
    answers = [
        signed_in(minh).get(thread_of(hers)),
        Client().get(thread_of(hers)),
        Client().get("/en/enquiries/YC-2611-NONE99/"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert signed_in(minh).post(thread_of(hers), {"body": "Hello", "seen": "0"}).status_code == 404


def test_internal_notes_and_names_of_handovers_stay_inside(
    hers: Enquiry, lan: User, hoa: User, binh: User, signed_in: SignIn
) -> None:
    act(hers.pk, "take", by=hoa, now=MONDAY)
    act(hers.pk, "note", by=hoa, now=MONDAY, wish=Wish(body="Inner thoughts"))
    act(hers.pk, "hand_over", by=hoa, now=MONDAY, wish=Wish(person=binh, note="Secret leave"))
    page = signed_in(lan).get(thread_of(hers)).content.decode()
    assert "Inner thoughts" not in page
    assert "Secret leave" not in page


def test_the_outcome_of_closing_is_shown(
    hers: Enquiry, lan: User, hoa: User, signed_in: SignIn
) -> None:
    act(hers.pk, "close", by=hoa, now=MONDAY, wish=Wish(note="Sent twice."))
    assert "Sent twice." in signed_in(lan).get(thread_of(hers)).content.decode()


def test_lan_writes_and_the_message_is_there(hers: Enquiry, lan: User, signed_in: SignIn) -> None:
    client = signed_in(lan)
    assert client.post(thread_of(hers), {"body": "One more thing.", "seen": "0"}).status_code == 302
    assert "One more thing." in client.get(thread_of(hers)).content.decode()
    message = hers.messages.last()
    assert message
    assert message.author == lan


def test_an_empty_message_is_named_and_nothing_is_written(
    hers: Enquiry, lan: User, signed_in: SignIn
) -> None:
    assert signed_in(lan).post(thread_of(hers), {"body": " ", "seen": "0"}).status_code == 422
    assert hers.messages.count() == 1


def test_colleagues_read_and_only_members_write(
    make_enquiry: MakeEnquiry, lan: User, minh: User, signed_in: SignIn
) -> None:
    company = lan.memberships.get().organisation
    enquiry = make_enquiry(contact_user=lan, organisation=company)
    membership = Membership.objects.create(user=minh, organisation=company, role=Role.VIEWER)
    assert signed_in(minh).get(thread_of(enquiry)).status_code == 200
    assert (
        signed_in(minh).post(thread_of(enquiry), {"body": "Hello", "seen": "0"}).status_code == 404
    )
    Membership.objects.filter(pk=membership.pk).update(role=Role.MEMBER)
    assert (
        signed_in(minh).post(thread_of(enquiry), {"body": "Hello", "seen": "0"}).status_code == 302
    )
    Membership.objects.filter(pk=membership.pk).update(ended_at=MONDAY)
    assert signed_in(minh).get(thread_of(enquiry)).status_code == 404


def test_officials_do_not_write_as_the_investor(
    hers: Enquiry, hoa: User, signed_in: SignIn
) -> None:
    assert signed_in(hoa).post(thread_of(hers), {"body": "Hello", "seen": "0"}).status_code == 404


def test_my_page_asks_for_signing_in_and_shows_what_needs_me_first(
    make_enquiry: MakeEnquiry, lan: User, hoa: User, signed_in: SignIn
) -> None:
    assert Client().get("/en/my/").status_code == 302
    waiting = make_enquiry(contact_user=lan, subject="Still waiting")
    answered = make_enquiry(contact_user=lan, subject="Has an answer", status="answered")
    page = signed_in(lan).get("/en/my/").content.decode()
    assert page.index(answered.reference) < page.index(waiting.reference)
    assert signed_in(hoa).get("/en/my/")["Location"] == "/admin/"


def test_what_an_official_wrote_is_shown_as_text(
    hers: Enquiry, lan: User, hoa: User, signed_in: SignIn
) -> None:
    wish = Wish(body="<img src=x onerror=alert(1)>", language="en")
    act(hers.pk, "reply", by=hoa, now=MONDAY, wish=wish)
    assert "<img src=x" not in signed_in(lan).get(thread_of(hers)).content.decode()
