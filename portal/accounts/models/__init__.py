"""People, the bodies they belong to, and what they may do there."""

from portal.accounts.models.kinds import (
    COMPANY_ROLES,
    OFFICIAL_KINDS,
    OFFICIAL_ROLES,
    OrganisationKind,
    Role,
    fits,
)
from portal.accounts.models.membership import (
    Membership,
    MembershipQuerySet,
)
from portal.accounts.models.organisation import (
    Organisation,
    OrganisationEvent,
    OrganisationName,
    OrganisationNameQuerySet,
)
from portal.accounts.models.person import (
    User,
    UserManager,
)

__all__ = [
    "COMPANY_ROLES",
    "Membership",
    "MembershipQuerySet",
    "OFFICIAL_KINDS",
    "OFFICIAL_ROLES",
    "Organisation",
    "OrganisationEvent",
    "OrganisationKind",
    "OrganisationName",
    "OrganisationNameQuerySet",
    "Role",
    "User",
    "UserManager",
    "fits",
]
