"""The officials' lists of enquiries: what is in each, and how one is found."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investors.enquiries.models import Enquiry, EnquiryQuerySet
from portal.accounts.models import User
from portal.desk.worklists import Worklist, Worklists, find
from portal.workdays.counting import Calendar, add_working_days


def rows_of(key: str, user: User, now: datetime, calendar: Calendar) -> EnquiryQuerySet:
    """What this official sees in the list; unordered."""
    today = timezone.localdate(now)
    seen = Enquiry.objects.visible_to(user)
    match key:
        case "mine":
            return seen.unanswered().filter(owner=user)
        case "unassigned":
            return seen.unanswered().filter(owner=None)
        case "due_soon":
            soonest = add_working_days(today, 1, calendar) or today
            return seen.unanswered().filter(answer_due__gte=today, answer_due__lte=soonest)
        case "overdue":
            return seen.overdue(now)
        case _:
            return seen


def search(user: User, typed: str) -> list[Enquiry]:
    """By whole reference, whole e-mail address, or a part of the company's name or subject."""
    return find(
        Enquiry.objects.visible_to(user).for_worklists(),
        typed,
        whole=Q(reference__iexact=typed) | Q(contact_email=typed.lower()),
        part=Q(contact_company__icontains=typed)
        | Q(contact_name__icontains=typed)
        | Q(subject__icontains=typed),
    )


WORKLISTS = Worklists(
    title=_("Enquiries"),
    right="enquiries.read",
    address="admin:work_enquiries",
    record="admin:work_enquiry",
    due="answer_due",
    lists=(
        Worklist("mine", _("Mine"), _("You have no open enquiry. Take one that is unassigned.")),
        Worklist("unassigned", _("Unassigned"), _("Every enquiry has an owner.")),
        Worklist("due_soon", _("Due soon"), _("Nothing is due today or on the next working day.")),
        Worklist("overdue", _("Overdue"), _("Nothing is late."), late=True),
        Worklist("all", _("All"), _("There is no enquiry yet."), newest_first=True, counted=False),
    ),
    rows_of=rows_of,
    drawn=EnquiryQuerySet.for_worklists,
    search=search,
)
