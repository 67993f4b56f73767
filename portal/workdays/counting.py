"""Counting days, pure: what a working day is, in the years whose calendar is loaded.

All days are days of Asia/Ho_Chi_Minh. A working day is Monday to Friday, less holidays,
compensatory and swapped days off, plus make-up days (Labour Code 45/2019/QH14, art. 112).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
ONE_DAY = timedelta(days=1)
SATURDAY = 5


class Certainty(StrEnum):
    """Of a date: firm in a published year, provisional in one that may still change."""

    FIRM = "firm"
    PROVISIONAL = "provisional"


class YearNotPublished(Exception):
    """A day was asked for whose year has no calendar: neither published nor provisional."""

    def __init__(self, year: int) -> None:
        super().__init__(f"the calendar of {year} is not published")
        self.year = year


@dataclass(frozen=True)
class SpecialDay:
    """A day that is not what its weekday says. `names` is {"name_vi": ..., "name_en": ...}."""

    kind: str
    names: Mapping[str, str] = field(default_factory=dict)
    confirmed: bool = True


@dataclass(frozen=True)
class Calendar:
    """The loaded years with their days off and make-up days; `version` rises with each change."""

    years: Mapping[int, Certainty]
    off: Mapping[date, SpecialDay] = field(default_factory=dict)
    makeup: Mapping[date, SpecialDay] = field(default_factory=dict)
    version: int = 0

    def is_working_day(self, day: date) -> bool:
        """Raises `YearNotPublished` rather than guess."""
        if day.year not in self.years:
            raise YearNotPublished(day.year)
        if day in self.off:
            return False
        return day.weekday() < SATURDAY or day in self.makeup

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        day = after(day)
        while not self.is_working_day(day):
            day = after(day)
        return day

    def arrival(self, moment: datetime, cutoff: time | None = None) -> date:
        """The day on which something counts as arriving (Civil Code 91/2015/QH13, art. 148(5)).

        Its own day in Vietnam; the next working day when that is a day off or the moment is
        after the cut-off. Exactly at the cut-off is before it.
        """
        day = vietnam_day(moment)
        late = cutoff is not None and vietnam_time(moment) > cutoff
        return day if self.is_working_day(day) and not late else self.next_working_day(day)

    def special(self, day: date) -> SpecialDay | None:
        """Why `day` is not what its weekday says, if so."""
        return self.off.get(day) or self.makeup.get(day)

    def is_as_usual(self, day: date) -> bool:
        """Whether `day` is worked or not just as Monday to Friday says."""
        return self.is_working_day(day) == (day.weekday() < SATURDAY)


@dataclass(frozen=True)
class WatchedCalendar(Calendar):
    """Remembers the days that were looked at: only they can have moved a date."""

    seen: set[date] = field(default_factory=set)

    @classmethod
    def of(cls, calendar: Calendar) -> Self:
        return cls(calendar.years, calendar.off, calendar.makeup, calendar.version)

    def is_working_day(self, day: date) -> bool:
        working = super().is_working_day(day)
        self.seen.add(day)
        return working

    @property
    def certainty(self) -> Certainty:
        """Provisional when a day looked at is of a year that may still change."""
        firm = all(self.years[day.year] == Certainty.FIRM for day in self.seen)
        return Certainty.FIRM if firm else Certainty.PROVISIONAL

    @property
    def unconfirmed(self) -> tuple[date, ...]:
        """Days looked at whose rule counts, in a published year, without being confirmed."""
        return tuple(
            day
            for day in sorted(self.seen)
            if (special := self.special(day))
            and not special.confirmed
            and self.years[day.year] == Certainty.FIRM
            and not self.is_as_usual(day)
        )


def vietnam_moment(moment: datetime) -> datetime:
    """In Vietnam's time; one without a zone is already in it."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=VIETNAM)
    return moment.astimezone(VIETNAM)


def vietnam_day(moment: datetime) -> date:
    return vietnam_moment(moment).date()


def vietnam_time(moment: datetime) -> time:
    return vietnam_moment(moment).time()


def after(day: date) -> date:
    """The day after; the last day that can be written has no calendar behind it either."""
    if day == date.max:
        raise YearNotPublished(day.year + 1)
    return day + ONE_DAY


def days_between(first: date, last: date) -> Iterator[date]:
    """The days after `first` up to and including `last`."""
    while first < last:
        first += ONE_DAY
        yield first


def add_working_days(day: date, days: int, calendar: Calendar) -> date | None:
    """The n-th working day after `day`; None where a year on the way is not published."""
    try:
        for _n in range(days):
            day = calendar.next_working_day(day)
    except YearNotPublished:
        return None
    return day


def working_days_between(first: date, last: date, calendar: Calendar) -> int | None:
    """Working days after `first` up to and including `last`; negative when `last` is earlier.

    None where a year between them is not published.
    """
    if last < first:
        back = working_days_between(last, first, calendar)
        return None if back is None else -back
    try:
        return sum(map(calendar.is_working_day, days_between(first, last)))
    except YearNotPublished:
        return None


def latest_due(days_left: int, today: date, calendar: Calendar) -> date | None:
    """What is due on this day or before has at most `days_left` working days left today
    (negative: that many after the date). Where no calendar tells: today, or None for what has
    passed."""
    if days_left >= 0:
        return add_working_days(today, days_left, calendar) or today
    day = today + ONE_DAY
    try:
        for _n in range(-days_left):
            day -= ONE_DAY
            while not calendar.is_working_day(day):
                day -= ONE_DAY
    except YearNotPublished:
        return None
    return day - ONE_DAY
