"""What a move is, and which of them an official may make on a case now.

The tables are beside this; `workflow.move()` walks them; pages draw their buttons and forms
from them. Nothing but `workflow` and `opening` writes a status.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from investors.cases.models import Case, Status
from portal.accounts.models import User
from portal.accounts.roles import may

# What a move may ask for; each is a field of its form and of `Given`.
NOTE, PAPERS, RESULT, CODE = "note", "papers", "result", "national_code"
DUE, DAYS, PERSON, AT = "due", "days", "person", "at"

# Rights of `portal.accounts.roles.ROLES`.
OPEN, RECEIVE, PROCESS, DECIDE = "cases.open", "cases.receive", "cases.process", "cases.decide"
DESK = (RECEIVE, PROCESS)
ANYONE = (OPEN, RECEIVE, PROCESS)

# In place of a target: where the case stood when the pause began.
BACK = "back"


@dataclass(frozen=True)
class Given:
    """What came with a move. `at`: when it happened, which is not when it was recorded."""

    note: str = ""
    papers: tuple[str, ...] = ()
    result: str = ""
    national_code: str = ""
    due: date | None = None
    days: int | None = None
    person: User | None = None
    at: datetime | None = None
    day_off: bool = False  # `due` is a day off, and the slip says so all the same


@dataclass(frozen=True)
class Condition:
    """What must hold besides the status: of one case, and of the rows of a list."""

    holds: Callable[[Case], bool]
    rows: Q


always = Condition(lambda _case: True, Q())
received = Condition(lambda case: case.received_at is not None, Q(received_at__isnull=False))
not_received = Condition(lambda case: case.received_at is None, Q(received_at=None))
with_result = Condition(lambda case: bool(case.result), ~Q(result=""))
without_result = Condition(lambda case: not case.result, Q(result=""))


@dataclass(frozen=True)
class Move:
    label: Any  # the button
    said: Any  # the line of history
    sources: tuple[Status, ...]
    target: str | None  # a status, `BACK`, or None: it stays where it is
    who: tuple[str, ...]  # rights of `portal.accounts.roles.ROLES`; any of them is enough
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()  # asked for, not required
    form: str = ""  # the official form 01-07 it corresponds to, for information only
    told: str = ""  # the kind of notice the investor gets
    hint: Any = ""
    note_shown: bool = False  # the investor reads the note
    public: bool = True  # the investor reads that it happened
    when: Condition = always
    awaited: str = ""  # the kind of notice to the one-stop desk while the case waits for this
    only_owner: bool = False
    only_unowned: bool = False
    primary: bool = False

    @property
    def asked(self) -> tuple[str, ...]:
        return (*self.needs, *self.takes)


def is_open(move: Move, user: User, case: Case) -> bool:
    """Seeing is asked first by the caller (`visible_to`); this says what one may do with it."""
    return (
        case.status in move.sources
        and move.when.holds(case)
        and any(may(user, right, case.desk_id) for right in move.who)
        and not (move.only_owner and case.owner_id != user.pk)
        and not (move.only_unowned and case.owner_id is not None)
    )
