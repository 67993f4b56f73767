"""Roles as one table: what each may do, and which desks an official sees."""

from django.db.models import QuerySet

from portal.accounts.models import Organisation, OrganisationKind, Role, User

# Role -> permissions as "app_label.verb" that verbs and admin pages ask for. "calendar.edit" covers
# the response norms too, "figures.edit" the indicators.
ROLES: dict[str, frozenset[str]] = {
    Role.OWNER: frozenset({"own.read", "own.write", "own.invite"}),
    Role.MEMBER: frozenset({"own.read", "own.write"}),
    Role.VIEWER: frozenset({"own.read"}),
    Role.DESK: frozenset(
        {"enquiries.read", "enquiries.answer", "cases.read", "cases.open", "cases.receive"}
    ),
    Role.SPECIALIST: frozenset(
        {"enquiries.read", "enquiries.answer", "cases.read", "cases.open", "cases.process"}
    ),
    Role.HEAD: frozenset(
        {
            "enquiries.read",
            "enquiries.answer",
            "enquiries.assign",
            "cases.read",
            "cases.open",
            "cases.receive",
            "cases.process",
            "cases.decide",
        }
    ),
    Role.LEADER: frozenset({"enquiries.read", "enquiries.assign", "cases.read", "cases.decide"}),
    Role.EDITOR: frozenset({"figures.edit", "procedures.edit", "calendar.edit"}),
    Role.ADMINISTRATOR: frozenset(
        {"people.edit", "notifications.read", "notifications.resend", "calendar.edit"}
    ),
}

# Who of a company may write in its name.
WRITERS = tuple(role for role, rights in ROLES.items() if "own.write" in rights)

OFFICIAL_ROLES = (
    Role.DESK,
    Role.SPECIALIST,
    Role.HEAD,
    Role.LEADER,
    Role.EDITOR,
    Role.ADMINISTRATOR,
)


def roles_of(user: User) -> set[str]:
    """The active roles of a person, over all their memberships; one query, kept on the user."""
    if not user.is_authenticated or not user.is_active:
        return set()
    kept: set[str] | None = getattr(user, "_portal_roles", None)
    if kept is None:
        kept = set(user.memberships.active().values_list("role", flat=True))
        user._portal_roles = kept  # type: ignore[attr-defined]
    return kept


def may(user: User, permission: str) -> bool:
    """Whether any active role of an active person grants `permission`."""
    return any(permission in ROLES[role] for role in roles_of(user))


def desks_seen_by(user: User) -> "QuerySet[Organisation]":
    """The authority and departments whose rows an official sees: own, and parts of own."""
    own = user.memberships.active().filter(
        organisation__kind__in=[OrganisationKind.AUTHORITY, OrganisationKind.DEPARTMENT]
    )
    mine = Organisation.objects.filter(memberships__in=own)
    return (mine | Organisation.objects.filter(parent__memberships__in=own)).distinct()
