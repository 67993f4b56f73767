"""An enquiry and its case give one answer: who has it, what comes next, what waits for me."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from investors.cases.models import Case
from investors.cases.workflow import move
from investors.enquiries.answering import Wish, act
from investors.enquiries.models import Enquiry
from investors.procedures.models import ProcedureVersion
from portal.accounts.models import User
from tests.investors.cases.conftest import MONDAY, Bring
from tests.investors.cases.tracking import TRACK, SignIn, give, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(case: Case) -> Client:
    """A browser that has proved the case."""
    client = Client()
    assert give(client, case.reference).status_code == 302
    return client


# --- One enquiry and its case: one answer -----------------------------------------------------

ANSWERS = ("who", "who_detail", "next", "must")


def test_an_enquiry_and_its_case_say_the_same_of_who_has_it_and_what_is_next(
    bring: Bring, enquiry: Any, hoa: User, head: User, signed_in: SignIn, lan: User
) -> None:
    """The question is closed and was Hoa's; the case waits for papers and is the head's."""
    case = bring("5")
    move(case.pk, "pass_on", by=hoa, person=head, note="I am away.")
    act(enquiry.pk, "take", by=hoa, now=timezone.now())
    act(enquiry.pk, "close", by=hoa, now=timezone.now(), wish=Wish(note="A case was opened."))
    client = Client()
    give(client, case.reference)
    on_case = client.get(page_of(case)).context["standing"].head
    for address in (f"{TRACK}{enquiry.reference}/", f"/en/enquiries/{enquiry.reference}/"):
        answer = client.get(address)
        shown = answer.context["head"]
        assert [str(getattr(shown, name)) for name in ANSWERS] == [
            str(getattr(on_case, name)) for name in ANSWERS
        ]
        assert page_of(case) in answer.content.decode()
        assert f'goes on as case <span class="code">{case.reference}<' in answer.content.decode()
    assert "File the papers that are asked for" in str(on_case.must)
    page = client.get(page_of(case)).content.decode()
    assert f"/en/enquiries/{enquiry.reference}/" in page
    assert "closed, Mon 2 Nov 2026" in page


def test_a_question_that_is_still_open_says_by_when_it_is_answered_on_the_page_of_its_case(
    case: Case, opened: Client
) -> None:
    assert "answer by Thu 5 Nov 2026" in opened.get(page_of(case)).content.decode()


def test_an_enquiry_whose_case_has_ended_or_that_has_none_speaks_for_itself(
    bring: Bring, make_enquiry: Any, enquiry: Any
) -> None:
    bring("10")
    alone = make_enquiry()
    for one in (enquiry, alone):
        client = Client()
        give(client, one.reference)
        for address in (f"{TRACK}{one.reference}/", f"/en/enquiries/{one.reference}/"):
            answer = client.get(address)
            assert "goes on as case" not in answer.content.decode()
            assert str(answer.context["head"].next).startswith("A person takes it on by ")


def test_my_page_begins_with_the_cases_that_wait_for_me(
    bring: Bring, signed_in: SignIn, lan: User, minh: User
) -> None:
    case = bring("5")
    Case.objects.filter(pk=case.pk).update(contact_user=lan)
    page = signed_in(lan).get("/en/my/").content.decode()
    first = page[page.index("What needs you first") :]
    assert "File the papers that are asked for" in first
    assert f'href="{page_of(case)}#asked"' in first
    assert case.reference not in signed_in(minh).get("/en/my/").content.decode()


@pytest.mark.parametrize(
    ("status", "waits"), [("preparing", True), ("4", False), ("9", True), ("10", False)]
)
def test_a_case_is_among_what_needs_me_only_while_it_waits_for_me(
    status: str, waits: bool, bring: Bring, signed_in: SignIn, lan: User
) -> None:
    case = bring(status)
    Case.objects.filter(pk=case.pk).update(contact_user=lan)
    calls = signed_in(lan).get("/en/my/").context["calls"]
    assert [call.reference for call in calls] == ([case.reference] if waits else [])
    listed = signed_in(lan).get("/en/my/cases/").context["waiting_for_you"]
    assert [row["case"] for row in listed] == ([case] if waits else [])


def test_only_an_enquiry_that_was_answered_asks_me_to_read_it(
    make_enquiry: Any, signed_in: SignIn, lan: User, monday: Any, calendar: Any
) -> None:
    made = {
        status: make_enquiry(status=status, contact_user=lan)
        for status in ("new", "taken", "answered", "closed")
    }
    page = signed_in(lan).get("/en/my/").content.decode()
    assert page.count("Read the answer<") == 1
    read = f'/en/enquiries/{made["answered"].reference}/#messages"'
    assert read in page[page.index("What needs you first") : page.index("With the authority")]


@pytest.mark.parametrize(
    ("effect", "days_state", "comes_next"),
    [
        ("pause", "published", "When your papers arrive, the clock runs again"),
        ("restart", "published", "When your papers arrive, the term starts anew"),
        (
            "unknown",
            "published",
            "When your papers arrive, the authority goes on and sets the date",
        ),
        ("pause", "withheld", "When your papers arrive, the authority goes on and sets the date"),
    ],
)
def test_what_comes_after_the_papers_says_of_the_term_only_what_is_settled(
    effect: str, days_state: str, comes_next: str, bring: Bring, opened: Client
) -> None:
    case = bring("5")
    ProcedureVersion.objects.update(pause_effect=effect, days_state=days_state)
    page = opened.get(page_of(case))
    assert page.context["standing"].head.next == comes_next


@pytest.mark.parametrize(
    ("result", "tone"), [("granted", "tone-ok"), ("refused_in_writing", "tone-neutral")]
)
def test_a_granted_result_looks_like_one(
    result: str, tone: str, bring: Bring, opened: Client
) -> None:
    case = bring("10")
    Case.objects.update(result=result)
    page = opened.get(page_of(case)).content.decode()
    word = str(Case.Result(result).label)
    pill = page[: page.index(word)].rpartition("<span")[2]
    assert f'class="status {tone}"' in pill


def test_a_running_case_stands_with_the_authority_and_its_closed_enquiry_not_under_closed(
    bring: Bring, lan: User, minh: User, hoa: User, signed_in: SignIn
) -> None:
    case = bring("4")
    assert case.enquiry
    Enquiry.objects.filter(pk=case.enquiry.pk).update(contact_user=lan)
    act(case.enquiry.pk, "close", by=hoa, now=MONDAY, wish=Wish(note="It goes on as a case."))
    answer = signed_in(lan).get("/en/my/")
    assert [(one.reference, one.due) for one in answer.context["running"]] == [
        (case.reference, case.due)
    ]
    assert answer.context["closed"] == []
    assert "Closed" not in answer.content.decode()
    assert "Mon 16 Nov 2026" in answer.content.decode()
    assert signed_in(minh).get("/en/my/").context["running"] == []
    # Ended, it leaves the enquiry among the closed.
    Case.objects.update(status="8", closed_at=MONDAY)
    ended = signed_in(lan).get("/en/my/").context
    assert (ended["running"], ended["closed"]) == ([], [case.enquiry])
