"""The rows of a version: steps, papers, legal basis, variants of the term, and its sources."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from investors.procedures.models.instrument import Instrument
from investors.procedures.models.version import ProcedureVersion, Unit, state_field
from portal.provenance.models import Source, public_states


class PartQuerySet(models.QuerySet[models.Model]):
    def public(self) -> Self:
        return self.filter(state__in=public_states())


class Part(models.Model):
    """A numbered row of one version with a state of its own."""

    order = models.PositiveSmallIntegerField(_("order"))
    state = state_field(_("publication"))

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True


class Step(Part):
    """`days` come from a decision on the internal process. `days_indicative` is only an example
    split of the total: kept for officials, shown to nobody else, used in no sum."""

    version = models.ForeignKey(
        ProcedureVersion, verbose_name=_("version"), on_delete=models.CASCADE, related_name="steps"
    )
    name_vi = models.CharField(_("name (Vietnamese)"), max_length=300)
    name_en = models.CharField(_("name (English)"), max_length=300, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=300, blank=True)
    name_ko = models.CharField(_("name (Korean)"), max_length=300, blank=True)
    name_ja = models.CharField(_("name (Japanese)"), max_length=300, blank=True)
    actor_vi = models.CharField(_("who acts (Vietnamese)"), max_length=300, blank=True)
    actor_en = models.CharField(_("who acts (English)"), max_length=300, blank=True)
    actor_zh_hans = models.CharField(_("who acts (Chinese)"), max_length=300, blank=True)
    actor_ko = models.CharField(_("who acts (Korean)"), max_length=300, blank=True)
    actor_ja = models.CharField(_("who acts (Japanese)"), max_length=300, blank=True)
    actor_state = state_field(_("publication of who acts"))
    days = models.DecimalField(_("days"), max_digits=5, decimal_places=1, null=True, blank=True)
    days_state = state_field(_("publication of the days"))
    days_indicative = models.DecimalField(
        _("indicative days"), max_digits=5, decimal_places=1, null=True, blank=True
    )

    class Meta:
        ordering = ["order"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="one_step_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.name_vi}"


class Paper(Part):
    version = models.ForeignKey(
        ProcedureVersion, verbose_name=_("version"), on_delete=models.CASCADE, related_name="papers"
    )
    name_vi = models.CharField(_("name (Vietnamese)"), max_length=300)
    name_en = models.CharField(_("name (English)"), max_length=300, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=300, blank=True)
    name_ko = models.CharField(_("name (Korean)"), max_length=300, blank=True)
    name_ja = models.CharField(_("name (Japanese)"), max_length=300, blank=True)
    copies = models.PositiveSmallIntegerField(_("copies"), null=True, blank=True)
    form = models.CharField(_("form"), max_length=40, blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="one_paper_per_number")
        ]

    def __str__(self) -> str:
        return self.name_vi


class LegalBasis(Part):
    version = models.ForeignKey(
        ProcedureVersion, verbose_name=_("version"), on_delete=models.CASCADE, related_name="basis"
    )
    instrument = models.ForeignKey(
        Instrument, verbose_name=_("legal instrument"), on_delete=models.PROTECT, related_name="+"
    )
    article = models.CharField(_("article"), max_length=60, blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="one_basis_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.article}".strip()


class Variant(Part):
    """The term for one group of projects; which group a file is in, an official decides."""

    version = models.ForeignKey(
        ProcedureVersion,
        verbose_name=_("version"),
        on_delete=models.CASCADE,
        related_name="variants",
    )
    label_vi = models.CharField(_("which projects (Vietnamese)"), max_length=300)
    label_en = models.CharField(_("which projects (English)"), max_length=300, blank=True)
    label_zh_hans = models.CharField(_("which projects (Chinese)"), max_length=300, blank=True)
    label_ko = models.CharField(_("which projects (Korean)"), max_length=300, blank=True)
    label_ja = models.CharField(_("which projects (Japanese)"), max_length=300, blank=True)
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=8, choices=Unit.choices, blank=True)
    form = models.CharField(_("form"), max_length=40, blank=True)
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ["order"]
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="one_variant_per_number")
        ]

    def __str__(self) -> str:
        return self.label_vi


class Citation(models.Model):
    """A source of a version: of one of its facts, or (`about` empty) of the text as a whole."""

    class About(models.TextChoices):
        TEXT = "", _("the text as a whole")
        CODE = "code", _("national code")
        AUTHORITY = "authority", _("who receives and decides")
        DAYS = "days", _("days")
        PAPERS = "papers", _("papers")
        ONLINE = "online", _("online level")
        NOTES = "notes", _("notes")

    version = models.ForeignKey(
        ProcedureVersion,
        verbose_name=_("version"),
        on_delete=models.CASCADE,
        related_name="citations",
    )
    about = models.CharField(_("supports"), max_length=10, choices=About.choices, blank=True)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("source of a version")
        verbose_name_plural = _("sources of a version")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "about", "source"], name="one_citation_per_fact_and_source"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}: {self.source}"
