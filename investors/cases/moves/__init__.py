"""The table of moves: from where, to where, who may, what each needs, what the investor is told."""

from django.db.models import Q

from investors.cases.models import PAUSED_STATUSES, Case
from investors.cases.moves.kinds import BACK, Given, Move, is_open
from investors.cases.moves.mirror import MIRROR
from investors.cases.moves.preparation import OWNING, PREPARATION
from portal.accounts.models import User

MOVES: dict[str, Move] = {**PREPARATION, **MIRROR, **OWNING}


def moves_open_to(user: User, case: Case) -> dict[str, Move]:
    """The moves this official may make now, in the order of the table."""
    return {name: move for name, move in MOVES.items() if is_open(move, user, case)}


def awaited_move(case: Case) -> Move | None:
    """The move of the one-stop desk that this case waits for, if it is not the applicant's turn."""
    if case.paused:
        return None
    return next(
        (
            move
            for move in MOVES.values()
            if move.awaited and case.status in move.sources and move.when.holds(case)
        ),
        None,
    )


def waiting_for_one_stop() -> Q:
    """The rows of which `awaited_move` names one."""
    found = Q()
    for move in MOVES.values():
        if move.awaited:
            statuses = [status for status in move.sources if status not in PAUSED_STATUSES]
            found |= Q(status__in=statuses) & move.when.rows
    return found


__all__ = [
    "BACK",
    "MOVES",
    "Given",
    "Move",
    "awaited_move",
    "is_open",
    "moves_open_to",
    "waiting_for_one_stop",
]
