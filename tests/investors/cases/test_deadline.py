"""The table of investors/cases/deadline-rules.md, and every edge of its rules."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils.translation import override

from investors.cases.deadline import Deadline, due_date
from investors.cases.deadline_lines import Kind, explain
from investors.cases.term import Effect, Span, Term, Unit
from portal.workdays.counting import VIETNAM, Calendar, Certainty
from tests.portal.workdays.days import CALENDAR

TEN = Term(10, Unit.WORKING)
NO_DAYS, NO_CALENDAR_DAYS = Term(0, Unit.WORKING), Term(-3, Unit.CALENDAR)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def pause(sent: str, answered: str | None) -> Span:
    return Span(at(sent), at(answered) if answered else None)


def count(received: str, term: Term = TEN, *pauses: Span, **more: object) -> Deadline:
    options = {"calendar": CALENDAR, **more}
    return due_date(at(received), term, pauses, **options)  # type: ignore[arg-type]


def days(number: int, unit: Unit = Unit.WORKING) -> Term:
    return Term(number, unit)


def kinds(deadline: Deadline) -> list[Kind]:
    return [line.kind for line in deadline.lines]


# --- The table -----------------------------------------------------------------------------

SUPPLEMENT = pause("2026-11-06", "2026-11-20")


@pytest.mark.parametrize(
    ("deadline", "due"),
    [
        (count("2026-11-02T10:00"), date(2026, 11, 16)),
        (count("2026-11-16T10:00"), date(2026, 12, 1)),
        (count("2026-08-20T10:00", days(5)), date(2026, 8, 26)),
        (count("2026-08-28T10:00", days(3)), date(2026, 9, 7)),
        (count("2026-11-02T10:00", TEN, SUPPLEMENT), date(2026, 12, 1)),
        (count("2026-11-02T10:00", TEN, SUPPLEMENT, effect=Effect.RESTART), date(2026, 12, 7)),
        (count("2026-10-01T10:00", days(30, Unit.CALENDAR)), date(2026, 11, 2)),
        (count("2026-11-02T15:30", TEN, cutoff=time(15)), date(2026, 11, 17)),
    ],
)
def test_the_table_of_the_rules_holds(deadline: Deadline, due: date) -> None:
    assert deadline.due == due
    assert deadline.certainty == Certainty.FIRM
    assert deadline.error is None


# --- Rule 2: receipt -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-10-31T09:00", date(2026, 11, 3)),  # Saturday: as received on Monday
        ("2026-11-24T09:00", date(2026, 11, 26)),  # a holiday: as received on the 25th
        ("2026-08-22T09:00", date(2026, 8, 24)),  # a make-up Saturday is a day like others
        ("2026-11-02T00:00", date(2026, 11, 3)),
        ("2026-11-02T23:59", date(2026, 11, 3)),
    ],
)
def test_the_day_of_receipt_does_not_count(received: str, due: date) -> None:
    assert count(received, days(1)).due == due


@pytest.mark.parametrize(("hour", "due"), [("15:00", 3), ("15:01", 4), ("08:00", 3), ("23:00", 4)])
def test_after_the_cutoff_counts_as_the_next_working_day(hour: str, due: int) -> None:
    deadline = count(f"2026-11-02T{hour}", days(1), cutoff=time(15))
    assert deadline.due == date(2026, 11, due)


def test_on_a_day_off_the_cutoff_does_not_push_twice() -> None:
    assert count("2026-10-31T16:00", days(1), cutoff=time(15)).due == date(2026, 11, 3)


def test_moments_in_utc_are_days_of_vietnam() -> None:
    midnight = datetime(2026, 11, 2, 17, 0, tzinfo=UTC)  # 3 November 00:00 in Vietnam
    assert due_date(midnight, days(1), calendar=CALENDAR).due == date(2026, 11, 4)
    before = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)  # exactly 15:00 in Vietnam
    assert due_date(before, days(1), cutoff=time(15), calendar=CALENDAR).due == date(2026, 11, 3)


# --- Rule 3: units -------------------------------------------------------------------------


def test_a_calendar_term_that_ends_on_a_day_off_ends_on_the_next_working_day() -> None:
    deadline = count("2026-08-28T10:00", days(3, Unit.CALENDAR))  # 31 August, then 1 and 2 Sept.
    assert deadline.due == date(2026, 9, 3)
    assert Kind.SHIFTED in kinds(deadline)
    assert deadline.unconfirmed == (date(2026, 8, 31),)


def test_a_calendar_term_counts_days_off() -> None:
    assert count("2026-11-20T10:00", days(7, Unit.CALENDAR)).due == date(2026, 11, 27)


def test_a_calendar_term_may_end_on_a_makeup_saturday() -> None:
    assert count("2026-08-20T10:00", days(2, Unit.CALENDAR)).due == date(2026, 8, 22)


# --- Rules 4 and 5: pauses -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "answered", "due"),
    [
        ("2026-11-06T09:00", "2026-11-06T15:00", 16),  # the same day takes nothing away
        ("2026-11-06T09:00", "2026-11-09T15:00", 17),
        ("2026-11-07T09:00", "2026-11-09T15:00", 17),  # sent on a Saturday
        ("2026-11-06T09:00", "2026-11-07T10:00", 17),  # answered on a Saturday: on Monday
        ("2026-11-07T09:00", "2026-11-07T10:00", 17),  # both: Monday is still the applicant's
        ("2026-11-02T11:00", "2026-11-04T10:00", 18),  # begins on the day of receipt
        ("2026-11-02", "2026-11-02", 16),  # dates alone are 00:00, before receipt at 10:00
        ("2026-11-16T09:00", "2026-11-30T10:00", 16),  # asked on the last day
        ("2026-11-17T09:00", "2028-01-10T10:00", 16),  # asked after it
    ],
)
def test_a_pause_takes_the_days_after_the_request_up_to_the_answer(
    sent: str, answered: str, due: int
) -> None:
    assert count("2026-11-02T10:00", TEN, pause(sent, answered)).due == date(2026, 11, due)


def test_an_answer_after_the_cutoff_arrives_on_the_next_working_day() -> None:
    late = pause("2026-11-06T09:00", "2026-11-10T15:01")
    assert count("2026-11-02T10:00", TEN, late, cutoff=time(15)).due == date(2026, 11, 19)
    assert count("2026-11-02T10:00", TEN, late).due == date(2026, 11, 18)


def test_a_pause_in_calendar_days_takes_calendar_days() -> None:
    deadline = count("2026-11-02T10:00", days(10, Unit.CALENDAR), pause("2026-11-06", "2026-11-14"))
    # 3 to 6 are used; the answer of Saturday the 14th arrives on Monday the 16th; six are left.
    assert deadline.due == date(2026, 11, 23)  # the 22nd is a Sunday
    assert (deadline.authority_days, deadline.investor_days) == (11, 10)


def test_overlapping_pauses_count_once() -> None:
    first, second = pause("2026-11-04", "2026-11-10"), pause("2026-11-06", "2026-11-12")
    both = count("2026-11-02T10:00", TEN, second, first)
    assert both.due == count("2026-11-02T10:00", TEN, pause("2026-11-04", "2026-11-12")).due
    assert both.investor_days == 6


def test_a_pause_inside_another_changes_nothing() -> None:
    outer, inner = pause("2026-11-04", "2026-11-12"), pause("2026-11-05", "2026-11-06")
    assert (
        count("2026-11-02T10:00", TEN, outer, inner).due
        == count("2026-11-02T10:00", TEN, outer).due
    )


def test_an_open_pause_has_no_date_only_days_left() -> None:
    deadline = count("2026-11-02T10:00", TEN, pause("2026-11-06", None))
    assert (deadline.due, deadline.certainty, deadline.error) == (None, None, None)
    assert deadline.left == 6
    assert deadline.authority_days == 4
    with override("en"):
        assert "6 working days left once it arrives" in explain(deadline.lines[-1])


def test_an_open_pause_after_the_last_day_leaves_the_date() -> None:
    assert count("2026-11-02T10:00", TEN, pause("2026-11-16", None)).due == date(2026, 11, 16)


def test_a_restart_that_waits_leaves_the_whole_term() -> None:
    deadline = count(
        "2026-11-02T10:00", TEN, pause("2026-11-06", None), effect=Effect.RESTART, extensions=[2]
    )
    assert (deadline.due, deadline.left) == (None, 12)


def test_with_restart_only_the_last_answer_matters() -> None:
    pauses = [pause("2026-11-10", "2026-11-12"), pause("2026-11-04", "2026-11-20")]
    deadline = count("2026-11-02T10:00", TEN, *pauses, effect=Effect.RESTART)
    assert deadline.due == date(2026, 12, 7)


def test_a_restart_on_a_day_off_counts_from_the_next_working_day() -> None:
    saturday = pause("2026-11-06", "2026-11-14")
    deadline = count("2026-11-02T10:00", days(1), saturday, effect=Effect.RESTART)
    assert deadline.due == date(2026, 11, 17)


# --- Rule 6: extensions --------------------------------------------------------------------


def test_an_extension_adds_its_days_in_the_unit_of_the_term() -> None:
    assert count("2026-11-02T10:00", TEN, extensions=[5]).due == date(2026, 11, 23)
    assert count("2026-11-02T10:00", TEN, extensions=[2, 3]).due == date(2026, 11, 23)


def test_a_shifted_end_is_extended_from_the_unshifted_one() -> None:
    month = days(30, Unit.CALENDAR)  # Saturday 31 October, shifted to Monday 2 November
    assert count("2026-10-01T10:00", month, extensions=[2]).due == date(2026, 11, 2)
    assert count("2026-10-01T10:00", month, extensions=[3]).due == date(2026, 11, 3)


# --- Rule 7: years -------------------------------------------------------------------------


def test_a_date_in_a_provisional_year_is_provisional() -> None:
    deadline = count("2026-12-28T10:00", days(4))
    assert (deadline.due, deadline.certainty) == (date(2027, 1, 4), Certainty.PROVISIONAL)
    assert count("2026-12-28T10:00", days(3)).certainty == Certainty.FIRM


def test_a_calendar_term_shifted_into_a_provisional_year_is_provisional() -> None:
    only_2026 = Calendar({2026: Certainty.FIRM}, {**CALENDAR.off, date(2026, 12, 31): HOLIDAY})
    with_2027 = Calendar(CALENDAR.years, only_2026.off)
    term = days(10, Unit.CALENDAR)
    deadline = count("2026-12-21T10:00", term, calendar=with_2027)
    assert (deadline.due, deadline.certainty) == (date(2027, 1, 4), Certainty.PROVISIONAL)
    assert count("2026-12-21T10:00", term, calendar=only_2026).due is None


HOLIDAY = CALENDAR.off[date(2026, 11, 24)]


@pytest.mark.parametrize(
    ("received", "term", "year"),
    [
        ("2027-12-28T10:00", TEN, 2028),
        ("2027-12-01T10:00", days(40, Unit.CALENDAR), 2028),
        ("2025-12-31T10:00", TEN, 2025),
        ("2028-01-03T10:00", TEN, 2028),
        ("9999-12-31T10:00", TEN, 9999),
    ],
)
def test_a_year_that_is_not_published_gives_no_date(received: str, term: Term, year: int) -> None:
    deadline = count(received, term)
    assert (deadline.due, deadline.certainty, deadline.impossible) == (None, None, False)
    assert deadline.error
    with override("en"):
        assert f"the calendar of {year} is not published" in explain(deadline.error)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("effect", Effect)
def test_an_answer_in_a_year_not_published_gives_no_date(unit: Unit, effect: Effect) -> None:
    far = pause("2026-11-06", "9999-12-31")
    deadline = count("2026-11-02T10:00", days(10, unit), far, effect=effect)
    assert deadline.due is None
    assert deadline.error
    assert not deadline.impossible


def test_an_unconfirmed_day_is_marked_only_where_it_matters() -> None:
    assert count("2026-08-28T10:00", days(3)).unconfirmed == (date(2026, 8, 31),)
    assert count("2026-11-16T10:00").unconfirmed == ()


# --- Rule 8: days used ---------------------------------------------------------------------


def test_days_used_are_counted_to_the_due_date() -> None:
    paused = count("2026-11-02T10:00", TEN, SUPPLEMENT)
    assert (paused.authority_days, paused.investor_days) == (10, 10)
    restarted = count("2026-11-02T10:00", TEN, SUPPLEMENT, effect=Effect.RESTART)
    assert (restarted.authority_days, restarted.investor_days) == (14, 10)


# --- What cannot be true -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deadline", "sentence"),
    [
        (count("2026-11-02T10:00", NO_DAYS), "at least one day"),
        (count("2026-11-02T10:00", NO_CALENDAR_DAYS), "at least one day"),
        (count("2026-11-02T10:00", days(10**9)), "at most"),
        (count("2026-11-02T10:00", TEN, extensions=[0]), "extension adds at least one day"),
        (count("2026-11-02T10:00", TEN, pause("2026-11-01", "2026-11-03")), "before the file"),
        (count("2026-11-02T10:00", TEN, pause("2026-11-06", "2026-11-05")), "earlier than"),
    ],
)
def test_impossible_input_is_said_in_a_sentence(deadline: Deadline, sentence: str) -> None:
    assert deadline.impossible
    assert deadline.due is None
    assert deadline.error
    with override("en"):
        assert sentence in explain(deadline.error)


# --- Lines ---------------------------------------------------------------------------------


def test_the_lines_tell_the_story_in_the_reader_s_words() -> None:
    deadline = count("2026-11-02T10:00", TEN, SUPPLEMENT)
    with override("en"):
        assert [explain(line) for line in deadline.lines] == [
            "Received on Mon 2 Nov 2026; the day of receipt does not count.",
            "The term is 10 working days.",
            "More was asked of the applicant on Fri 6 Nov 2026; up to then the authority had used "
            "4 days.",
            "The answer arrived on Fri 20 Nov 2026; the days until then do not count.",
            "Tue 24 Nov 2026 is a day off: Vietnam Culture Day.",
            "Due on Tue 1 Dec 2026.",
        ]


def test_days_off_beside_each_other_share_a_line() -> None:
    deadline = count("2026-02-13T10:00", days(1))
    with override("en"):
        assert [explain(line) for line in deadline.lines][2:] == [
            "Mon 16 Feb 2026 to Fri 20 Feb 2026 are days off: Lunar New Year.",
            "Due on Mon 23 Feb 2026.",
        ]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_line_has_a_sentence(kind: Kind) -> None:
    line = count("2026-11-02T10:00").lines[0]
    with override("en"):
        text = explain(type(line)(kind, line.day, line.day, 2, time(15), HOLIDAY))
    assert text.endswith(".")
    assert "%" not in text
