"""Which desk an enquiry goes to, and who works there."""

from collections.abc import Iterable

from parks.directory.models import Park
from portal.accounts.desks import DESK_KEY
from portal.accounts.models import Organisation, OrganisationKind, User
from portal.accounts.roles import ROLES


def desk_for(parks: Iterable[Park]) -> Organisation:
    """The desk of the authority that all the parks share; otherwise the default desk."""
    authorities = {park.authority_id for park in parks}
    if len(authorities) == 1 and None not in authorities:
        desk = (
            Organisation.objects.filter(
                kind=OrganisationKind.DEPARTMENT, parent_id=authorities.pop()
            )
            .order_by("key")
            .first()
        )
        if desk:
            return desk
    return Organisation.objects.get(key=DESK_KEY)


def people_of(desk: Organisation, right: str) -> list[User]:
    """Active officials of this very desk whose role there grants `right`."""
    roles = [role for role, rights in ROLES.items() if right in rights]
    return list(
        User.objects.filter(
            is_active=True,
            is_staff=True,
            memberships__organisation=desk,
            memberships__role__in=roles,
            memberships__ended_at=None,
        )
        .distinct()
        .order_by("pk")
    )


def people_above(desk: Organisation, right: str) -> list[User]:
    """The same, of the authority the desk belongs to."""
    return people_of(desk.parent, right) if desk.parent else []
