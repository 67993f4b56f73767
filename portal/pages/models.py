"""What is published about the province as a whole, by period, each point with its source."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.provenance.models import Provenanced, ProvenancedQuerySet


class Indicator(models.Model):
    """One published series. `unit` is a key of `wording.UNITS`."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    name_vi = models.CharField(_("name (Vietnamese)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=200, blank=True)
    name_ko = models.CharField(_("name (Korean)"), max_length=200, blank=True)
    name_ja = models.CharField(_("name (Japanese)"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=40)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    note = models.TextField(_("note (officials only)"), blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.code


class PointQuerySet(ProvenancedQuerySet["IndicatorPoint"]):
    def chosen(self) -> Self:
        return self.filter(chosen=True)


class IndicatorPoint(Provenanced):
    """The value, the rank, or both, of one period ("2024", "2025-9M", "2021-2025").

    `as_of` repeats the period unless the source says when it was printed. Where two sources
    disagree both stand and one is chosen.
    """

    class Kind(models.TextChoices):
        ACTUAL = "actual", _("actual")
        ESTIMATE = "estimate", _("estimate")
        TARGET = "target", _("target")
        MONTH = "month", _("one month")
        CUMULATIVE = "cumulative", _("since January")
        AVERAGE = "average per year", _("average per year")
        ABOUT = "about", _("about")
        AT_LEAST = "at least", _("at least")

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.CASCADE, related_name="points"
    )
    period = models.CharField(_("period"), max_length=40)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4, null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.ACTUAL)
    chosen = models.BooleanField(_("chosen"), default=True)
    attributed_to = models.CharField(_("said by"), max_length=200, blank=True)
    show_beside = models.CharField(_("shown beside the period"), max_length=40, blank=True)
    note = models.TextField(_("note (officials only)"), blank=True)

    objects = PointQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "position", "-chosen", "pk"]
        verbose_name = _("point of an indicator")
        verbose_name_plural = _("points of indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period"],
                condition=Q(chosen=True),
                name="one_chosen_point_per_period",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period}"
