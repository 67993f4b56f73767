"""The officials' lists of cases: what is in each, and how one is found."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investors.cases.models import Case, CaseQuerySet
from investors.cases.moves import waiting_for_one_stop
from portal.accounts.models import User
from portal.desk.worklists import Worklist, Worklists, find
from portal.workdays.counting import Calendar, add_working_days


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
        case "one_stop":
            return seen.filter(waiting_for_one_stop())
        case "dates_differ":
            return seen.to_settle()
        case _:
            return seen


def search(user: User, typed: str) -> list[Case]:
    """By whole reference, national code or e-mail, or a part of the company, name or title."""
    return find(
        Case.objects.visible_to(user).for_worklists(),
        typed,
        whole=Q(reference__iexact=typed)
        | Q(national_code__iexact=typed)
        | Q(contact_email=typed.lower())
        | Q(enquiry__reference__iexact=typed),
        part=Q(contact_company__icontains=typed)
        | Q(contact_name__icontains=typed)
        | Q(title__icontains=typed),
    )


WORKLISTS = Worklists(
    title=_("Cases"),
    right="cases.read",
    address="admin:work_cases",
    record="admin:work_case",
    due="due",
    lists=(
        Worklist("mine", _("Mine"), _("You have no open case. Take one that is unassigned.")),
        Worklist("unassigned", _("Unassigned"), _("Every open case has an owner.")),
        Worklist(
            "one_stop",
            _("Waiting to be received or handed over"),
            _("No file waits to be received, and no result to be handed over."),
        ),
        Worklist("due_soon", _("Due soon"), _("Nothing is due today or on the next working day.")),
        Worklist("overdue", _("Overdue"), _("Nothing is late."), late=True),
        Worklist("paused", _("Waiting for the applicant"), _("No applicant is waited for.")),
        Worklist(
            "dates_differ",
            _("Dates to settle"),
            _("Every case in process has one date, and the counted one agrees."),
        ),
        Worklist("all", _("All"), _("There is no case yet."), newest_first=True, counted=False),
    ),
    rows_of=rows_of,
    drawn=CaseQuerySet.for_worklists,
    search=search,
)
