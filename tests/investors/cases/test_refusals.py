"""Every "no" of a move and of opening, each beside the nearest thing that is allowed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from investors.cases.models import Case
from investors.cases.opening import open_case
from investors.cases.requirements import CODE_LENGTH, MOST_PAPERS, NOTE_LENGTH, PAPER_LENGTH
from investors.cases.term import MOST_DAYS
from investors.cases.workflow import OLDEST, move
from investors.enquiries.models import Enquiry
from investors.procedures.models import ProcedureVersion
from portal.accounts.models import User
from portal.refusals import Refused
from tests.cast import VIETNAM
from tests.investors.cases.conftest import CODE, MONDAY, Bring

Given = dict[str, Any]


@dataclass(frozen=True)
class No:
    status: str
    move: str
    refused: Given
    sentence: str
    allowed: Given


SLIP = date(2026, 11, 16)
NOTE: Given = {"note": "The survey is late."}
NOES: dict[str, No] = {
    "a field of another step": No(
        "4", "finish", {"result": "granted", "due": SLIP}, "does not take", {"result": "granted"}
    ),
    "a note that is too long": No(
        "4",
        "finish",
        {"result": "granted", "note": "x" * (NOTE_LENGTH + 1)},
        "note is too long",
        {"result": "granted", "note": "x" * NOTE_LENGTH},
    ),
    "too many papers": No(
        "4",
        "ask_supplement",
        {"papers": ["Lease"] * (MOST_PAPERS + 1)},
        "list is too long",
        {"papers": ["Lease"] * MOST_PAPERS},
    ),
    "a paper that is too long": No(
        "4",
        "ask_supplement",
        {"papers": ["x" * (PAPER_LENGTH + 1)]},
        "list is too long",
        {"papers": ["x" * PAPER_LENGTH]},
    ),
    "papers that are only spaces": No(
        "4", "ask_supplement", {"papers": ["  "]}, "List the papers", {"papers": [" Lease "]}
    ),
    "a result that is none": No(
        "4", "finish", {"result": "perhaps"}, "granted, or refused", {"result": "granted"}
    ),
    "a refusal without its written answer": No(
        "4",
        "finish",
        {"result": "refused_in_writing"},
        "written answer",
        {"result": "refused_in_writing", "note": "Letter 12 of 2 November: outside the zone."},
    ),
    "a code that is too long": No(
        "ready",
        "link",
        {"national_code": "x" * (CODE_LENGTH + 1)},
        "at most 60",
        {"national_code": "1" * CODE_LENGTH},
    ),
    "a code on two lines": No(
        "ready",
        "link",
        {"national_code": "H49\n0001"},
        "on one line",
        {"national_code": "H49-0001"},
    ),
    "a code with a space": No(
        "ready", "link", {"national_code": "H49 0001"}, "no spaces", {"national_code": "H49.0001"}
    ),
    "a code that is too short": No(
        "ready", "link", {"national_code": "H491"}, "at least 5", {"national_code": "H4910"}
    ),
    "a code without a digit": No(
        "ready", "link", {"national_code": "abcdef"}, "a digit", {"national_code": "abcde1"}
    ),
    "the code that it has": No(
        "4",
        "correct_code",
        {"national_code": CODE, "note": "Mistyped."},
        "its national code already",
        {"national_code": f"{CODE}-2", "note": "Mistyped."},
    ),
    "a due date before the step": No(
        "1", "receive", {"due": date(2026, 10, 30)}, "after the step", {"due": date(2026, 11, 2)}
    ),
    "a due date in ten years and more": No(
        "1",
        "receive",
        {"due": MONDAY.date() + timedelta(days=MOST_DAYS + 1)},
        "within ten years",
        {"due": MONDAY.date() + timedelta(days=MOST_DAYS), "day_off": True},
    ),
    "a due date before the receipt it is recorded with": No(
        "preparing",
        "link_received",
        {
            "national_code": CODE,
            "at": datetime(2026, 10, 28, 9, tzinfo=VIETNAM),
            "due": date(2026, 10, 27),
        },
        "after the step",
        {
            "national_code": CODE,
            "at": datetime(2026, 10, 28, 9, tzinfo=VIETNAM),
            "due": date(2026, 10, 29),
        },
    ),
    "no days more": No("4", "extend", {"days": -1, **NOTE}, "how many days", {"days": 1, **NOTE}),
    "days without end": No(
        "4", "extend", {"days": MOST_DAYS + 1, **NOTE}, "how many days", {"days": 5, **NOTE}
    ),
    "a moment to come": No(
        "2",
        "start",
        {"at": MONDAY + timedelta(minutes=1)},
        "still to come",
        {"at": MONDAY},
    ),
    "a moment before the step before": No(
        "2", "start", {"at": MONDAY - timedelta(minutes=1)}, "too early", {"at": MONDAY}
    ),
    "a national file of years ago": No(
        "preparing",
        "link",
        {"national_code": CODE, "at": MONDAY - OLDEST - timedelta(days=1)},
        "too early",
        {"national_code": CODE, "at": MONDAY - OLDEST},
    ),
}


@pytest.mark.parametrize("no", NOES.values(), ids=NOES)
def test_what_cannot_be_is_refused_with_a_sentence_and_its_neighbour_allowed(
    no: No, bring: Bring, head: User
) -> None:
    case = bring(no.status)
    with pytest.raises(Refused, match=no.sentence):
        move(case.pk, no.move, by=head, **no.refused)
    kept = Case.objects.get(pk=case.pk)
    assert (kept.status, kept.event_count) == (case.status, case.event_count)
    move(case.pk, no.move, by=head, **no.allowed)
    assert Case.objects.get(pk=case.pk).event_count == case.event_count + 1


def test_there_is_no_step_of_another_name(case: Case, hoa: User) -> None:
    with pytest.raises(Refused, match="no such step"):
        move(case.pk, "approve", by=hoa)
    move(case.pk, "start_check", by=hoa)


def test_the_date_it_has_is_not_set_again(bring: Bring, head: User) -> None:
    case = bring("4")
    move(case.pk, "set_date", by=head, due=date(2026, 11, 20), note="The slip.")
    with pytest.raises(Refused, match="its date already"):
        move(case.pk, "set_date", by=head, due=date(2026, 11, 20), note="The slip.")
    move(case.pk, "set_date", by=head, due=date(2026, 11, 23), note="The slip was corrected.")


def test_a_date_that_a_pause_ended_may_be_the_date_of_the_new_slip(
    bring: Bring, head: User
) -> None:
    case = bring("4")
    move(case.pk, "set_date", by=head, due=date(2026, 11, 20), note="The slip.")
    move(case.pk, "ask_supplement", by=head, papers=["Lease"])
    move(case.pk, "supplemented", by=head, due=date(2026, 11, 20))
    assert Case.objects.get(pk=case.pk).due == date(2026, 11, 20)


def test_a_case_without_a_date_is_not_extended(case: Case, head: User) -> None:
    ProcedureVersion.objects.update(days_state="withheld")
    move(case.pk, "link_received", by=head, national_code=CODE)
    with pytest.raises(Refused, match="no date to extend"):
        move(case.pk, "extend", by=head, days=3, **NOTE)
    move(case.pk, "set_date", by=head, due=SLIP, note="The slip.")
    move(case.pk, "extend", by=head, days=3, due=date(2026, 11, 19), **NOTE)


def test_nothing_comes_back_where_nothing_was_asked_for(bring: Bring, head: User) -> None:
    """A pause closed past the moves: the step says so instead of failing."""
    case = bring("5")
    pause = case.pauses.get()
    case.pauses.update(ends_at=pause.begins_at)
    with pytest.raises(Refused, match="Nothing was asked for"):
        move(case.pk, "supplemented", by=head)
    case.pauses.update(ends_at=None)
    move(case.pk, "supplemented", by=head)


@pytest.mark.parametrize("who", ["hoa", "khoa", "leader"])
def test_it_is_passed_to_another_official_of_its_desk_and_to_nobody_else(
    who: str, case: Case, hoa: User, binh: User, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(Refused, match="another official of this desk"):
        move(case.pk, "pass_on", by=hoa, person=request.getfixturevalue(who), note="I am away.")
    move(case.pk, "pass_on", by=hoa, person=binh, note="I am away.")


# --- Opening ----------------------------------------------------------------------------------


def test_a_role_that_opens_no_cases_is_refused(
    monday: Any, enquiry: Enquiry, procedure: ProcedureVersion, leader: User, hoa: User
) -> None:
    with pytest.raises(Refused, match="does not open cases"):
        open_case(enquiry, procedure, by=leader)
    open_case(enquiry, procedure, by=hoa)


def test_only_the_published_version_opens_a_case(
    monday: Any, enquiry: Enquiry, procedure: ProcedureVersion, hoa: User
) -> None:
    ProcedureVersion.objects.update(status="superseded")
    procedure.refresh_from_db()
    with pytest.raises(Refused):
        open_case(enquiry, procedure, by=hoa)
    ProcedureVersion.objects.update(status="published")
    procedure.refresh_from_db()
    open_case(enquiry, procedure, by=hoa)


def test_an_enquiry_of_another_desk_does_not_exist(
    monday: Any, enquiry: Enquiry, procedure: ProcedureVersion, khoa: User, hoa: User
) -> None:
    with pytest.raises(Enquiry.DoesNotExist):
        open_case(enquiry, procedure, by=khoa)
    open_case(enquiry, procedure, by=hoa)


def test_one_procedure_has_one_open_case_of_an_enquiry(
    bring: Bring, enquiry: Enquiry, procedure: ProcedureVersion, hoa: User
) -> None:
    bring("1")
    with pytest.raises(Refused, match="open case for this procedure already"):
        open_case(enquiry, procedure, by=hoa)
    case = Case.objects.get()
    move(case.pk, "withdraw", by=hoa, note="As asked.")
    open_case(enquiry, procedure, by=hoa)
