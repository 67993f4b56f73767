"""Periodic repair: dates of an older calendar are counted anew; late ones are told upwards.

The state is in the rows (`calendar_version`, `escalated`), so a sweep that ran twice or not at all
loses nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.utils import timezone

from investors.enquiries import norms
from investors.enquiries.models import EmailCode, Enquiry, EnquiryEvent
from investors.enquiries.telling import CONCERNED, tell_officials
from portal.accounts.models import User
from portal.notifications.sweeping import one_by_one
from portal.workdays.calendar import current_calendar
from portal.workdays.counting import ONE_DAY, Calendar, latest_due

BATCH = 200


@dataclass(frozen=True)
class Step:
    """`days_left` working days before the answer is due (negative: after), tell `people`."""

    move: str
    days_left: int
    kind: str
    people: Callable[[Enquiry], Iterable[User]]


# On the last working day before the date; on the first after it; on the second after it.
STEPS = (
    Step("late_owner", 1, "enquiry.due", CONCERNED.owner_or_desk),
    Step("late_head", -1, "enquiry.late", CONCERNED.heads),
    Step("late_leader", -2, "enquiry.late", CONCERNED.leaders),
)


def escalate(now: datetime) -> int:
    """Tells of every date that comes near or has passed; the number of steps made."""
    today, calendar = timezone.localdate(now), current_calendar()
    made = 0
    for number, step in enumerate(STEPS, start=1):
        latest = latest_due(step.days_left, today, calendar)
        if latest is None:
            continue
        late = Enquiry.objects.unanswered().filter(escalated__lt=number, answer_due__lte=latest)
        rows = late.order_by("answer_due", "pk").values_list("pk", flat=True)
        made += one_by_one(
            list(rows), partial(_escalate, number=number, latest=latest, now=now), BATCH
        )
    return made


def _escalate(pk: int, number: int, latest: date, now: datetime) -> bool:
    step = STEPS[number - 1]
    enquiry = (
        Enquiry.objects.unanswered()
        .select_for_update(of=("self",))
        .select_related("desk__parent", "owner")
        .filter(pk=pk, escalated__lt=number, answer_due__lte=latest)
        .first()
    )
    if enquiry is None:  # answered or told a moment ago
        return False
    enquiry.escalated = number
    enquiry.save(update_fields=["escalated"])
    _record(enquiry, step.move, now)
    # Where no sweep ran for a while the warning before the date may come after it.
    passed = enquiry.answer_due is not None and enquiry.answer_due < timezone.localdate(now)
    tell_officials(
        enquiry,
        "enquiry.late" if passed else step.kind,
        f"enquiry:{pk}:{step.move}:{enquiry.answer_due}",
        step.people(enquiry),
        owner=str(enquiry.owner or ""),
    )
    return True


def raise_not_taken(now: datetime) -> int:
    """Nobody took it on in time: the head is told, once."""
    late = (
        Enquiry.objects.filter(
            status=Enquiry.Status.NEW, acknowledge_due__lt=timezone.localdate(now)
        )
        .exclude(events__move="late_acknowledgement")
        .order_by("acknowledge_due", "pk")
        .values_list("pk", flat=True)
    )
    return one_by_one(list(late), partial(_raise_one, now=now), BATCH)


def _raise_one(pk: int, now: datetime) -> bool:
    enquiry = (
        Enquiry.objects.select_for_update(of=("self",)).select_related("desk__parent").get(pk=pk)
    )
    told = enquiry.events.filter(move="late_acknowledgement").exists()
    if enquiry.status != Enquiry.Status.NEW or told:
        return False
    _record(enquiry, "late_acknowledgement", now)
    tell_officials(
        enquiry, "enquiry.not_taken", f"enquiry:{pk}:not-taken", CONCERNED.heads(enquiry)
    )
    return True


def recount(now: datetime) -> int:
    """Unanswered enquiries counted with an older calendar; how many dates moved."""
    calendar = current_calendar()
    older = Enquiry.objects.unanswered().filter(calendar_version__lt=calendar.version)
    rows = older.order_by("pk").values_list("pk", flat=True)
    return one_by_one(list(rows), partial(_recount, calendar=calendar, now=now), BATCH)


def _recount(pk: int, calendar: Calendar, now: datetime) -> bool:
    enquiry = (
        Enquiry.objects.unanswered()
        .select_for_update(of=("self",))
        .select_related("norm")
        .filter(pk=pk, calendar_version__lt=calendar.version)
        .first()
    )
    if enquiry is None:  # answered or counted a moment ago
        return False
    moved = norms.recount(enquiry, calendar)
    enquiry.save(update_fields=norms.DATE_FIELDS)
    if moved:
        _record(enquiry, "date_moved", now)
    return moved


def _record(enquiry: Enquiry, move: str, now: datetime) -> None:
    """A line of the history that nobody made and that changes no status."""
    EnquiryEvent.objects.create(
        enquiry=enquiry,
        move=move,
        from_status=enquiry.status,
        to_status=enquiry.status,
        at=now,
    )


def forget_codes(now: datetime) -> int:
    """Whoever asked for a code without having sent anything is nobody that we know."""
    ended = EmailCode.objects.exclude(email="").filter(expires_at__lt=now - ONE_DAY)
    return ended.delete()[0]


SWEEPS: list[Callable[[datetime], object]] = [recount, escalate, raise_not_taken, forget_codes]
