"""The officials' lists: what is in each, in what order, page by page without counting pages.

A page starts after the last row of the one before (keyset), so the thousandth page costs what
the first does. Counts stop at `COUNT_CAP`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investors.enquiries.models import Enquiry, EnquiryQuerySet
from investors.enquiries.norms import next_working_day
from portal.accounts.models import User

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


WORKLISTS = {
    worklist.key: worklist
    for worklist in (
        Worklist("mine", _("Mine"), _("You have no open enquiry. Take one that is unassigned.")),
        Worklist("unassigned", _("Unassigned"), _("Every enquiry has an owner.")),
        Worklist("due_soon", _("Due soon"), _("Nothing is due today or on the next working day.")),
        Worklist("overdue", _("Overdue"), _("Nothing is late."), late=True),
        Worklist("all", _("All"), _("There is no enquiry yet."), newest_first=True),
    )
}


def rows_of(key: str, user: User, now: datetime) -> EnquiryQuerySet:
    """What this official sees in the list; unordered."""
    today = timezone.localdate(now)
    seen = Enquiry.objects.visible_to(user)
    if key == "mine":
        return seen.unanswered().filter(owner=user)
    if key == "unassigned":
        return seen.unanswered().filter(owner=None)
    if key == "due_soon":
        return seen.unanswered().filter(
            answer_due__gte=today, answer_due__lte=next_working_day(today)
        )
    if key == "overdue":
        return seen.overdue(now)
    return seen


def count_of(key: str, user: User, now: datetime) -> int:
    """At most `COUNT_CAP + 1`, which stands for "more than `COUNT_CAP`"."""
    return rows_of(key, user, now).order_by()[: COUNT_CAP + 1].count()


@dataclass(frozen=True)
class Page:
    rows: list[Enquiry]
    after: str  # where the next page starts; empty when this is the last


def page_of(key: str, user: User, now: datetime, after: str = "") -> Page:
    rows = rows_of(key, user, now).select_related("owner", "norm").with_seen()
    start = _start(after)
    if WORKLISTS[key].newest_first:
        rows = rows.order_by("-id")
        if start:
            rows = rows.filter(id__lt=start[1])
    else:
        rows = rows.order_by(F("answer_due").asc(nulls_last=True), "id")
        if start and start[0] == NO_DATE:
            rows = rows.filter(answer_due=None, id__gt=start[1])
        elif start:
            due, pk = start
            later = Q(answer_due__gt=due) | Q(answer_due=due, id__gt=pk)
            rows = rows.filter(Q(answer_due__gte=due) & later | Q(answer_due=None))
    found = list(rows[: PAGE + 1])
    if len(found) <= PAGE:
        return Page(found, "")
    last = found[PAGE - 1]
    return Page(found[:PAGE], f"{(last.answer_due or NO_DATE).isoformat()}~{last.pk}")


def _start(after: str) -> tuple[date, int] | None:
    """A place somebody typed or an old link kept is the first page, not an error."""
    day, _tilde, pk = after.partition("~")
    try:
        return (date.fromisoformat(day), int(pk)) if after and len(pk) < 19 else None
    except ValueError:
        return None


def search(user: User, typed: str, limit: int = 20) -> list[Enquiry]:
    """By whole reference, whole e-mail address, or a part of the company's name or subject."""
    seen = Enquiry.objects.visible_to(user).select_related("owner").with_seen()
    exact = Q(reference__iexact=typed) | Q(contact_email=typed.lower())
    found = list(seen.filter(exact).order_by("-id")[:limit])
    if found or len(typed) < 3:
        return found
    part = Q(contact_company__icontains=typed) | Q(contact_name__icontains=typed)
    return list(seen.filter(part | Q(subject__icontains=typed)).order_by("-id")[:limit])
