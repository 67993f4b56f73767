"""What a working day is."""

from datetime import UTC, date, datetime, time

import pytest

from portal.workdays.counting import (
    VIETNAM,
    Certainty,
    WatchedCalendar,
    YearNotPublished,
    add_working_days,
    after,
    working_days_between,
)
from tests.portal.workdays.days import CALENDAR


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 24), False),  # Vietnam Culture Day
        (date(2026, 11, 28), False),  # Saturday
        (date(2026, 8, 22), True),  # a Saturday that makes up for 31 August
        (date(2026, 8, 31), False),
        (date(2026, 4, 26), False),  # a holiday on a Sunday,
        (date(2026, 4, 27), False),  # and the day that stands in for it
        (date(2026, 4, 28), True),
        (date(2027, 2, 11), False),
        (date(2027, 2, 12), True),
    ],
)
def test_a_working_day_is_monday_to_friday_less_days_off_plus_makeup_days(
    day: date, worked: bool
) -> None:
    assert CALENDAR.is_working_day(day) is worked


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2028, 1, 1), date.max])
def test_a_year_without_a_calendar_is_never_guessed(day: date) -> None:
    with pytest.raises(YearNotPublished, match="is not published"):
        CALENDAR.is_working_day(day)


def test_the_last_day_of_all_has_no_day_after() -> None:
    with pytest.raises(YearNotPublished):
        after(date.max)


def test_days_are_those_of_vietnam() -> None:
    late_on_friday_in_utc = datetime(2026, 11, 6, 17, 30, tzinfo=UTC)  # Saturday 00:30 there
    assert CALENDAR.arrival(late_on_friday_in_utc) == date(2026, 11, 9)
    assert CALENDAR.arrival(datetime(2026, 11, 6, 16, 59, tzinfo=UTC)) == date(2026, 11, 6)


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(14, 59, 2), (15, 0, 2), (15, 1, 3), (23, 59, 3)]
)
def test_exactly_at_the_cutoff_is_before_it(hour: int, minute: int, day: int) -> None:
    moment = datetime(2026, 11, 2, hour, minute, tzinfo=VIETNAM)
    assert CALENDAR.arrival(moment, time(15)) == date(2026, 11, day)


def test_a_moment_without_a_zone_is_vietnams() -> None:
    assert CALENDAR.arrival(datetime(2026, 11, 2, 15, 1), time(15)) == date(2026, 11, 3)


def test_working_days_are_added_and_counted_back() -> None:
    assert add_working_days(date(2026, 11, 16), 10, CALENDAR) == date(2026, 12, 1)
    assert working_days_between(date(2026, 11, 16), date(2026, 12, 1), CALENDAR) == 10
    assert working_days_between(date(2026, 12, 1), date(2026, 11, 16), CALENDAR) == -10
    assert working_days_between(date(2026, 12, 1), date(2026, 12, 1), CALENDAR) == 0


def test_where_a_year_is_not_published_there_is_no_sum() -> None:
    assert add_working_days(date(2027, 12, 30), 2, CALENDAR) is None
    assert working_days_between(date(2027, 12, 30), date(2028, 1, 4), CALENDAR) is None


def test_a_watched_calendar_knows_what_a_date_rests_on() -> None:
    watched = WatchedCalendar.of(CALENDAR)
    watched.next_working_day(date(2026, 8, 28))
    before = watched.certainty
    assert watched.unconfirmed == (date(2026, 8, 31),)
    watched.is_working_day(date(2027, 1, 1))
    assert (before, watched.certainty) == (Certainty.FIRM, Certainty.PROVISIONAL)
    assert watched.unconfirmed == (date(2026, 8, 31),)  # a provisional year says it of all
