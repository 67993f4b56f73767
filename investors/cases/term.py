"""What a due date is counted from: a term, the pauses in it, and what cannot be true of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from investors.cases.deadline_lines import Kind, Line
from portal.workdays.counting import vietnam_day, vietnam_moment

# Longer than any term in force; beyond it a number is a slip of the keyboard.
MOST_DAYS = 3660


class Unit(StrEnum):
    WORKING = "working"
    CALENDAR = "calendar"


class Effect(StrEnum):
    """Of a request for more papers on the term; a field of the procedure's version."""

    PAUSE = "pause"
    RESTART = "restart"


@dataclass(frozen=True)
class Term:
    days: int
    unit: Unit


@dataclass(frozen=True)
class Span:
    """One pause: the request sent, and its answer, if it has come."""

    sent: datetime
    answered: datetime | None = None


def problem_in(
    received: datetime, term: Term, pauses: Sequence[Span], extensions: Sequence[int]
) -> Line | None:
    """Why these cannot be true together, or None.

    A pause may begin on the day of receipt at any hour: dates without a time are 00:00.
    """
    if term.days < 1:
        return Line(Kind.NO_DAYS)
    if any(days < 1 for days in extensions):
        return Line(Kind.NO_EXTENSION)
    if term.days + sum(extensions) > MOST_DAYS:
        return Line(Kind.TOO_LONG, number=MOST_DAYS)
    for pause in pauses:
        sent = vietnam_day(pause.sent)
        if sent < vietnam_day(received):
            return Line(Kind.PAUSE_BEFORE_RECEIPT, sent, vietnam_day(received))
        if pause.answered and vietnam_moment(pause.answered) < vietnam_moment(pause.sent):
            return Line(Kind.ANSWER_BEFORE_REQUEST, vietnam_day(pause.answered), sent)
    return None
