"""Plots: the pieces of land (or ready-built factories) of a park, and their history."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parks.directory.models.park import Park
from portal.provenance.history import Change
from portal.provenance.models import Provenanced, ProvenancedQuerySet


class PlotQuerySet(ProvenancedQuerySet["Plot"]):
    def public(self) -> Self:
        """What an anonymous reader may see; nothing of a park that is itself withheld."""
        return super().public().filter(park__published=True)


class Plot(Provenanced):
    """One piece of land of a park. Areas in hectares, prices in US dollars a square metre for
    the whole lease term.

    `status` is where the land stands, `state` who may see the row. `sectors` holds codes of the
    Vietnamese classification of industries (VSIC): a section letter or two to five digits; empty
    means not published, never "any". `shape` is a GeoJSON geometry (RFC 7946), a point or
    polygons; `latitude` and `longitude` are a point inside it.
    """

    class Status(models.TextChoices):
        READY = "ready", _("ready to lease")
        LEVELLED = "levelled", _("levelled")
        NOT_CLEARED = "not_cleared", _("land not cleared")
        RESERVED = "reserved", _("reserved")
        LEASED = "leased", _("leased")

    class Offer(models.TextChoices):
        LAND = "land", _("land")
        READY_BUILT = "ready_built", _("ready-built factory")

    park = models.ForeignKey(
        Park, verbose_name=_("park"), on_delete=models.PROTECT, related_name="plots"
    )
    code = models.CharField(_("code"), max_length=40)
    status = models.CharField(_("land"), max_length=12, choices=Status.choices)
    offer = models.CharField(_("offer"), max_length=12, choices=Offer.choices, default=Offer.LAND)
    area_ha = models.DecimalField(_("area (ha)"), max_digits=10, decimal_places=4)
    smallest_lot_ha = models.DecimalField(
        _("smallest lot (ha)"), max_digits=10, decimal_places=4, null=True, blank=True
    )
    sectors = models.JSONField(_("permitted sectors (VSIC)"), default=list, blank=True)
    price_min_usd_m2 = models.DecimalField(
        _("lowest price (USD/m²)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    price_max_usd_m2 = models.DecimalField(
        _("highest price (USD/m²)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    price_as_of = models.CharField(_("date of the price"), max_length=30, blank=True)
    shape = models.JSONField(_("shape"), null=True, blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    demonstration = models.BooleanField(_("demonstration"), default=False)

    objects = PlotQuerySet.as_manager()

    class Meta:
        ordering = ["park", "code"]
        verbose_name = _("plot")
        verbose_name_plural = _("plots")
        constraints = [
            models.UniqueConstraint(fields=["park", "code"], name="one_plot_per_code"),
            models.CheckConstraint(condition=Q(area_ha__gt=0), name="plots_have_an_area"),
            models.CheckConstraint(
                condition=Q(smallest_lot_ha=None)
                | Q(smallest_lot_ha__gt=0, smallest_lot_ha__lte=F("area_ha")),
                name="lots_fit_into_their_plot",
            ),
            models.CheckConstraint(
                condition=Q(price_min_usd_m2=None)
                | Q(price_max_usd_m2=None)
                | Q(price_min_usd_m2__lte=F("price_max_usd_m2")),
                name="plot_prices_are_a_range",
            ),
            models.CheckConstraint(
                condition=Q(price_min_usd_m2=None, price_max_usd_m2=None) | ~Q(price_as_of=""),
                name="plot_prices_have_a_date",
            ),
        ]
        indexes = [
            models.Index(F("area_ha").desc(), "id", name="plots_by_area"),
            models.Index("status", F("area_ha").desc(), "id", name="plots_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.park_id} {self.code}"


class PlotEvent(Change):
    """History of a plot, written by `plots/keeping.py` with the change; never edited."""

    plot = models.ForeignKey(
        Plot, verbose_name=_("plot"), on_delete=models.PROTECT, related_name="events"
    )

    class Meta(Change.Meta):
        verbose_name = _("change of a plot")
        verbose_name_plural = _("changes of plots")
