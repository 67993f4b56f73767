"""How far a case's clock has run at a given moment, by the same rules as its due date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from investors.cases.deadline import Clock, Deadline, due_date
from investors.cases.term import Effect, Span, Term
from portal.workdays.counting import Calendar, YearNotPublished, vietnam_day


@dataclass(frozen=True)
class Progress:
    """Days in the unit of the term, today counted as used: on the due date 0 are left.

    None where a day lies in a year whose calendar is not published. While a pause is open
    `left` is what remains once it is answered.
    """

    used: int | None  # by the authority, rule 8
    paused: int | None  # by the investor
    left: int | None
    overdue_days: int | None  # of the authority: a pause after the due date does not add to them
    late: bool
    deadline: Deadline


def progress(
    received: datetime,
    term: Term,
    pauses: Sequence[Span] = (),
    effect: Effect = Effect.PAUSE,
    extensions: Sequence[int] = (),
    cutoff: time | None = None,
    *,
    calendar: Calendar,
    now: datetime,
) -> Progress:
    """At `now`: pass the closing moment of a case that has ended."""
    deadline = due_date(received, term, pauses, effect, extensions, cutoff, calendar=calendar)
    if deadline.impossible:
        return Progress(None, None, None, None, False, deadline)
    clock = Clock(received, term, pauses, effect, extensions, cutoff, calendar)
    today, due = vietnam_day(now), deadline.due
    late = due is not None and today > due
    used = paused = None
    left, overdue = deadline.left, None if late else 0
    try:
        used, paused = clock.used(clock.start, today)
        if due is not None:
            left = clock.used(max(clock.start, today), due)[0]
        if due is not None and late:
            overdue = clock.used(due, today)[0]
    except YearNotPublished:
        pass
    return Progress(used, paused, left, overdue, late, deadline)
