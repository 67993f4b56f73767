"""What is found late is told upwards: the owner, the head, the leader, each once a date.

The state is in the rows (`escalated`), so a sweep that ran twice or not at all loses nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from investors.enquiries.models import Enquiry, EnquiryEvent
from investors.enquiries.telling import heads_of, leaders_of, owner_or_desk, tell_officials
from portal.accounts.models import User
from portal.workdays.calendar import current_calendar
from portal.workdays.counting import ONE_DAY, Calendar, YearNotPublished, add_working_days

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
    Step("late_owner", 1, "enquiry.due", owner_or_desk),
    Step("late_head", -1, "enquiry.late", heads_of),
    Step("late_leader", -2, "enquiry.late", leaders_of),
)


def escalate(now: datetime) -> int:
    """Tells of every date that comes near or has passed; the number of steps made."""
    today, calendar = timezone.localdate(now), current_calendar()
    made = 0
    for number, step in enumerate(STEPS, start=1):
        latest = _latest_due(step, today, calendar)
        if latest is None:
            continue
        late = Enquiry.objects.unanswered().filter(escalated__lt=number, answer_due__lte=latest)
        for pk in list(late.order_by("answer_due").values_list("pk", flat=True)[:BATCH]):
            made += _escalate(pk, number, latest, now)
    return made


def _latest_due(step: Step, today: date, calendar: Calendar) -> date | None:
    """Due on this day or before, the step is to be made today; None where no calendar tells."""
    if step.days_left >= 0:
        return add_working_days(today, step.days_left, calendar)
    day = today + ONE_DAY
    try:
        for _n in range(-step.days_left):
            day -= ONE_DAY
            while not calendar.is_working_day(day):
                day -= ONE_DAY
    except YearNotPublished:
        return None
    return day - ONE_DAY


@transaction.atomic
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
    tell_officials(
        enquiry,
        step.kind,
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
        .values_list("pk", flat=True)[:BATCH]
    )
    for pk in list(late):
        _raise_one(pk, now)
    return len(late)


@transaction.atomic
def _raise_one(pk: int, now: datetime) -> None:
    enquiry = (
        Enquiry.objects.select_for_update(of=("self",)).select_related("desk__parent").get(pk=pk)
    )
    told = enquiry.events.filter(move="late_acknowledgement").exists()
    if enquiry.status != Enquiry.Status.NEW or told:
        return
    _record(enquiry, "late_acknowledgement", now)
    tell_officials(enquiry, "enquiry.not_taken", f"enquiry:{pk}:not-taken", heads_of(enquiry))


def _record(enquiry: Enquiry, move: str, now: datetime) -> None:
    """A line of the history that nobody made and that changes no status."""
    EnquiryEvent.objects.create(
        enquiry=enquiry,
        move=move,
        from_status=enquiry.status,
        to_status=enquiry.status,
        at=now,
    )


SWEEPS: list[Callable[[datetime], object]] = [escalate, raise_not_taken]
