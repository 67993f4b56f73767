"""Time left, as officials' lists say it: a word, a day, and a state for its colour and icon."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from investors.cases.clock import days_left
from investors.cases.models import Case
from investors.cases.standing import is_late
from investors.enquiries.left import left_state, left_words
from portal.workdays.counting import Calendar


@dataclass(frozen=True)
class Left:
    words: str
    state: str  # late, soon, open, paused, done, unknown
    on: date | datetime | None = None  # the day it speaks of: when it ended, or is due


def left_of(case: Case, calendar: Calendar, now: datetime) -> Left:
    if case.ended:
        return Left(_("ended"), "done", case.closed_at)
    if case.paused:
        return Left(_("clock paused"), "paused")
    if not case.mirrored:
        return Left(_("in preparation"), "unknown")
    days = days_left(case, calendar, now)
    if days is None:
        unreceived = case.received_at is None
        return Left(_("not received yet") if unreceived else _("no date"), "unknown")
    passed = is_late(case, now)
    words = left_words(days, passed=passed, calendar_days=case.version.unit == "calendar")
    return Left(words, left_state(days, passed=passed), case.due)
