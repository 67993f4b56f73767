"""Time left, as officials' lists say it: a word, a number, and a state for its colour and icon."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from investors.cases.clock import days_left
from investors.cases.models import Case
from portal.workdays.counting import Calendar


@dataclass(frozen=True)
class Left:
    words: str
    state: str  # late, soon, open, paused, done, unknown


def left_of(case: Case, calendar: Calendar, now: datetime) -> Left:
    if case.ended:
        return Left(_("ended"), "done")
    if case.paused:
        return Left(_("clock stands"), "paused")
    if not case.mirrored:
        return Left(_("in preparation"), "unknown")
    days = days_left(case, calendar, now)
    if days is None:
        unreceived = case.received_at is None
        return Left(_("not received yet") if unreceived else _("no date"), "unknown")
    if days == 0:
        return Left(_("due today"), "soon")
    return _late(-days, case) if days < 0 else _open(days, case)


def _late(days: int, case: Case) -> Left:
    if case.version.unit == "calendar":
        text = ngettext("%(count)s day late", "%(count)s days late", days)
    else:
        text = ngettext("%(count)s working day late", "%(count)s working days late", days)
    return Left(text % {"count": days}, "late")


def _open(days: int, case: Case) -> Left:
    if case.version.unit == "calendar":
        text = ngettext("in %(count)s day", "in %(count)s days", days)
    else:
        text = ngettext("in %(count)s working day", "in %(count)s working days", days)
    return Left(text % {"count": days}, "soon" if days <= 1 else "open")
