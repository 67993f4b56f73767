"""How long is left, as pages and worklists say it. Late is computed, never stored."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investors.enquiries.left import left_state, left_words
from investors.enquiries.models import Enquiry
from portal.workdays.calendar import current_calendar
from portal.workdays.counting import Calendar, working_days_between


@dataclass(frozen=True)
class Clock:
    """One date to be kept. `days` are working days left, negative when late, None unknown."""

    label: Any
    due: date | None
    days: int | None
    done_at: datetime | None = None
    passed: bool = False  # also on a day off after it, when no working day was lost yet

    @property
    def state(self) -> str:
        """`done`, `late`, `soon` (today or the next working day), `open` or `unknown`."""
        if self.done_at:
            return "done"
        if self.days is None:
            return "unknown"
        return left_state(self.days, passed=self.passed)

    @property
    def words(self) -> str:
        if self.done_at:
            return str(_("done"))
        if self.days is None:
            return str(_("no date yet: the calendar of that year is not published"))
        return left_words(self.days, passed=self.passed)


def acknowledge_clock(enquiry: Enquiry, now: datetime, calendar: Calendar) -> Clock:
    done_at = enquiry.acknowledged_at
    return _clock(_("A person takes it on"), enquiry.acknowledge_due, done_at, now, calendar)


def answer_clock(enquiry: Enquiry, now: datetime, calendar: Calendar) -> Clock:
    waiting = enquiry.status in (Enquiry.Status.NEW, Enquiry.Status.TAKEN)
    done_at = None if waiting else enquiry.answered_at or enquiry.closed_at
    return _clock(_("Answer"), enquiry.answer_due, done_at, now, calendar)


def next_clock(enquiry: Enquiry, calendar: Calendar, now: datetime) -> Clock:
    """The date that is to be kept first: until a person has taken it on, that one."""
    waiting = enquiry.acknowledged_at is None
    return (acknowledge_clock if waiting else answer_clock)(enquiry, now, calendar)


def clocks_of(enquiry: Enquiry, now: datetime) -> list[Clock]:
    calendar = current_calendar()
    return [acknowledge_clock(enquiry, now, calendar), answer_clock(enquiry, now, calendar)]


def _clock(
    label: Any, due: date | None, done_at: datetime | None, now: datetime, calendar: Calendar
) -> Clock:
    if due is None or done_at:
        return Clock(label, due, None, done_at)
    today = timezone.localdate(now)
    return Clock(label, due, working_days_between(today, due, calendar), passed=due < today)
