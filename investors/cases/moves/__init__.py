"""The table of moves: from where, to where, who may, what each needs, what the investor is told."""

from investors.cases.models import Case
from investors.cases.moves.kinds import BACK, Given, Move, is_open
from investors.cases.moves.mirror import MIRROR
from investors.cases.moves.preparation import OWNING, PREPARATION
from portal.accounts.models import User

MOVES: dict[str, Move] = {**PREPARATION, **MIRROR, **OWNING}


def moves_open_to(user: User, case: Case) -> dict[str, Move]:
    """The moves this official may make now, in the order of the table."""
    return {name: move for name, move in MOVES.items() if is_open(move, user, case)}


__all__ = ["BACK", "MOVES", "Given", "Move", "is_open", "moves_open_to"]
