"""Kinds of body, roles of people, and which role fits which body."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    INVESTOR = "investor", _("investor")
    OPERATOR = "operator", _("park operator")
    AUTHORITY = "authority", _("authority")
    DEPARTMENT = "department", _("department of the authority")
    AGENCY = "agency", _("partner agency")
    SYSTEM = "system", _("system of another body")


# Where officials work; enquiries and cases lie at the desks of these.
OFFICIAL_KINDS = (OrganisationKind.AUTHORITY, OrganisationKind.DEPARTMENT)


class Role(models.TextChoices):
    """What a membership allows; `portal.accounts.roles.ROLES` is the table of rights."""

    OWNER = "owner", _("owner")
    MEMBER = "member", _("member")
    VIEWER = "viewer", _("viewer")
    DESK = "desk", _("one-stop desk")
    SPECIALIST = "specialist", _("specialist")
    HEAD = "head", _("head of department")
    LEADER = "leader", _("leader")
    EDITOR = "editor", _("content editor")
    ADMINISTRATOR = "administrator", _("system administrator")


COMPANY_ROLES = (Role.OWNER, Role.MEMBER, Role.VIEWER)
# In this order they name a person who holds several.
OFFICIAL_ROLES = tuple(role for role in Role if role not in COMPANY_ROLES)


def fits(role: str, kind: str) -> bool:
    """Officials work in an authority or one of its departments; all other bodies have the roles
    of a company. The database asks the same (migration `0003_roles_fit_their_body`)."""
    return (role in OFFICIAL_ROLES) == (kind in OFFICIAL_KINDS)
