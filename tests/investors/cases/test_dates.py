"""The three dates of a case: official, original, computed; pauses, extensions, no date at all."""

from datetime import date, datetime
from typing import Any

import pytest

from investors.cases.clock import explanation, ledger_of, officials_explanation
from investors.cases.models import Case
from investors.cases.story import events_of, story_for_investor
from investors.cases.sweeps import recount
from investors.cases.workflow import move
from investors.procedures.models import ProcedureVersion
from portal.accounts.models import User
from portal.notifications.models import Notice
from portal.refusals import Refused
from portal.workdays.calendar import current_calendar
from portal.workdays.counting import Calendar
from portal.workdays.models import CalendarVersion, DayRule
from tests.cast import VIETNAM
from tests.investors.cases.conftest import CODE, Bring


def at(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=VIETNAM)


@pytest.fixture
def term(case: Case) -> Any:
    """`term(days_state="withheld")` and the like, of the version Lan's case is pinned to."""

    def change(**values: Any) -> None:
        ProcedureVersion.objects.filter(pk=case.version_id).update(**values)
        case.refresh_from_db()

    return change


def dates(case: Case) -> tuple[date | None, date | None, date | None]:
    """What people see, the first date given, the counted one."""
    case.refresh_from_db()
    return case.due, case.original_due, case.computed_due


def test_nothing_is_counted_while_it_is_prepared(bring: Bring) -> None:
    assert dates(bring("ready")) == (None, None, None)


def test_a_file_received_is_due_after_its_term_of_working_days(bring: Bring) -> None:
    due = date(2026, 11, 16)
    assert dates(bring("2")) == (due, due, due)


def test_the_date_of_the_slip_prevails_and_the_difference_is_to_be_settled(
    case: Case, head: User
) -> None:
    slip = date(2026, 11, 13)
    move(case.pk, "link_received", by=head, national_code=CODE, due=slip)
    assert dates(case) == (slip, slip, date(2026, 11, 16))
    assert list(Case.objects.to_settle()) == [case]
    move(case.pk, "set_date", by=head, due=date(2026, 11, 16), note="The slip was corrected.")
    assert dates(case) == (date(2026, 11, 16), slip, date(2026, 11, 16))
    assert not Case.objects.to_settle().exists()


def test_a_pause_over_the_holiday_of_24_november_moves_the_date_past_it(
    case: Case, head: User, hoa: User, monday: Any
) -> None:
    move(case.pk, "link_received", by=head, national_code=CODE)
    monday.move_to(at(11, 6))
    move(case.pk, "ask_supplement", by=hoa, papers=["Site lease: not signed"])
    assert dates(case) == (None, date(2026, 11, 16), None)
    assert any("6 working days left" in line for line in lines_of(case))
    monday.move_to(at(11, 20))
    move(case.pk, "supplemented", by=hoa)
    # Four days used by the 6th; six left from the 23rd, the 24th a holiday.
    assert dates(case) == (date(2026, 12, 1), date(2026, 11, 16), date(2026, 12, 1))
    case.refresh_from_db()
    assert case.status == "2"  # where it stood when papers were asked for


def lines_of(case: Case) -> list[str]:
    case.refresh_from_db()
    return explanation(case, ledger_of(case), current_calendar())


def test_a_restart_counts_the_term_anew(
    case: Case, head: User, hoa: User, term: Any, monday: Any
) -> None:
    term(pause_effect="restart")
    move(case.pk, "link_received", by=head, national_code=CODE)
    monday.move_to(at(11, 6))
    move(case.pk, "ask_supplement", by=hoa, papers=["Site lease: not signed"])
    monday.move_to(at(11, 20))
    move(case.pk, "supplemented", by=hoa)
    assert dates(case)[0] == date(2026, 12, 7)


def test_an_effect_that_is_not_settled_gives_the_public_no_date_and_officials_both(
    case: Case, head: User, hoa: User, term: Any, monday: Any
) -> None:
    term(pause_effect="unknown")
    move(case.pk, "link_received", by=head, national_code=CODE)
    assert dates(case)[0] == date(2026, 11, 16)  # without a pause it does not matter
    monday.move_to(at(11, 6))
    move(case.pk, "ask_supplement", by=hoa, papers=["Site lease: not signed"])
    assert not any("left once" in line for line in lines_of(case))
    monday.move_to(at(11, 20))
    move(case.pk, "supplemented", by=hoa)
    assert dates(case)[0] is None
    assert any("not settled" in line for line in lines_of(case))
    case.refresh_from_db()
    readings = officials_explanation(case, ledger_of(case), current_calendar())
    assert [lines[-1] for _heading, lines in readings] == [
        "Due on Tue 1 Dec 2026.",
        "Due on Mon 7 Dec 2026.",
    ]
    assert list(Case.objects.to_settle()) == [case]
    move(case.pk, "set_date", by=hoa, due=date(2026, 12, 1), note="New slip.")
    assert dates(case) == (date(2026, 12, 1), date(2026, 11, 16), None)


def test_a_term_that_is_not_published_gives_no_date_until_an_official_sets_one(
    case: Case, head: User, hoa: User, term: Any
) -> None:
    term(days_state="withheld")
    move(case.pk, "link_received", by=head, national_code=CODE)
    assert dates(case) == (None, None, None)
    assert "not published" in lines_of(case)[0]
    assert list(Case.objects.to_settle()) == [case]
    with pytest.raises(Refused, match="reason"):
        move(case.pk, "set_date", by=hoa, due=date(2026, 11, 20))
    move(case.pk, "set_date", by=hoa, due=date(2026, 11, 20), note="As on the slip.")
    assert dates(case) == (date(2026, 11, 20), date(2026, 11, 20), None)
    case.refresh_from_db()
    assert case.due_reason == "As on the slip."


def test_an_extension_keeps_the_first_date_and_happens_once(bring: Bring, head: User) -> None:
    case = bring("4")
    move(case.pk, "extend", by=head, days=3, note="The survey is late. We apologise.")
    assert dates(case) == (date(2026, 11, 19), date(2026, 11, 16), date(2026, 11, 19))
    with pytest.raises(Refused, match="1 extension"):
        move(case.pk, "extend", by=head, days=3, note="Again.")


def test_an_extension_on_the_date_or_after_it_is_refused(
    bring: Bring, head: User, monday: Any
) -> None:
    case = bring("4")
    for day in (16, 17):  # due on the 16th
        monday.move_to(at(11, day))
        with pytest.raises(Refused, match="before the due date"):
            move(case.pk, "extend", by=head, days=3, note="Late.")


def test_an_extension_that_counting_cannot_carry_needs_the_new_slip(case: Case, head: User) -> None:
    move(case.pk, "link_received", by=head, national_code=CODE, due=date(2026, 12, 10))
    with pytest.raises(Refused, match="new date as well"):
        move(case.pk, "extend", by=head, days=2, note="Survey.")
    assert dates(case)[0] == date(2026, 12, 10)
    move(case.pk, "extend", by=head, days=2, note="Survey.", due=date(2026, 12, 14))
    assert dates(case)[:2] == (date(2026, 12, 14), date(2026, 12, 10))


def test_papers_asked_for_before_receipt_hold_no_clock(
    bring: Bring, head: User, monday: Any
) -> None:
    case = bring("1")
    move(case.pk, "ask_supplement", by=head, papers=["Form: not signed"])
    monday.move_to(at(11, 4))
    move(case.pk, "supplemented", by=head)
    case.refresh_from_db()
    assert case.status == "1"
    monday.move_to(at(11, 5))
    move(case.pk, "receive", by=head)
    assert dates(case)[0] == date(2026, 11, 19)


def test_a_payment_after_the_result_moves_no_date_and_goes_back_to_the_result(
    bring: Bring, head: User
) -> None:
    case = bring("9")
    move(case.pk, "ask_payment", by=head, note="The fee.")
    case.refresh_from_db()
    assert (case.status, case.closed_at, case.due) == ("6", None, date(2026, 11, 16))
    move(case.pk, "paid", by=head)
    case.refresh_from_db()
    assert case.status == "9"
    assert case.closed_at is not None
    assert case.due == date(2026, 11, 16)


def test_a_date_in_a_year_that_is_not_published_is_not_guessed(
    case: Case, head: User, monday: Any
) -> None:
    monday.move_to(at(12, 28))
    move(case.pk, "link_received", by=head, national_code=CODE)
    assert dates(case)[0] is None
    assert "2027" in lines_of(case)[-1]


def test_a_new_holiday_moves_open_dates_and_tells_the_investor(
    bring: Bring, monday: Any, calendar: Calendar
) -> None:
    case = bring("4")
    DayRule.objects.create(
        date=date(2026, 11, 10), kind="holiday", confirmed=True, origin="official", name_en="Flood"
    )
    CalendarVersion.bump()
    assert recount(at(11, 3)) == 1
    assert recount(at(11, 3)) == 0
    assert dates(case) == (date(2026, 11, 17), date(2026, 11, 16), date(2026, 11, 17))
    assert case.events.first().move == "date_moved"  # type: ignore[union-attr]
    assert Notice.objects.filter(kind="case.date_moved", address=case.contact_email).exists()


def test_an_ended_case_keeps_its_date_whatever_the_calendar_does(bring: Bring) -> None:
    case = bring("9")
    DayRule.objects.create(
        date=date(2026, 11, 10), kind="holiday", confirmed=True, origin="official"
    )
    CalendarVersion.bump()
    assert recount(at(11, 3)) == 0
    assert dates(case)[0] == date(2026, 11, 16)


# --- A date set by hand, and the pause after it ------------------------------------------------


def history_of(case: Case) -> list[str]:
    """Newest first, as Lan reads it."""
    return [entry.changed for entry in story_for_investor(events_of(case))]


def test_a_date_set_by_hand_that_a_pause_ends_is_named_and_to_be_set_again(
    case: Case, head: User, hoa: User, term: Any, monday: Any
) -> None:
    term(days_state="withheld")
    move(case.pk, "link_received", by=head, national_code=CODE)
    move(case.pk, "set_date", by=hoa, due=date(2026, 11, 20), note="As on the slip.")
    monday.move_to(at(11, 6))
    move(case.pk, "ask_supplement", by=hoa, papers=["Site lease: not signed"])
    assert "Fri 20 Nov 2026 does not count meanwhile" in history_of(case)[0]
    monday.move_to(at(11, 10))
    move(case.pk, "supplemented", by=hoa)
    assert dates(case) == (None, date(2026, 11, 20), None)  # the first date is kept
    assert "Fri 20 Nov 2026 no longer holds. A new one is to be set." in history_of(case)[0]
    case.refresh_from_db()
    assert case.due_reason == ""
    assert list(Case.objects.to_settle()) == [case]
    move(case.pk, "set_date", by=hoa, due=date(2026, 11, 25), note="New slip.")
    assert dates(case)[0] == date(2026, 11, 25)
    assert history_of(case)[0] == "Due: Wed 25 Nov 2026."


def test_the_new_date_given_with_the_papers_leaves_nothing_to_set(
    case: Case, head: User, hoa: User, term: Any
) -> None:
    term(days_state="withheld")
    move(case.pk, "link_received", by=head, national_code=CODE, due=date(2026, 11, 20))
    move(case.pk, "ask_supplement", by=hoa, papers=["Site lease: not signed"])
    move(case.pk, "supplemented", by=hoa, due=date(2026, 11, 25))
    assert dates(case)[:2] == (date(2026, 11, 25), date(2026, 11, 20))
    assert history_of(case)[0] == "Due: Wed 25 Nov 2026."


def test_a_counted_date_that_a_pause_makes_uncountable_is_named_as_well(
    case: Case, head: User, hoa: User, term: Any, monday: Any
) -> None:
    term(pause_effect="unknown")
    move(case.pk, "link_received", by=head, national_code=CODE)
    monday.move_to(at(11, 6))
    move(case.pk, "ask_supplement", by=hoa, papers=["Site lease: not signed"])
    monday.move_to(at(11, 10))
    move(case.pk, "supplemented", by=hoa)
    assert "Mon 16 Nov 2026 no longer holds" in history_of(case)[0]


# --- Days off ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "named", "following"),
    [
        (date(2026, 11, 21), "Sat 21 Nov 2026 is a day off", "Mon 23 Nov 2026"),
        (date(2026, 11, 24), "Tue 24 Nov 2026 .Culture Day. is a day off", "Wed 25 Nov 2026"),
        (date(2027, 1, 3), "Sun 3 Jan 2027 is a day off. Correct it", ""),  # 2027: no calendar
    ],
)
def test_a_slip_dated_on_a_day_off_is_asked_about_and_taken_when_confirmed(
    due: date, named: str, following: str, case: Case, head: User
) -> None:
    DayRule.objects.filter(date=date(2026, 11, 24)).update(name_en="Culture Day")
    CalendarVersion.bump()
    with pytest.raises(Refused, match=f"{named}.*{following}"):
        move(case.pk, "link_received", by=head, national_code=CODE, due=due)
    move(case.pk, "link_received", by=head, national_code=CODE, due=due, day_off=True)
    assert dates(case)[0] == due
    assert "a day off, as the slip says" in history_of(case)[0]


def test_a_make_up_saturday_is_taken_without_a_question(case: Case, head: User) -> None:
    DayRule.objects.create(
        date=date(2026, 11, 21), kind="makeup_workday", confirmed=True, origin="official"
    )
    CalendarVersion.bump()
    move(case.pk, "link_received", by=head, national_code=CODE, due=date(2026, 11, 21))
    assert history_of(case)[0] == "Due: Sat 21 Nov 2026."
