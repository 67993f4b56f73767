"""What this room says on an investor's pages of enquiries: what waits, and where one goes on; and
what it does for one that was sent in another's name."""

from collections.abc import Iterable

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from investors.cases.access import with_desk_name
from investors.cases.clock import ledger_of
from investors.cases.models import OPEN_STATUSES, WAITING_STATUSES, Case
from investors.cases.standing import Standing, door_of, is_late, must_of, standing_of, tone_of
from investors.cases.story import events_of
from investors.enquiries.beside import (
    Call,
    Running,
    Sequel,
    add_calls,
    add_disowned,
    add_running,
    add_sequel,
)
from investors.enquiries.models import Enquiry
from portal.accounts.models import User
from portal.workdays.calendar import current_calendar

SHOWN = 50


def waiting_for(user: User) -> Iterable[Call]:
    """The longest waiting first: cases that go on only when the investor does something."""
    cases = Case.objects.visible_to(user).waiting_for_investor()
    now = timezone.now()
    for case in cases.select_related("enquiry").order_by("status_since", "pk")[:SHOWN]:
        url, label = door_of(case)
        yield Call(
            reference=case.reference,
            title=case.title,
            url=reverse("cases:tracked", args=[case.reference]),
            status=case.get_status_display(),
            tone=tone_of(case, now),
            must=must_of(case),
            button=label,
            button_url=url,
            demonstration=case.demonstration,
        )


def running_of(user: User) -> Iterable[Running]:
    """Open cases that wait for nothing of the investor's: the nearest date first."""
    cases = Case.objects.visible_to(user).open().exclude(status__in=WAITING_STATUSES)
    now = timezone.now()
    for case in cases.order_by(F("due").asc(nulls_last=True), "pk")[:SHOWN]:
        yield Running(
            reference=case.reference,
            title=case.title,
            url=reverse("cases:tracked", args=[case.reference]),
            status=case.get_status_display(),
            tone=tone_of(case, now),
            opened=case.created_at,
            due=case.due,
            late=is_late(case, now),
            demonstration=case.demonstration,
        )


def going_on(enquiries: Iterable[Enquiry]) -> Iterable[int]:
    """Those that have a `leading_case`."""
    leading = Q(status__in=[*OPEN_STATUSES, *WAITING_STATUSES])
    return Case.objects.filter(leading, enquiry__in=enquiries).values_list("enquiry", flat=True)


def leading_case(enquiry: Enquiry) -> tuple[Case, Standing] | None:
    """The case an enquiry goes on as: one that waits for the investor, else the newest open."""
    cases = with_desk_name(enquiry.cases.all())
    case = cases.waiting_for_investor().order_by("-pk").first()
    case = case or cases.open().order_by("-pk").first()
    if case is None:
        return None
    now, calendar = timezone.now(), current_calendar()
    return case, standing_of(case, ledger_of(case), events_of(case), calendar, now)


def sequel(enquiry: Enquiry) -> Sequel | None:
    leading = leading_case(enquiry)
    if leading is None:
        return None
    case, standing = leading
    url = reverse("cases:tracked", args=[case.reference])
    return Sequel(case.reference, case.title, url, standing.head)


def withdraw(enquiry: Enquiry) -> None:
    """The secret was that of its cases too."""
    enquiry.cases.update(secret_hash="", contact_user=None)


add_calls(waiting_for)
add_disowned(withdraw)
add_running(running_of)
add_sequel(sequel, going_on)
