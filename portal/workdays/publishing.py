"""What officials do to the calendar: propose a year, publish it, enter a day, take it back.

Each verb asks who, locks the calendar, writes its history row and raises the version in one
transaction, so that open cases of an older version are computed again.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.languages.text import columns
from portal.pagecache.version import bump_public_version
from portal.provenance.models import Source
from portal.refusals import Refused
from portal.workdays.counting import SATURDAY
from portal.workdays.library import FIRST_YEAR, LAST_YEAR, proposal
from portal.workdays.models import CalendarEvent, CalendarVersion, CalendarYear, DayRule
from portal.workdays.recording import record, state_of_day, state_of_year

EDIT = "calendar.edit"


MISPLACED_MAKEUP = _("A make-up day is a Saturday or a Sunday.")


class Editor(Protocol):
    """Whoever acts; people live in a room above this one."""

    @property
    def pk(self) -> Any: ...

    def has_perm(self, perm: str) -> bool: ...


@transaction.atomic
def propose_year(year: int, *, by: Editor) -> CalendarYear:
    """A draft from the library of holidays. It counts for nothing until someone publishes it."""
    _ask(by)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(
            _("The library knows the years %(first)s to %(last)s.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    version = CalendarVersion.bump()
    row, created = CalendarYear.objects.get_or_create(year=year)
    if not created:
        raise Refused(_("The calendar of %(year)s is already here.") % {"year": year})
    days = proposal(year)
    DayRule.objects.bulk_create(days)
    record(
        CalendarEvent.What.PROPOSED,
        version=version,
        year=year,
        by_id=by.pk,
        after={"days": {str(rule.date): state_of_day(rule) for rule in days}},
    )
    return row


@transaction.atomic
def publish_year(
    year: int,
    *,
    by: Editor,
    status: CalendarYear.Status = CalendarYear.Status.PUBLISHED,
    note: str = "",
) -> CalendarYear:
    """Makes a year count: firmly, or provisionally until the ministry has announced it.

    Also the way back: a year published by mistake becomes provisional, with a reason, or a
    draft again, where no date is given any more.
    """
    _ask(by)
    version = CalendarVersion.bump()
    row = CalendarYear.objects.filter(year=year).first()
    if row is None:
        raise Refused(_("There is no calendar of %(year)s yet: propose it first.") % {"year": year})
    if row.status == status and row.published_at:
        raise Refused(_("The calendar of %(year)s is that already.") % {"year": year})
    if row.status == CalendarYear.Status.PUBLISHED and status != row.status and not note.strip():
        raise Refused(_("Taking back a published year needs a reason."))
    before = state_of_year(row)
    row.status, row.note = status, note.strip()
    row.published_by_id, row.published_at = by.pk, timezone.now()
    row.save()
    record(
        CalendarEvent.What.PUBLISHED,
        version=version,
        year=year,
        by_id=by.pk,
        before=before,
        after=state_of_year(row),
        reason=row.note,
    )
    bump_public_version()
    return row


@transaction.atomic
def set_day(
    day: date,
    kind: DayRule.Kind,
    *,
    by: Editor,
    reason: str,
    names: Mapping[str, str] | None = None,
    source: Source | None = None,
) -> DayRule:
    """An official's word on one day, over the file and the library. It counts as confirmed.

    `names` as {"name_vi": ..., "name_en": ...}; without them those of the row it overrules.
    """
    _ask(by)
    if not reason.strip():
        raise Refused(_("Say why the day changes: the announcement, its number and date."))
    if not fits(day, kind):
        raise Refused(MISPLACED_MAKEUP)
    if not CalendarYear.objects.filter(year=day.year).exists():
        raise Refused(
            _("There is no calendar of %(year)s yet: propose it first.") % {"year": day.year}
        )
    version = CalendarVersion.bump()
    rows = {rule.origin: rule for rule in DayRule.objects.filter(date=day)}
    row = rows.get(DayRule.Origin.OFFICIAL)
    before = state_of_day(row) if row else {}
    overruled = row or rows.get(DayRule.Origin.FILE) or rows.get(DayRule.Origin.LIBRARY)
    row = row or DayRule(date=day, origin=DayRule.Origin.OFFICIAL)
    row.kind, row.confirmed, row.source = kind, True, source
    for name in columns("name"):
        given = names.get(name, "") if names is not None else getattr(overruled, name, "")
        setattr(row, name, given.strip())
    row.save()
    record(
        CalendarEvent.What.DAY_SET,
        version=version,
        year=day.year,
        date=day,
        by_id=by.pk,
        before=before,
        after=state_of_day(row),
        reason=reason.strip(),
    )
    bump_public_version()
    return row


def fits(day: date, kind: str) -> bool:
    """Work is made up for on a day that is otherwise free."""
    return kind != DayRule.Kind.MAKEUP or day.weekday() >= SATURDAY


@transaction.atomic
def remove_day(day: date, *, by: Editor, reason: str) -> None:
    """Takes an official's entry back: the file or the library holds again for that day."""
    _ask(by)
    if not reason.strip():
        raise Refused(_("Say why the entry is taken back."))
    version = CalendarVersion.bump()
    row = DayRule.objects.written_by_officials().filter(date=day).first()
    if row is None:
        raise Refused(_("No official has entered that day."))
    record(
        CalendarEvent.What.DAY_REMOVED,
        version=version,
        year=day.year,
        date=day,
        by_id=by.pk,
        before=state_of_day(row),
        reason=reason.strip(),
    )
    row.delete()
    bump_public_version()


def _ask(by: Editor) -> None:
    if not by.has_perm(EDIT):
        raise Refused(_("Your role may not change the calendar."))
