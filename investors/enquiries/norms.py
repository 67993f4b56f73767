"""Response times: which norm holds, and the dates it gives.

Days count by `investors/cases/deadline-rules.md`: working days of Vietnam, the day of receipt not
counted, receipt on a day off counting as received on the next working day.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from investors.enquiries.models import Enquiry, Norm, NormEvent
from portal.accounts.models import User
from portal.pagecache.version import bump_public_version
from portal.refusals import Refused
from portal.workdays.calendar import current_calendar
from portal.workdays.counting import Calendar, YearNotPublished, add_working_days

EDIT = "calendar.edit"  # norms are counted in its days, and the same people keep both


def norm_on(day: date) -> Norm | None:
    """The norm in force that day; older enquiries keep the one they were received under."""
    return Norm.objects.filter(valid_from__lte=day).order_by("-valid_from").first()


DATE_FIELDS = (
    "clock_from",
    "acknowledge_due",
    "answer_due",
    "calendar_version",
    "escalated",
)


@transaction.atomic
def set_norm(norm: Norm, *, by: User) -> None:
    """Saves a new norm, or a corrected one under which nothing was received yet."""
    if not by.has_perm(EDIT):
        raise Refused(_("Your role may not change response norms."))
    old = Norm.objects.select_for_update().filter(pk=norm.pk).first()
    if old and Enquiry.objects.filter(norm=old).exists():
        raise Refused(_("Enquiries were received under this norm: enter a new one."))
    norm.save()
    NormEvent.objects.create(
        norm=norm, by=by, before=_state_of(old) if old else {}, after=_state_of(norm)
    )
    bump_public_version()


def _state_of(norm: Norm) -> dict[str, Any]:
    return {
        "valid_from": norm.valid_from.isoformat(),
        "acknowledge_days": norm.acknowledge_days,
        "answer_days": norm.answer_days,
        "consulted_answer_days": norm.consulted_answer_days,
        "decision_number": norm.decision_number,
        "decision_url": norm.decision_url,
    }


def set_due_dates(enquiry: Enquiry, since: datetime) -> None:
    """Starts the clock of the answer at `since`; the date of taking it on is set once.

    Does not save. A date in a year whose calendar is not published stays empty until the
    calendar changes (`recount`).
    """
    calendar = current_calendar()
    enquiry.clock_from = since
    enquiry.escalated = 0
    enquiry.calendar_version = calendar.version
    norm = enquiry.norm
    if norm is None:
        return
    enquiry.answer_due = _after(since, _answer_days(enquiry, norm), calendar)
    if enquiry.acknowledge_due is None:
        enquiry.acknowledge_due = _after(since, norm.acknowledge_days, calendar)


def recount(enquiry: Enquiry, calendar: Calendar) -> bool:
    """Counts the dates still to be kept with another calendar; whether one moved.

    Does not save. The clock began when it began; a date that stays is not told of anew.
    """
    enquiry.calendar_version = calendar.version
    norm = enquiry.norm
    if norm is None:
        return False
    before = enquiry.answer_due, enquiry.acknowledge_due
    enquiry.answer_due = _after(enquiry.clock_from, _answer_days(enquiry, norm), calendar)
    if enquiry.acknowledged_at is None:
        enquiry.acknowledge_due = _after(enquiry.created_at, norm.acknowledge_days, calendar)
    if enquiry.answer_due != before[0]:
        enquiry.escalated = 0
    return (enquiry.answer_due, enquiry.acknowledge_due) != before


def _answer_days(enquiry: Enquiry, norm: Norm) -> int:
    return norm.consulted_answer_days if enquiry.consulted_id else norm.answer_days


def _after(since: datetime, days: int, calendar: Calendar) -> date | None:
    try:
        return add_working_days(calendar.arrival(since), days, calendar)
    except YearNotPublished:
        return None
