"""What is kept about a person: every room exports and erases its own rows.

A room's `privacy.py` registers itself; this room imports nobody above it. Erasing keeps what the
law orders kept and says so in its answer (Law 91/2025/QH15 on personal data protection).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Room:
    """`export(email)` gives rows by kind; `erase(email)` wipes what may go and says what stays."""

    name: str
    export: Callable[[str], Rows]
    erase: Callable[[str], list[str]]


ROOMS: dict[str, Room] = {}
ACCOUNTS = "accounts"


def register(room: Room) -> None:
    ROOMS[room.name] = room


def export_person(email: str) -> dict[str, Rows]:
    """Everything kept about the holder of an address, by room. JSON-ready."""
    return {name: ROOMS[name].export(email) for name in sorted(ROOMS)}


@transaction.atomic
def erase_person(email: str) -> list[str]:
    """Wipes a person in every room, all or nothing; the sentences say what stays and why.

    The account comes last: without its address no room finds what hangs on it.
    """
    names = sorted(ROOMS, key=lambda name: (name == ACCOUNTS, name))
    return [sentence for name in names for sentence in ROOMS[name].erase(email)]


def _export(email: str) -> Rows:
    people = User.objects.filter(email__iexact=email)
    return {
        "person": [
            {
                "email": person.email,
                "name": person.name,
                "language": person.language,
                "joined_at": person.joined_at,
                "last_login": person.last_login,
            }
            for person in people
        ],
        "memberships": [
            {"organisation": str(row.organisation), "role": row.role, "since": row.since}
            for person in people
            for row in person.memberships.select_related("organisation")
        ],
    }


def _erase(email: str) -> list[str]:
    """The account is closed and made anonymous; history keeps pointing at the empty row."""
    sentences = []
    for person in User.objects.select_for_update().filter(email__iexact=email):
        EmailAddress.objects.filter(user=person).delete()
        Authenticator.objects.filter(user=person).delete()
        person.memberships.active().update(ended_at=timezone.now())
        person.email = f"erased-{person.pk}@erased.invalid"
        person.name = ""
        person.is_active = False
        person.set_unusable_password()
        person.save(update_fields=["email", "name", "is_active", "password"])
        sentences.append("The account is closed; an empty row stays so that history holds.")
    return sentences


register(Room(ACCOUNTS, _export, _erase))
