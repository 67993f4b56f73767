"""A body, its names with the days they hold, and what was changed of them."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models.kinds import OrganisationKind, fits
from portal.accounts.models.person import User
from portal.provenance.models import Provenanced, ProvenancedQuerySet, public_states


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
