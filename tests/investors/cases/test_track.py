"""Tracking: the same work for right, wrong and unknown; and a page that answers four questions."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from investors.cases import proof
from investors.cases.models import Case
from investors.cases.proof import TRIES_OF_ONE, find, tidy_reference
from investors.cases.workflow import move
from investors.enquiries.answering import Wish, act
from investors.enquiries.models import Enquiry
from investors.procedures.models import ProcedureVersion
from portal.accounts.models import User
from portal.accounts.secrets import hash_secret
from portal.limits import Limit
from portal.provenance.models import State
from tests.cast import SECRET, VIETNAM
from tests.investors.cases.conftest import CODE, MONDAY, Bring

pytestmark = pytest.mark.usefixtures("no_counts_from_before")
TRACK = "/en/track/"
WRONG = SECRET.replace("A", "B")
SignIn = Callable[[User], Client]


def give(client: Client, reference: str, secret: str = SECRET, **headers: Any) -> Any:
    return client.post(TRACK, {"reference": reference, "secret": secret}, **headers)


def page_of(case: Case, language: str = "en") -> str:
    return f"/{language}/track/{case.reference}/"


@pytest.fixture
def opened(case: Case) -> Client:
    """A browser that has proved the case."""
    client = Client()
    assert give(client, case.reference).status_code == 302
    return client


# --- The proof ----------------------------------------------------------------------------


def test_right_wrong_and_unknown_cost_the_same_queries_and_hashes(
    case: Case, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashes: list[str] = []

    def counted(secret: str, **more: Any) -> str:
        hashes.append(secret)
        return hash_secret(secret, **more)

    monkeypatch.setattr("portal.accounts.secrets.hash_secret", counted)
    worked = []
    for reference, secret in (
        (case.reference, SECRET),
        (case.reference, WRONG),
        ("HS-2611-ZZZZZZ", SECRET),
        (case.enquiry.reference if case.enquiry else "", SECRET),
        ("no reference at all", ""),
    ):
        hashes.clear()
        with django_assert_num_queries(2):
            found = find(reference, secret)
        worked.append((found is not None, len(hashes)))
    assert [right for right, _count in worked] == [True, False, False, True, False]
    assert len({count for _right, count in worked}) == 1


def test_wrong_and_unknown_get_the_very_same_page(case: Case) -> None:
    answers = []
    for reference, secret in ((case.reference, WRONG), ("HS-2611-ZZZZZZ", SECRET)):
        client = Client()
        with CaptureQueriesContext(connection) as queries:
            answer = give(client, reference, secret)
        shown = answer.content.decode().replace(reference, "").replace(secret, "")
        assert answer.status_code == 422
        assert "do not belong together" in shown
        answers.append((shown, len(queries)))
    (first, first_cost), (second, second_cost) = answers
    assert first_cost == second_cost
    assert without_token(first) == without_token(second)


def without_token(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


@pytest.mark.parametrize("typed", ["{}", " {} ", "lower", "spaced"])
def test_how_it_is_typed_does_not_matter(case: Case, typed: str) -> None:
    reference = case.reference
    if typed == "lower":
        reference = reference.lower()
    elif typed == "spaced":
        reference = reference.replace("-", " ")
    else:
        reference = typed.format(reference)
    found = find(reference, SECRET.lower().replace("-", ""))
    assert found is not None
    assert found.case == case


def test_what_is_no_reference_finds_nothing() -> None:
    assert tidy_reference("x" * 500) == "X" * 40
    assert tidy_reference("") == ""


@pytest.mark.parametrize("typed", ["", "x" * 10_000, "\r\nSet-Cookie: a=b"])
def test_bad_input_gets_a_4xx_that_keeps_what_was_typed(typed: str, db: None) -> None:
    assert give(Client(), typed, typed).status_code == 422


def test_a_form_without_token_is_refused(visitor: Client, case: Case) -> None:
    assert give(visitor, case.reference).status_code == 403


def test_an_address_that_tries_too_often_waits_and_locks_nobody_else_out(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    guessing = Client(REMOTE_ADDR="192.0.2.7")
    for _n in range(TRIES_OF_ONE.count):
        assert give(guessing, case.reference, WRONG).status_code == 422
    answer = give(guessing, case.reference, WRONG)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert give(Client(REMOTE_ADDR="192.0.2.8"), case.reference).status_code == 302


def test_refused_tries_of_one_address_are_no_flood_for_others(
    monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setattr(proof, "TRIES_OF_ONE", Limit("track-one-in-test", 2, 600))
    monkeypatch.setattr(proof, "TRIES_OF_ALL", Limit("track-everyone-in-test", 4, 600))
    monkeypatch.setattr(proof, "TRIES_OF_ONE_IN_A_FLOOD", Limit("track-few-in-test", 0, 600))
    tries = [proof.wait_to_try("203.0.113.7") for _ in range(20)]
    assert [bool(wait) for wait in tries[:3]] == [False, False, True]
    assert proof.wait_to_try("203.0.113.8") == 0


def test_a_flood_from_everywhere_leaves_each_address_a_few_tries(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    flooded = Limit("track-all-in-test", 1, 600)
    monkeypatch.setattr(proof, "TRIES_OF_ALL", flooded)
    give(Client(REMOTE_ADDR="192.0.2.1"), case.reference, WRONG)
    lan = Client(REMOTE_ADDR="192.0.2.9")
    assert give(lan, case.reference, WRONG).status_code == 422
    assert give(lan, case.reference).status_code == 302


# --- Who sees it --------------------------------------------------------------------------


def test_a_stranger_gets_404_for_what_is_there_and_for_what_is_not(case: Case) -> None:
    there, not_there = Client().get(page_of(case)), Client().get(f"{TRACK}HS-2611-ZZZZZZ/")
    assert there.status_code == not_there.status_code == 404
    assert case.title not in there.content.decode()


def test_a_rival_gets_404_and_lan_and_her_desk_see_it(
    case: Case, signed_in: SignIn, lan: User, minh: User, hoa: User, khoa: User
) -> None:
    Case.objects.filter(pk=case.pk).update(contact_user=lan)
    seen = {user.name: signed_in(user).get(page_of(case)).status_code for user in (lan, minh)}
    assert seen == {"Lan": 200, "Minh": 404}
    assert signed_in(hoa).get(page_of(case)).status_code == 200
    assert signed_in(khoa).get(page_of(case)).status_code == 404


def test_the_proof_of_the_enquiry_opens_its_cases_and_the_other_way_round(case: Case) -> None:
    assert case.enquiry
    client = Client()
    answer = give(client, case.enquiry.reference)
    listed = client.get(answer["Location"]).content.decode()
    assert page_of(case) in listed
    assert client.get(page_of(case)).status_code == 200
    other = Client()
    give(other, case.reference)
    assert other.get(f"{TRACK}{case.enquiry.reference}/").status_code == 200


def test_the_page_is_never_kept_nor_indexed(case: Case, opened: Client) -> None:
    answer = opened.get(page_of(case))
    assert "no-store" in answer["Cache-Control"]
    assert 'name="robots" content="noindex"' in answer.content.decode()


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
