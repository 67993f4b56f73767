"""People, the bodies they belong to, and what they may do there."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.addresses import check_address
from portal.languages.lines import one_line
from portal.languages.models import LANGUAGE_CHOICES
from portal.provenance.models import Provenanced, ProvenancedQuerySet, public_states


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. The e-mail address is the name they sign in with."""

    email = models.EmailField(_("e-mail"), max_length=254, unique=True, validators=[check_address])
    name = models.CharField(_("name"), max_length=150, blank=True, validators=[one_line])
    language = models.CharField(
        _("language"), max_length=10, choices=LANGUAGE_CHOICES, default="vi"
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("official"), default=False)
    demonstration = models.BooleanField(_("demonstration"), default=False)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_email")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)


class OrganisationKind(models.TextChoices):
    INVESTOR = "investor", _("investor")
    OPERATOR = "operator", _("park operator")
    AUTHORITY = "authority", _("authority")
    DEPARTMENT = "department", _("department of the authority")
    AGENCY = "agency", _("partner agency")
    SYSTEM = "system", _("system of another body")


# Where officials work; enquiries and cases lie at the desks of these.
OFFICIAL_KINDS = (OrganisationKind.AUTHORITY, OrganisationKind.DEPARTMENT)


class Organisation(models.Model):
    """A body: an investor's company, a park operator, the authority, one of its desks."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=OrganisationKind.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    demonstration = models.BooleanField(_("demonstration"), default=False)

    class Meta:
        ordering = ["key"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        """For officials, who see every name; public pages ask `name_on`."""
        current = self.name_on(timezone.localdate(), to_officials=True)
        return str(current) if current else self.key

    def clean(self) -> None:
        roles = self.memberships.active().values_list("role", flat=True) if self.pk else []
        if not all(fits(role, self.kind) for role in roles):
            text = _("People have roles here that this kind of body does not have. End them first.")
            raise ValidationError({"kind": text})

    def name_on(self, day: date, *, to_officials: bool = False) -> "OrganisationName | None":
        """The name in force that day, as `OrganisationNameQuerySet.in_force` finds it; rows that
        were fetched along are used. The public never gets a withheld one."""
        for name in self.names.all():
            if name.in_force(day) and (to_officials or name.state in public_states()):
                return name
        return None


class OrganisationNameQuerySet(ProvenancedQuerySet["OrganisationName"]):
    def in_force(self, day: date, *, to_officials: bool = False) -> Self:
        """The names of that day, the newest first; names of bodies change and old papers keep the
        old one. The public never gets a withheld one."""
        held = self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_until=None) | Q(valid_until__gte=day),
        ).order_by(F("valid_from").desc(nulls_last=True), "pk")
        return held if to_officials else held.public()


class OrganisationName(Provenanced):
    """One name of a body with the days it holds (both ends included; empty: open)."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="names"
    )
    name_vi = models.CharField(_("name (Vietnamese)"), max_length=200, blank=True)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=200, blank=True)
    name_ko = models.CharField(_("name (Korean)"), max_length=200, blank=True)
    name_ja = models.CharField(_("name (Japanese)"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = OrganisationNameQuerySet.as_manager()

    class Meta:
        ordering = [F("valid_from").desc(nulls_last=True), "pk"]
        verbose_name = _("name of an organisation")
        verbose_name_plural = _("names of organisations")

    def __str__(self) -> str:
        return self.name_vi or self.name_en

    def in_force(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


class OrganisationEvent(models.Model):
    """One change of a body's names by an official. Written by `naming`, never edited."""

    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="events",
    )
    before = models.JSONField(_("before"), default=list)
    after = models.JSONField(_("after"), default=list)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("change of an organisation")
        verbose_name_plural = _("changes of organisations")

    def __str__(self) -> str:
        return f"{self.organisation} {self.at:%Y-%m-%d}"


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


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> Self:
        return self.filter(ended_at=None)


class Membership(models.Model):
    """A person in a body with one role; ended, never deleted."""

    user = models.ForeignKey(
        User, verbose_name=_("person"), on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=14, choices=Role.choices)
    since = models.DateTimeField(_("since"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ended_at=None),
                name="one_active_membership_per_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.organisation}"

    def clean(self) -> None:
        body = getattr(self, "organisation", None)  # a form may have refused it
        if self.ended_at is not None or body is None or fits(self.role, body.kind):
            return
        if self.role in OFFICIAL_ROLES:
            text = _("An official's role is given in an authority or its department only.")
        else:
            text = _("In an authority and its departments a person has an official's role.")
        raise ValidationError({"role": text})
