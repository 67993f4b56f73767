"""Tracking: the same work for right, wrong and unknown; and a page that answers four questions."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from investors.cases.models import Case
from investors.cases.workflow import move
from portal.accounts.models import User
from portal.provenance.models import State
from tests.cast import VIETNAM
from tests.investors.cases.conftest import CODE, Bring
from tests.investors.cases.tracking import SignIn, give, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(case: Case) -> Client:
    """A browser that has proved the case."""
    client = Client()
    assert give(client, case.reference).status_code == 302
    return client


# --- What it says -------------------------------------------------------------------------


def test_it_answers_the_four_questions(case: Case, opened: Client, bring: Bring) -> None:
    bring("4")
    page = opened.get(page_of(case)).content.decode()
    assert "Investor support desk" in page  # who has it
    assert "Hoa" in page
    assert "The authority decides" in page  # what comes next
    assert "Mon 16 Nov 2026" in page  # how long is left
    assert "10 working days left" in page
    assert "Nothing at present" in page  # what must I do
    assert CODE in page
    assert "The appointment slip prevails" in page
    assert "The term is 10 working days." in page
    assert "version 1" in page


def test_it_says_what_is_asked_for_and_how_many_days_are_left_then(
    case: Case, opened: Client, bring: Bring
) -> None:
    bring("5")
    page = opened.get(page_of(case)).content.decode()
    assert "Site lease: not signed" in page
    assert "10 working days left once you answer" in page
    assert "File the papers that are asked for" in page


def test_in_preparation_it_is_no_receipt_and_has_no_term(case: Case, opened: Client) -> None:
    page = opened.get(page_of(case)).content.decode()
    assert "This is no receipt." in page
    assert "No legal term runs" in page


def test_late_is_said_in_words(case: Case, opened: Client, bring: Bring, monday: Any) -> None:
    bring("4")
    monday.move_to(datetime(2026, 11, 23, 10, tzinfo=VIETNAM))
    page = opened_again(case).get(page_of(case)).content.decode()
    assert "It is late" in page
    assert "5 working days late" in page
    assert "tone-late" in page


def opened_again(case: Case) -> Client:
    client = Client()
    give(client, case.reference)
    return client


def test_a_refusal_on_the_merits_is_a_result(
    case: Case, opened: Client, bring: Bring, hoa: User
) -> None:
    bring("4")
    move(case.pk, "finish", by=hoa, result="refused_in_writing", note="Outside the zone.")
    page = opened.get(page_of(case)).content.decode()
    assert "refused, written answer" in page
    assert "Outside the zone." in page


def test_what_stays_inside_the_authority_is_not_shown(
    case: Case, opened: Client, hoa: User, head: User
) -> None:
    move(case.pk, "pass_on", by=hoa, person=head, note="I am on leave for an operation.")
    assert "operation" not in opened.get(page_of(case)).content.decode()


@pytest.mark.parametrize(
    "status",
    ["preparing", "checking", "ready", "dropped", *(str(number) for number in range(1, 11))],
)
def test_it_takes_at_most_five_queries_wherever_it_stands(
    status: str, case: Case, opened: Client, bring: Bring
) -> None:
    bring(status)
    opened.get(page_of(case))  # the calendar and the templates are loaded
    with CaptureQueriesContext(connection) as queries:
        answer = opened.get(page_of(case, "vi"))
    assert answer.status_code == 200
    assert len(queries) <= 5, [query["sql"][:80] for query in queries]


def test_my_cases_begin_with_what_needs_me(
    bring: Bring, signed_in: SignIn, lan: User, minh: User
) -> None:
    case = bring("5")
    Case.objects.filter(pk=case.pk).update(contact_user=lan)
    answer = signed_in(lan).get("/en/my/cases/")
    assert [row["case"] for row in answer.context["waiting_for_you"]] == [case]
    assert case.reference not in signed_in(minh).get("/en/my/cases/").content.decode()
    assert Client().get("/en/my/cases/").status_code == 302


def test_the_public_reads_no_withheld_name_of_a_desk(case: Case, opened: Client) -> None:
    assert "Investor support desk" in opened.get(page_of(case)).content.decode()
    assert "name of the desk not yet confirmed" in opened.get(page_of(case)).content.decode()
    case.desk.names.update(state=State.WITHHELD)
    assert "Investor support desk" not in opened.get(page_of(case)).content.decode()
