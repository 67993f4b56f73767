"""Parks, zones and clusters."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from parks.directory.models.park_indexes import INDEXES
from parks.directory.models.park_query import ZONE, ParkQuerySet
from portal.accounts.models import Organisation, OrganisationKind
from portal.languages.text import Shown, pick
from portal.provenance.models import Confidence, Source, State, public_states


class Park(models.Model):
    """An industrial park, cluster or economic zone.

    The columns under "chosen values" repeat the chosen public figures, written by `figures.py`
    in the same transaction, so that a filter is one indexed query. Areas in hectares, flows in
    cubic metres a day, prices in US dollars a square metre.
    """

    class Kind(models.TextChoices):
        PARK = "industrial_park", _("industrial park")
        CLUSTER = "industrial_cluster", _("industrial cluster")
        ZONE = ZONE, _("economic zone")

    class Status(models.TextChoices):
        OPERATING = "operating", _("operating")
        BUILDING = "under_construction", _("under construction")
        PLANNED = "planned", _("planned")
        NOT_PUBLISHED = "not_published", _("status not published")

    slug = models.SlugField(_("address on the site"), max_length=100, unique=True)
    # A whole record is published or it is not; its figures have states of their own. A plain
    # boolean, so that both databases use the partial indexes below.
    published = models.BooleanField(_("published"), default=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices)
    status_confidence = models.CharField(
        _("confidence of the status"), max_length=6, choices=Confidence.choices
    )
    # What the public may read. Withheld: `status` is "not_published", the note has the other.
    status_state = models.CharField(
        _("state of the status"), max_length=10, choices=State.choices, default=State.PUBLISHED
    )
    # Without a source it is shown with a mark that says so.
    status_source = models.ForeignKey(
        Source,
        verbose_name=_("source of the status"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    status_as_of = models.CharField(
        _("date of the status"),
        max_length=30,
        blank=True,
        help_text=_("As the source prints it: 2026, 2026-05, 2026-05-31."),
    )
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence.choices)
    name_vi = models.CharField(_("name (Vietnamese)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=200, blank=True)
    name_ko = models.CharField(_("name (Korean)"), max_length=200, blank=True)
    name_ja = models.CharField(_("name (Japanese)"), max_length=200, blank=True)
    summary_vi = models.TextField(_("summary (Vietnamese)"), blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True)
    summary_zh_hans = models.TextField(_("summary (Chinese)"), blank=True)
    summary_ko = models.TextField(_("summary (Korean)"), blank=True)
    summary_ja = models.TextField(_("summary (Japanese)"), blank=True)
    place_vi = models.TextField(_("place (Vietnamese)"), blank=True)
    place_en = models.TextField(_("place (English)"), blank=True)
    place_zh_hans = models.TextField(_("place (Chinese)"), blank=True)
    place_ko = models.TextField(_("place (Korean)"), blank=True)
    place_ja = models.TextField(_("place (Japanese)"), blank=True)
    # No source was read for the place: shown, with a mark that says so.
    place_unsourced = models.BooleanField(_("place to be checked"), default=True)
    parent_zone = models.ForeignKey(
        "self",
        verbose_name=_("inside the zone"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parks",
    )
    parent_zone_state = models.CharField(
        _("state of the zone"), max_length=10, choices=State.choices, default=State.UNVERIFIED
    )
    # Two records of one park (a later phase): counted once in every total.
    counted_with = models.ForeignKey(
        "self",
        verbose_name=_("counted with"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="phases",
    )
    authority = models.ForeignKey(
        Organisation,
        verbose_name=_("authority"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Its people keep the park's facts fresh (`writers.py`).
    operator = models.ForeignKey(
        Organisation,
        verbose_name=_("operator"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="operated_parks",
        limit_choices_to={"kind": OrganisationKind.OPERATOR},
        help_text=_("A park operator; its people may then give values of this park."),
    )
    aliases = models.JSONField(_("other names"), default=list, blank=True)
    # Units abolished on 1 July 2025: kept for search only.
    former_district = models.CharField(_("former district"), max_length=200, blank=True)
    former_communes = models.JSONField(_("former communes"), default=list, blank=True)
    folded = models.TextField(editable=False, default="")
    sort_name = models.CharField(max_length=200, editable=False, default="")
    # A pin of the area, never a survey point. The precision in kilometres is shown with it; an
    # empty upper end means "or worse".
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    precise_from_km = models.PositiveSmallIntegerField(
        _("precise to at best (km)"), null=True, blank=True
    )
    precise_to_km = models.PositiveSmallIntegerField(
        _("precise to at worst (km)"), null=True, blank=True
    )
    editor_note = models.TextField(_("note (officials only)"), blank=True)
    # Names of the columns above that an official changed: loading leaves them alone.
    edited = models.JSONField(default=list, editable=False)
    demonstration = models.BooleanField(_("demonstration"), default=False)

    # Chosen values
    area_total_ha = models.DecimalField(max_digits=12, decimal_places=2, null=True, editable=False)
    area_industrial_ha = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, editable=False
    )
    area_leased_ha = models.DecimalField(max_digits=12, decimal_places=2, null=True, editable=False)
    area_free_ha = models.DecimalField(max_digits=12, decimal_places=2, null=True, editable=False)
    largest_plot_ha = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, editable=False
    )
    occupancy_pct = models.DecimalField(max_digits=5, decimal_places=2, null=True, editable=False)
    price_min_usd_m2 = models.DecimalField(
        max_digits=10, decimal_places=2, null=True, editable=False
    )
    price_max_usd_m2 = models.DecimalField(
        max_digits=10, decimal_places=2, null=True, editable=False
    )
    power_mva = models.DecimalField(max_digits=10, decimal_places=2, null=True, editable=False)
    water_m3_day = models.DecimalField(max_digits=12, decimal_places=2, null=True, editable=False)
    wastewater_m3_day = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, editable=False
    )
    power_free_mva = models.DecimalField(max_digits=10, decimal_places=2, null=True, editable=False)
    water_free_m3_day = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, editable=False
    )
    workers_nearby = models.DecimalField(max_digits=12, decimal_places=2, null=True, editable=False)
    # Of the standard that wastewater is treated to: "A", "B" or not published.
    discharge_column = models.CharField(max_length=1, blank=True, editable=False)
    green_label = models.BooleanField(null=True, editable=False)
    wastewater_headroom_m3_day = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, editable=False
    )
    # Kilometres in a straight line to the nearest of each kind of place (`derived.py`).
    km_port = models.DecimalField(max_digits=6, decimal_places=1, null=True, editable=False)
    km_airport = models.DecimalField(max_digits=6, decimal_places=1, null=True, editable=False)
    km_border = models.DecimalField(max_digits=6, decimal_places=1, null=True, editable=False)
    km_city = models.DecimalField(max_digits=6, decimal_places=1, null=True, editable=False)

    objects = ParkQuerySet["Park"].as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        verbose_name = _("park, zone or cluster")
        verbose_name_plural = _("parks, zones and clusters")
        indexes = INDEXES

    def __str__(self) -> str:
        return self.name_vi

    def name(self, language: str) -> Shown:
        return pick(self, "name", language)

    @property
    def pin(self) -> tuple[Decimal, Decimal] | None:
        """Latitude and longitude, always approximate. A zone is an area and has no pin."""
        if self.kind == self.Kind.ZONE or self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    @property
    def status_to_check(self) -> bool:
        """No source was read for it."""
        return self.status_source_id is None and self.status != self.Status.NOT_PUBLISHED

    def zone_shown(self) -> "Park | None":
        """The zone this park lies in, when both it and the link may be public."""
        zone = self.parent_zone
        if zone is None or not zone.published or self.parent_zone_state not in public_states():
            return None
        return zone
