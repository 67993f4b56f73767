"""Who works at a desk, and whom a record that lies there concerns."""

from dataclasses import dataclass
from typing import Protocol

from portal.accounts.models import OFFICIAL_KINDS, Organisation, User
from portal.accounts.roles import ROLES


class AtADesk(Protocol):
    """An enquiry, a case: it lies at a desk and has an owner or none."""

    @property
    def desk(self) -> Organisation: ...
    @property
    def owner(self) -> User | None: ...


def people_of(desk: Organisation, right: str) -> list[User]:
    """Active officials of this very desk whose role there grants `right`."""
    roles = [role for role, rights in ROLES.items() if right in rights]
    return list(
        User.objects.filter(
            is_active=True,
            is_staff=True,
            memberships__organisation=desk,
            memberships__organisation__kind__in=OFFICIAL_KINDS,
            memberships__role__in=roles,
            memberships__ended_at=None,
        )
        .distinct()
        .order_by("pk")
    )


@dataclass(frozen=True)
class Concerned:
    """By the rights of a room: `works` on what lies at a desk, or `decides` who does."""

    works: str
    decides: str

    def owner_or_desk(self, record: AtADesk) -> list[User]:
        """The owner; while nobody has it, or its owner has left, everyone who works there."""
        able = people_of(record.desk, self.works)
        return [record.owner] if record.owner in able else able

    def heads(self, record: AtADesk) -> list[User]:
        return people_of(record.desk, self.decides)

    def leaders(self, record: AtADesk) -> list[User]:
        """Who decides in the authority that the desk belongs to."""
        above = record.desk.parent
        return people_of(above, self.decides) if above else []
