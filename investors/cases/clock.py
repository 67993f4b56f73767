"""A case's dates: from its rows to the pure counting of `deadline.py` and back into its columns.

A date is given to the public only when it can be counted in one way: a term that is published,
a calendar that is, and a settled effect of requests on the term.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, IntegerField, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from investors.cases.deadline import Deadline, due_date
from investors.cases.deadline_lines import explain
from investors.cases.models import Case, Extension, Pause, Status
from investors.cases.progress import Progress, progress
from investors.cases.term import Effect, Span, Term, Unit
from investors.procedures.models import ProcedureVersion
from portal.workdays.counting import Calendar, working_days_between

UNKNOWN = ProcedureVersion.PauseEffect.UNKNOWN


@dataclass(frozen=True)
class Ledger:
    """Everything that moves the date of one case, as it is counted."""

    pauses: tuple[Span, ...] = ()
    extensions: tuple[int, ...] = ()


def ledger_of(case: Case) -> Ledger:
    """One query. Requests before receipt, and after the result, hold no clock."""
    if case.received_at is None:
        return Ledger()
    nothing = Value(None, output_field=DateTimeField())
    pauses = (
        Pause.objects.filter(case=case, begins_at__gte=case.received_at)
        .exclude(back_to=Status.DONE)
        .order_by()
        .values_list("begins_at", "ends_at", Value(0, output_field=IntegerField()))
    )
    extensions = Extension.objects.filter(case=case).order_by().values_list("at", nothing, "days")
    rows = sorted(pauses.union(extensions, all=True), key=lambda row: row[0])
    return Ledger(
        tuple(Span(begins, ends) for begins, ends, days in rows if not days),
        tuple(days for _at, _none, days in rows if days),
    )


def term_of(case: Case) -> Term | None:
    """None: not published. The unit is never converted."""
    days = case.version.term_days
    return Term(days, Unit(case.version.unit)) if days else None


def effects_of(case: Case, ledger: Ledger) -> tuple[Effect, ...]:
    """What a request does to the term: one effect when it is settled or does not matter."""
    if case.version.pause_effect != UNKNOWN:
        return (Effect(case.version.pause_effect),)
    return (Effect.PAUSE, Effect.RESTART) if ledger.pauses else (Effect.PAUSE,)


def deadlines_of(case: Case, ledger: Ledger, calendar: Calendar) -> dict[Effect, Deadline]:
    """By effect; two while the effect is not settled; none before receipt or without a term."""
    term = term_of(case)
    if case.received_at is None or term is None:
        return {}
    return {
        effect: due_date(
            case.received_at,
            term,
            ledger.pauses,
            effect,
            ledger.extensions,
            case.version.cutoff,
            calendar=calendar,
        )
        for effect in effects_of(case, ledger)
    }


def deadline_of(case: Case, ledger: Ledger, calendar: Calendar) -> Deadline | None:
    """The one computed date; None when there is none or two that differ."""
    found = list(deadlines_of(case, ledger, calendar).values())
    if not found or any((one.due, one.left) != (found[0].due, found[0].left) for one in found):
        return None
    return found[0]


def progress_of(case: Case, ledger: Ledger, calendar: Calendar, now: datetime) -> Progress | None:
    term, effects = term_of(case), effects_of(case, ledger)
    if case.received_at is None or term is None or len(effects) > 1:
        return None
    return progress(
        case.received_at,
        term,
        ledger.pauses,
        effects[0],
        ledger.extensions,
        case.version.cutoff,
        calendar=calendar,
        now=case.closed_at or now,
    )


def set_dates(case: Case, calendar: Calendar) -> None:
    """Counts the computed date anew and chooses the one that people see. Does not save."""
    before = case.due
    ledger = ledger_of(case)
    deadline = deadline_of(case, ledger, calendar)
    case.computed_due = deadline.due if deadline else None
    case.due_certainty = deadline.certainty or "" if deadline else ""
    case.calendar_version = calendar.version
    standing_still = any(span.answered is None for span in ledger.pauses)
    case.due = None if standing_still else case.official_due or case.computed_due
    if case.received_at is None:
        case.due = None
    case.original_due = case.original_due or case.due
    if case.due != before:
        case.escalated = 0


DATE_FIELDS = (
    "official_due",
    "original_due",
    "computed_due",
    "due",
    "due_certainty",
    "due_reason",
    "calendar_version",
    "escalated",
)


def days_left(case: Case, calendar: Calendar, now: datetime) -> int | None:
    """In the unit of the term, 0 on the day itself, negative when late; None: no date."""
    if case.due is None:
        return None
    today = timezone.localdate(now)
    if case.version.unit == Unit.CALENDAR and case.version.term_days:
        return (case.due - today).days
    return working_days_between(today, case.due, calendar)


def explanation(case: Case, ledger: Ledger, calendar: Calendar) -> list[str]:
    """The lines that explain the date, or the sentence that says why there is none."""
    if case.received_at is None:
        return []
    lines: list[str] = []
    deadline = deadline_of(case, ledger, calendar)
    if deadline is not None:
        lines += [explain(line) for line in deadline.lines]
    elif term_of(case) is None:
        lines.append(_("The term of this procedure is not published, so no date is counted."))
    else:
        lines.append(
            _(
                "It is not settled whether a request for papers stops the term or starts it "
                "anew, so no date is counted; the authority sets it."
            )
        )
    if case.official_due and case.due == case.official_due:
        lines.append(_("The date of the appointment slip prevails."))
    return lines


def officials_explanation(
    case: Case, ledger: Ledger, calendar: Calendar
) -> list[tuple[str, Sequence[str]]]:
    """Every reading with its lines: both, where the effect of a request is not settled."""
    headings: dict[Effect, Any] = {
        Effect.PAUSE: _("If a request for papers stops the term"),
        Effect.RESTART: _("If a request for papers starts the term anew"),
    }
    found = deadlines_of(case, ledger, calendar)
    if len(found) < 2:
        return [("", explanation(case, ledger, calendar))]
    return [
        (headings[effect], [explain(line) for line in deadline.lines])
        for effect, deadline in found.items()
    ]
