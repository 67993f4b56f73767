"""How far the clock has run, as pages say it."""

from datetime import datetime

import pytest

from investors.cases.progress import Progress, progress
from investors.cases.term import Effect, Span, Term, Unit
from portal.workdays.counting import VIETNAM
from tests.portal.workdays.days import CALENDAR


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def on(now: str, *pauses: Span, effect: Effect = Effect.PAUSE, days: int = 10) -> Progress:
    received, term = at("2026-11-02T10:00"), Term(days, Unit.WORKING)
    return progress(received, term, pauses, effect, calendar=CALENDAR, now=at(now))


@pytest.mark.parametrize(
    ("now", "used", "left", "overdue"),
    [
        ("2026-11-01T10:00", 0, 10, 0),  # before receipt
        ("2026-11-02T18:00", 0, 10, 0),
        ("2026-11-03T00:00", 1, 9, 0),
        ("2026-11-07T12:00", 4, 6, 0),  # a Saturday uses nothing
        ("2026-11-16T23:59", 10, 0, 0),  # due today
        ("2026-11-17T00:00", 11, 0, 1),
        ("2026-11-25T09:00", 16, 0, 6),  # 24 November is a holiday
    ],
)
def test_days_used_left_and_overdue(now: str, used: int, left: int, overdue: int) -> None:
    state = on(now)
    assert (state.used, state.left, state.overdue_days) == (used, left, overdue)
    assert state.late is (overdue > 0)


def test_while_papers_are_awaited_the_authority_s_days_stand_still() -> None:
    asked = Span(at("2026-11-06T09:00"))
    state = on("2026-11-18T09:00", asked)
    assert (state.used, state.paused, state.left) == (4, 8, 6)
    assert not state.late


def test_with_restart_the_whole_term_is_left_once_answered() -> None:
    asked = Span(at("2026-11-06T09:00"))
    assert on("2026-11-18T09:00", asked, effect=Effect.RESTART).left == 10


def test_a_pause_after_the_due_date_is_not_the_authority_s_lateness() -> None:
    asked = Span(at("2026-11-18T09:00"))
    state = on("2026-11-23T09:00", asked)
    assert (state.late, state.overdue_days, state.paused) == (True, 2, 3)


def test_in_a_year_not_published_lateness_is_known_but_not_counted() -> None:
    state = on("2028-01-05T09:00")
    assert (state.late, state.overdue_days, state.used) == (True, None, None)


def test_impossible_input_has_no_progress() -> None:
    state = on("2026-11-05T09:00", days=0)
    assert (state.used, state.left, state.late) == (None, None, False)
    assert state.deadline.impossible
