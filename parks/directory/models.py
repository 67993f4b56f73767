"""Parks, zones and clusters, and every value published about them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Organisation
from portal.languages.text import Shown, pick
from portal.provenance.models import (
    Confidence,
    Provenanced,
    ProvenancedQuerySet,
    State,
    public_states,
)


class ParkQuerySet(models.QuerySet["Park"]):
    def public(self) -> Self:
        return self.filter(state__in=public_states())


class Park(models.Model):
    """An industrial park, cluster or economic zone.

    The columns under "chosen values" repeat the chosen public figures, written by
    `figures.choose` in the same transaction, so that a filter is one indexed query.
    Areas in hectares, flows in cubic metres a day, prices in US dollars a square metre.
    """

    class Kind(models.TextChoices):
        PARK = "industrial_park", _("industrial park")
        CLUSTER = "industrial_cluster", _("industrial cluster")
        ZONE = "economic_zone", _("economic zone")

    class Status(models.TextChoices):
        OPERATING = "operating", _("operating")
        BUILDING = "under_construction", _("under construction")
        PLANNED = "planned", _("planned")

    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    status = models.CharField(max_length=20, choices=Status.choices)
    status_confidence = models.CharField(max_length=6, choices=Confidence.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WITHHELD)
    confidence = models.CharField(max_length=6, choices=Confidence.choices)
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    name_zh_hans = models.CharField(max_length=200, blank=True)
    name_ko = models.CharField(max_length=200, blank=True)
    name_ja = models.CharField(max_length=200, blank=True)
    summary_vi = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    summary_zh_hans = models.TextField(blank=True)
    summary_ko = models.TextField(blank=True)
    summary_ja = models.TextField(blank=True)
    place_vi = models.TextField(blank=True)
    place_en = models.TextField(blank=True)
    place_zh_hans = models.TextField(blank=True)
    place_ko = models.TextField(blank=True)
    place_ja = models.TextField(blank=True)
    parent_zone = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parks"
    )
    parent_zone_checked = models.BooleanField(default=False)
    # Two records of one park (a later phase): counted once in every total.
    counted_with = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="phases"
    )
    authority = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    aliases = models.JSONField(default=list)
    former_district = models.CharField(max_length=200, blank=True)
    folded = models.TextField(editable=False, default="")  # see search.py
    # A pin of the area, never a survey point; the precision is shown with it.
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    position_precision = models.CharField(max_length=120, blank=True)
    editor_note = models.TextField(blank=True)  # officials only
    demonstration = models.BooleanField(default=False)

    # Chosen values
    area_total_ha = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    area_industrial_ha = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    area_leased_ha = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    occupancy_pct = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    price_min_usd_m2 = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    price_max_usd_m2 = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    power_mva = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    water_m3_day = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    wastewater_m3_day = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    objects = ParkQuerySet.as_manager()

    class Meta:
        ordering = ["name_vi", "pk"]
        verbose_name = _("park, zone or cluster")
        verbose_name_plural = _("parks, zones and clusters")

    def __str__(self) -> str:
        return self.name_vi

    def name(self, language: str) -> Shown:
        return pick(self, "name", language)


class FigureQuerySet(ProvenancedQuerySet["Figure"]):
    def chosen(self) -> Self:
        return self.filter(chosen=True)


class Figure(Provenanced):
    """One value of one park: a number with its unit, or a text in the park's languages.

    `kind` is a key of `kinds.KINDS`. `origin` is its path in the data file, so that loading
    twice finds the same row; empty for values recorded in the admin. Several values of a kind
    may stand; at most one is chosen, with the reason.
    """

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="figures")
    kind = models.CharField(max_length=40)
    origin = models.CharField(max_length=120, blank=True)
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    text_vi = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    text_zh_hans = models.TextField(blank=True)
    text_ko = models.TextField(blank=True)
    text_ja = models.TextField(blank=True)
    note = models.TextField(blank=True)  # officials only
    chosen = models.BooleanField(default=False)
    reason = models.TextField(blank=True)  # why this one of several
    review_due = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["park", "kind", "-chosen", "-as_of_latest", "pk"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.UniqueConstraint(
                fields=["park", "kind"], condition=Q(chosen=True), name="one_chosen_figure_per_kind"
            ),
            models.UniqueConstraint(
                fields=["park", "origin"], condition=~Q(origin=""), name="one_figure_per_origin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.park_id} {self.kind} {self.value or self.text_vi}"


class FigureEvent(models.Model):
    """History of figures, written by the verb that made the change; never edited."""

    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="events")
    verb = models.CharField(max_length=20)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.figure_id} {self.verb} {self.at:%Y-%m-%d %H:%M}"
