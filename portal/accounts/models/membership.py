"""A person in a body with one role."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models.kinds import OFFICIAL_ROLES, Role, fits
from portal.accounts.models.organisation import Organisation
from portal.accounts.models.person import User


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
