"""Periodic repair: dates of an older calendar are counted anew; late cases are told upwards.

The state is in the rows (`calendar_version`, `escalated`), so a sweep that ran twice, or not at
all for a while, loses nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db.models import F, Q
from django.utils import timezone

from investors.cases import chain
from investors.cases.anchors import anchor_if_missed
from investors.cases.clock import DATE_FIELDS, set_dates
from investors.cases.models import Case, CaseQuerySet
from investors.cases.telling import CONCERNED, key_of, tell_investor, tell_officials
from portal.accounts.models import User
from portal.notifications.sweeping import one_by_one
from portal.workdays.calendar import current_calendar
from portal.workdays.counting import Calendar, latest_due

BATCH = 200


def recount(now: datetime) -> int:
    """Open cases whose date was counted with an older calendar; how many dates moved."""
    calendar = current_calendar()
    older = (
        Case.objects.open()
        .filter(received_at__isnull=False, calendar_version__lt=calendar.version)
        .order_by("pk")
    )
    rows = list(older.values_list("pk", flat=True))
    return one_by_one(rows, partial(_recount, calendar=calendar, now=now), BATCH)


def _recount(pk: int, calendar: Calendar, now: datetime) -> bool:
    case = _locked(Case.objects.open().filter(pk=pk, calendar_version__lt=calendar.version))
    if case is None:
        return False
    due, row = case.due, chain.standing_row(case)
    set_dates(case, calendar)
    moved = case.due != due
    if chain.standing_row(case) != row:
        event = chain.append(
            case,
            "date_moved" if moved else "recounted",
            from_status=case.status,
            by=None,
            role="",
            at=now,
            recorded_at=timezone.now(),
            facts={"due": _iso(case.due) if moved else "", "calendar": calendar.version},
            payload={},
        )
        if moved:
            tell_investor(case, "case.date_moved", key_of(event))
    case.save(update_fields=[*DATE_FIELDS, "event_count", "event_head"])
    return moved


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


@dataclass(frozen=True)
class Step:
    """`days_left` working days before the due date (negative: after), tell `people`."""

    days_left: int
    kind: str
    people: Callable[[Case], Iterable[User]]


# On the last working day before the date; on the first after it; on the second after it.
STEPS = (
    Step(1, "case.due", CONCERNED.owner_or_desk),
    Step(-1, "case.late", CONCERNED.heads),
    Step(-2, "case.late", CONCERNED.leaders),
)


def escalate(now: datetime) -> int:
    """Tells of every date that comes near or has passed, each step once a date."""
    today, calendar = timezone.localdate(now), current_calendar()
    latest = [latest_due(step.days_left, today, calendar) for step in STEPS]
    to_tell = Q()
    for number, day in enumerate(latest, start=1):
        if day is not None:
            to_tell |= Q(escalated__lt=number, due__lte=day)
    if not to_tell:
        return 0
    near = Case.objects.running().filter(to_tell)
    rows = list(near.order_by(F("due").desc(), "pk").values_list("pk", flat=True))
    return one_by_one(rows, partial(_escalate, latest=latest, today=today), BATCH)


def _escalate(pk: int, latest: Sequence[date | None], today: date) -> int:
    case = _locked(Case.objects.running().filter(pk=pk, due__isnull=False))
    if case is None or case.due is None:  # finished or asked for papers a moment ago
        return 0
    reached = sum(day is not None and case.due <= day for day in latest)
    made = range(case.escalated, reached)
    for number in made:
        step = STEPS[number]
        key = f"case:{pk}:late:{number}:{case.due}"
        # Where no sweep ran for a while the warning before the date may come after it.
        kind = "case.late" if case.due < today else step.kind
        tell_officials(case, kind, key, step.people(case))
    if made:
        case.escalated = reached
        case.save(update_fields=["escalated"])
    return len(made)


def _locked(cases: CaseQuerySet) -> Case | None:
    return (
        cases.select_for_update(of=("self",))
        .select_related("version__procedure", "desk__parent", "owner", "contact_user", "enquiry")
        .first()
    )


SWEEPS: list[Callable[[datetime], object]] = [recount, escalate, anchor_if_missed]
