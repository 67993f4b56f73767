"""`move()`: the one function that walks the table of moves.

It locks the row, asks who, checks the table, changes the case, runs or holds the clock, writes
the chained event and tells, in one transaction. Only it and `opening` write a status.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from investors.cases import chain
from investors.cases.clock import DATE_FIELDS, set_dates
from investors.cases.drawing import check_unchanged, made_before
from investors.cases.models import (
    ENDED_STATUSES,
    NATIONAL_STATUSES,
    PAUSED_STATUSES,
    Case,
    Event,
    Extension,
    Pause,
    Status,
)
from investors.cases.moves import BACK, MOVES, Given, Move, is_open
from investors.cases.requirements import check, check_extension
from investors.cases.telling import tell_about
from investors.enquiries.answering import role_of
from portal.accounts.models import User
from portal.desk.drawing import plain
from portal.refusals import Refused
from portal.workdays.calendar import current_calendar

OLDEST = timedelta(days=400)  # a step of longer ago is a slip of the keyboard


def move(
    case_pk: int,
    name: str,
    *,
    by: User,
    at: datetime | None = None,
    note: str = "",
    papers: tuple[str, ...] | list[str] = (),
    result: str = "",
    national_code: str = "",
    due: date | None = None,
    days: int | None = None,
    person: User | None = None,
    seen: int | None = None,
    day_off: bool = False,
) -> Event:
    """Makes one move and returns its event.

    `at` is when it happened (default: now), `due` the date of the appointment slip, `day_off`
    confirms that this is one, `seen` the count of events on the page that was clicked; the same
    click again gets the first event. Raises `Case.DoesNotExist` for a case `by` may not see, and
    `Refused` with the sentence to show.
    """
    given = Given(
        note=note.strip(),
        papers=tuple(paper.strip() for paper in papers if paper.strip()),
        result=result,
        national_code=national_code.strip(),
        due=due,
        days=days,
        person=person,
        at=at,
        day_off=day_off,
    )
    with transaction.atomic():
        case = _locked(case_pk)
        if not Case.objects.visible_to(by).filter(pk=case_pk).exists():
            raise Case.DoesNotExist
        step = MOVES.get(name)
        if step is None:
            raise Refused(_("There is no such step."))
        if seen is not None:
            if event := made_before(case, seen, name, by, given):
                return event
            check_unchanged(case, seen)
        if not is_open(step, by, case):
            raise Refused(_why_not(step, case))
        check(case, step, given)
        return _walk(case, name, step, given, by)


def _locked(case_pk: int) -> Case:
    return (
        Case.objects.select_for_update(of=("self",))
        .select_related("version__procedure", "desk__parent", "owner", "contact_user", "enquiry")
        .get(pk=case_pk)
    )


def _why_not(step: Move, case: Case) -> Any:
    if case.owner and (step.only_unowned or step.only_owner):
        return format_lazy(_("{owner} has this case."), owner=str(case.owner))
    if case.status not in step.sources or not step.when.holds(case):
        return format_lazy(
            _("This step is no longer open: the case is now “{status}”."),
            status=case.get_status_display(),
        )
    return _("Your role does not allow this step.")


def _walk(case: Case, name: str, step: Move, given: Given, by: User) -> Event:
    now = timezone.now()
    at = _moment(case, step, given, now)
    from_status, shown_before, held = case.status, case.due, held_date(case)
    target = _target(case, step)
    if from_status in PAUSED_STATUSES and target is not None:
        case.pauses.filter(ends_at=None).update(ends_at=at)
    if target is not None:
        _stand(case, target, given, at)
    if target in PAUSED_STATUSES:
        Pause.objects.create(case=case, begins_at=at, status=target, back_to=from_status)
    _change(case, name, given, by, at)
    if not case.ended:
        set_dates(case, current_calendar())
    if name == "extend":
        check_extension(case, shown_before)
    event = chain.append(
        case,
        name,
        from_status=from_status,
        by=by,
        role=role_of(by, case.desk_id),
        at=at,
        recorded_at=now,
        facts=_facts(case, given, shown_before, held),
        payload=_payload(given),
        wish=plain(given),
    )
    _save(case)
    tell_about(case, event, step, given)
    return event


def _moment(case: Case, step: Move, given: Given, now: datetime) -> datetime:
    """When it happened: not in the future, and not before what it follows.

    A step made now follows the one before it, even where the machine's clock was ahead then.
    """
    if given.at is None:
        return max(now, case.status_since)
    at = given.at
    if at > now:
        raise Refused(_("That moment is still to come. Give when it happened."))
    if at < earliest(case, step, now):
        raise Refused(
            format_lazy(
                _("That is too early: the step before it was on {moment}."),
                moment=f"{timezone.localtime(case.status_since):%d/%m/%Y %H:%M}",
            )
        )
    return at


def earliest(case: Case, step: Move, now: datetime) -> datetime:
    """What a national file did before it was linked is not bound by our own preparation."""
    linking = not case.mirrored and step.target in NATIONAL_STATUSES
    return now - OLDEST if linking else case.status_since


def _target(case: Case, step: Move) -> str | None:
    if step.target != BACK:
        return step.target
    pause = case.pauses.filter(ends_at=None).first()
    if pause is None:
        raise Refused(_("Nothing was asked for."))
    return pause.back_to


def _stand(case: Case, target: str, given: Given, at: datetime) -> None:
    """The status, and everything that follows from it alone."""
    case.status = target
    case.status_since = at
    if given.national_code:
        case.kind = Case.Kind.MIRROR
        case.submitted_at = case.submitted_at or at
    if target == Status.RECEIVED and case.received_at is None:
        case.received_at = at
        case.official_due = given.due
    case.closed_at = at if target in ENDED_STATUSES else None
    case.result = given.result or case.result


def _change(case: Case, name: str, given: Given, by: User, at: datetime) -> None:
    """What the single moves change besides."""
    case.national_code = given.national_code or case.national_code
    if name in ("supplemented", "paid") and case.received_at and not case.ended:
        # The slip of before the pause no longer holds; the new one, or the counted date. Where
        # none is counted the history says which date ended, and the case is to be settled.
        case.official_due, case.due_reason = given.due, ""
    elif name == "extend" and given.days:
        Extension.objects.create(case=case, days=given.days, at=at)
        case.official_due, case.due_reason = given.due, given.note if given.due else ""
    elif name == "set_date":
        case.official_due, case.due_reason = given.due, given.note
    elif name in ("take", "assign", "pass_on"):
        case.owner = by if name == "take" else given.person
        case.owner_since = at


def held_date(case: Case) -> str | None:
    """ISO; the date that counted when the present pause began."""
    if not case.paused:
        return None
    begun = case.events.filter(to_status=case.status).exclude(from_status=case.status).first()
    return begun.facts.get("held") if begun else None


def _facts(case: Case, given: Given, shown_before: date | None, held: str | None) -> dict[str, Any]:
    """What of it is nobody's secret: it stays in the chain for ever."""
    without_date = case.due is None and not case.ended
    facts: dict[str, Any] = {
        "due": case.due.isoformat() if case.due and case.due != shown_before else None,
        "day_off": given.day_off or None,
        "held": shown_before.isoformat() if shown_before and without_date else None,
        "gone": held if without_date and not case.paused else None,
        "days": given.days,
        "result": given.result or None,
    }
    return {key: value for key, value in facts.items() if value is not None}


def _payload(given: Given) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "note": given.note,
        "papers": list(given.papers),
        "national_code": given.national_code,
        "person": given.person.pk if given.person else None,
    }
    return {key: value for key, value in payload.items() if value}


CHANGED = (
    *("kind", "status", "status_since", "result", "national_code", "owner", "owner_since"),
    *("submitted_at", "received_at", "closed_at", "event_count", "event_head"),
    *DATE_FIELDS,
)


def _save(case: Case) -> None:
    try:
        with transaction.atomic():
            case.save(update_fields=CHANGED)
    except IntegrityError as error:
        if "national_code" not in str(error):
            raise
        raise Refused(_("This national code belongs to another case already.")) from error
