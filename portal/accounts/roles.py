"""Roles as one table: what each may do, and in which bodies it holds.

A right over somebody's rows (`own.*`, `enquiries.*`, `cases.*`) is asked of the body that has the
row; it holds there for whoever has a role in that body or in one above it, and nowhere else. The
other rights concern the portal as a whole and come from any body of an authority.
"""

from portal.accounts.models import OFFICIAL_KINDS, Membership, Role, User, fits

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

IN_A_BODY = ("own.", "enquiries.", "cases.")


def roles_in(user: User) -> dict[int, frozenset[str]]:
    """The roles that hold in each body, by its key; one query, kept on the user.

    They hold in the body itself; those of officials also in its parts and in their parts.
    """
    if not user.is_authenticated or not user.is_active:
        return {}
    kept: dict[int, frozenset[str]] | None = getattr(user, "_portal_roles", None)
    if kept is None:
        kept = user._portal_roles = _load(user)  # type: ignore[attr-defined]
    return kept


def _load(user: User) -> dict[int, frozenset[str]]:
    held: dict[int, frozenset[str]] = {}
    for role, kind, *bodies in (
        Membership.objects.active()
        .filter(user=user)
        .values_list(
            "role",
            "organisation__kind",
            "organisation",
            "organisation__parts",
            "organisation__parts__parts",
        )
    ):
        official = kind in OFFICIAL_KINDS
        # A role that does not fit its body grants nothing, nor does an official's one to somebody
        # who is no official any more.
        if not fits(role, kind) or (official and not user.is_staff):
            continue
        for body in bodies if official else bodies[:1]:
            if body is not None:
                held[body] = held.get(body, frozenset()) | {role}
    return held


def bodies_where(user: User, permission: str) -> frozenset[int]:
    """The keys of the bodies in which an active role grants `permission`. A door is open to
    whom it is not empty for; the rows behind it are those of these bodies."""
    return frozenset(
        body
        for body, roles in roles_in(user).items()
        if any(permission in ROLES[role] for role in roles)
    )


def may(user: User, permission: str, body: int | None = None) -> bool:
    """Whether a role grants `permission` in `body`, or, for what concerns the portal as a
    whole, at all."""
    if permission.startswith(IN_A_BODY):
        if body is None:
            raise ValueError(f"{permission} is a right in a body: say in which.")
        return body in bodies_where(user, permission)
    return bool(bodies_where(user, permission))
