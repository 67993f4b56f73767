"""The officials' lists of cases: what is in each, page by page without counting pages.

A page starts after the last row of the one before (keyset by date and id), so the thousandth
page costs what the first does. Counts stop at `COUNT_CAP`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investors.cases.models import Case, CaseQuerySet
from portal.accounts.models import User
from portal.workdays.counting import Calendar, add_working_days

PAGE = 50
COUNT_CAP = 1000
NO_DATE = date(9999, 12, 31)


@dataclass(frozen=True)
class Worklist:
    key: str
    label: Any
    empty: Any
    newest_first: bool = False
    late: bool = False
    counted: bool = True


WORKLISTS = {
    worklist.key: worklist
    for worklist in (
        Worklist("mine", _("Mine"), _("You have no open case. Take one that is unassigned.")),
        Worklist("unassigned", _("Unassigned"), _("Every open case has an owner.")),
        Worklist("due_soon", _("Due soon"), _("Nothing is due today or on the next working day.")),
        Worklist("overdue", _("Overdue"), _("Nothing is late."), late=True),
        Worklist("paused", _("Waiting for the applicant"), _("No applicant is waited for.")),
        Worklist(
            "dates_differ",
            _("Dates to settle"),
            _("Every case in process has one date, and the counted one agrees."),
        ),
        Worklist("all", _("All"), _("There is no case yet."), newest_first=True, counted=False),
    )
}


def rows_of(key: str, user: User, now: datetime, calendar: Calendar) -> CaseQuerySet:
    """What this official sees in the list; unordered."""
    today = timezone.localdate(now)
    seen = Case.objects.visible_to(user)
    match key:
        case "mine":
            return seen.open().filter(owner=user)
        case "unassigned":
            return seen.open().filter(owner=None)
        case "due_soon":
            soonest = add_working_days(today, 1, calendar) or today
            return seen.running().filter(due__gte=today, due__lte=soonest)
        case "overdue":
            return seen.overdue(now)
        case "paused":
            return seen.paused()
        case "dates_differ":
            return seen.to_settle()
        case _:
            return seen


def count_of(key: str, user: User, now: datetime, calendar: Calendar) -> int:
    """At most `COUNT_CAP + 1`, which stands for "more than `COUNT_CAP`"."""
    return rows_of(key, user, now, calendar).order_by()[: COUNT_CAP + 1].count()


@dataclass(frozen=True)
class Page:
    rows: list[Case]
    after: str  # where the next page starts; empty when this is the last


def page_of(key: str, user: User, now: datetime, calendar: Calendar, after: str = "") -> Page:
    rows = rows_of(key, user, now, calendar).select_related("owner", "version")
    start = _start(after)
    if WORKLISTS[key].newest_first:
        rows = rows.order_by("-id")
        if start:
            rows = rows.filter(id__lt=start[1])
    else:
        rows = rows.order_by(F("due").asc(nulls_last=True), "id")
        if start and start[0] == NO_DATE:
            rows = rows.filter(due=None, id__gt=start[1])
        elif start:
            due, pk = start
            later = Q(due__gt=due) | Q(due=due, id__gt=pk)
            rows = rows.filter(Q(due__gte=due) & later | Q(due=None))
    found = list(rows[: PAGE + 1])
    if len(found) <= PAGE:
        return Page(found, "")
    last = found[PAGE - 1]
    return Page(found[:PAGE], f"{(last.due or NO_DATE).isoformat()}~{last.pk}")


def _start(after: str) -> tuple[date, int] | None:
    """A place somebody typed or an old link kept is the first page, not an error."""
    day, _tilde, pk = after.partition("~")
    try:
        return (date.fromisoformat(day), int(pk)) if after and len(pk) < 19 else None
    except ValueError:
        return None


def search(user: User, typed: str, limit: int = 20) -> list[Case]:
    """By whole reference, national code or e-mail, or a part of the company, name or title."""
    seen = Case.objects.visible_to(user).select_related("owner", "version")
    exact = (
        Q(reference__iexact=typed)
        | Q(national_code__iexact=typed)
        | Q(contact_email=typed.lower())
        | Q(enquiry__reference__iexact=typed)
    )
    found = list(seen.filter(exact).order_by("-id")[:limit])
    if found or len(typed) < 3:
        return found
    part = Q(contact_company__icontains=typed) | Q(contact_name__icontains=typed)
    return list(seen.filter(part | Q(title__icontains=typed)).order_by("-id")[:limit])
