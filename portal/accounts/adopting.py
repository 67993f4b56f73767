"""What rooms do when a person signs in or confirms an address: give them what is theirs.

A room's `adopting.py` registers itself; this room imports nobody above it.
"""

from collections.abc import Callable
from datetime import datetime

from portal.accounts.models import User

Adopt = Callable[[User, datetime], int]
ROOMS: dict[str, Adopt] = {}


def register(room: str, adopt: Adopt) -> None:
    """`adopt` finds what was left under addresses the person has proved; running twice is
    harmless."""
    ROOMS[room] = adopt


def adopt_all(user: User, now: datetime) -> int:
    return sum(ROOMS[room](user, now) for room in sorted(ROOMS))
