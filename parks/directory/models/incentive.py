"""Incentives: what the law gives an investment, one measure a row, each with its article."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parks.directory.models.kept import KeptRow
from parks.directory.models.park import Park
from portal.provenance.history import Change
from portal.provenance.models import ProvenancedQuerySet, State


class IncentiveQuerySet(ProvenancedQuerySet["Incentive"]):
    def public(self) -> Self:
        """What an anonymous reader may see; nothing of a park that is itself withheld."""
        return super().public().filter(Q(park=None) | Q(park__published=True))

    def for_park(self, park: Park) -> Self:
        """Those that hold in this park by where it lies and what it is, withheld ones too."""
        zone = park.zone_shown()
        places = [one.pk for one in (park, zone) if one is not None]
        areas = [Incentive.Area.PROVINCE]
        if park.kind == Park.Kind.ZONE or zone is not None:
            areas.append(Incentive.Area.ZONES)
        if park.kind == Park.Kind.PARK:
            areas.append(Incentive.Area.PARKS)
        if park.kind == Park.Kind.CLUSTER:
            areas.append(Incentive.Area.CLUSTERS)
        return self.filter(Q(area__in=areas) | Q(area=Incentive.Area.ONE, park__in=places))


class Incentive(KeptRow):
    """One measure of one tax: a rate, an exemption or a reduction, for some years.

    `percent` is the rate itself (`rate`) or how much of the tax falls away (`reduced`). A measure
    depends on the date of the investment registration certificate: both ends are included, an
    empty end is open. It is public only with the document and the article that give it.
    """

    class Tax(models.TextChoices):
        CORPORATE_INCOME = "corporate_income_tax", _("corporate income tax")
        LAND_RENT = "land_rent", _("land rent")
        IMPORT_DUTY = "import_duty", _("import duty")

    class Relief(models.TextChoices):
        RATE = "rate", _("preferential rate")
        EXEMPT = "exempt", _("exemption")
        REDUCED = "reduced", _("reduction")
        NOT_STATED = "not_stated", _("measure not stated")

    class Start(models.TextChoices):
        FIRST_REVENUE = "first_revenue", _("from the first year with revenue")
        FIRST_TAXABLE_INCOME = "first_taxable_income", _("from the first year with taxable income")
        LICENCE = "licence", _("from the date of the certificate")
        LAND_HANDOVER = "land_handover", _("from the hand-over of the land")
        AFTER_EXEMPTION = "after_exemption", _("after the exemption")
        NOT_STATED = "not_stated", _("start not stated")

    class Condition(models.TextChoices):
        ANY = "any", _("every project")
        NEW = "new_project", _("new projects")
        EXPANSION = "expansion", _("expansions")
        NOT_STATED = "not_stated", _("kind of project not stated")

    class Area(models.TextChoices):
        PROVINCE = "province", _("the whole province")
        ZONES = "zones", _("economic zones")
        PARKS = "parks", _("industrial parks")
        CLUSTERS = "clusters", _("industrial clusters")
        ONE = "one", _("one park or zone")

    tax = models.CharField(_("tax or charge"), max_length=24, choices=Tax.choices)
    relief = models.CharField(_("measure"), max_length=12, choices=Relief.choices)
    percent = models.DecimalField(
        _("rate or reduction (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    years = models.PositiveSmallIntegerField(_("years"), null=True, blank=True)
    whole_term = models.BooleanField(_("for the whole term of the project"), default=False)
    counted_from = models.CharField(
        _("counted"), max_length=24, choices=Start.choices, default=Start.NOT_STATED
    )
    condition = models.CharField(
        _("for which projects"),
        max_length=12,
        choices=Condition.choices,
        default=Condition.NOT_STATED,
    )
    licensed_from = models.DateField(_("certificate issued from"), null=True, blank=True)
    licensed_until = models.DateField(_("certificate issued until"), null=True, blank=True)
    area = models.CharField(_("where"), max_length=10, choices=Area.choices)
    park = models.ForeignKey(
        Park,
        verbose_name=_("park or zone"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="incentives",
    )
    document = models.CharField(_("number of the document"), max_length=60, blank=True)
    article = models.CharField(_("article"), max_length=20, blank=True)
    clause = models.CharField(_("clause"), max_length=20, blank=True)
    document_url = models.URLField(_("address of the document"), max_length=1000, blank=True)

    objects = IncentiveQuerySet.as_manager()

    class Meta:
        ordering = ["tax", "licensed_from", "position", "pk"]
        verbose_name = _("incentive")
        verbose_name_plural = _("incentives")
        constraints = [
            models.UniqueConstraint(
                fields=["origin"], condition=~Q(origin=""), name="one_incentive_per_origin"
            ),
            models.CheckConstraint(
                condition=Q(state=State.WITHHELD) | (~Q(document="") & ~Q(article="")),
                name="public_incentives_have_an_article",
            ),
            models.CheckConstraint(
                condition=Q(
                    relief__in=["rate", "reduced"],
                    percent__isnull=False,
                    percent__gte=0,
                    percent__lte=100,
                )
                | Q(relief__in=["exempt", "not_stated"], percent=None),
                name="incentives_have_the_percent_they_need",
            ),
            models.CheckConstraint(
                condition=Q(years=None) | Q(years__gt=0, whole_term=False),
                name="incentives_last_some_years_or_the_whole_term",
            ),
            models.CheckConstraint(
                condition=Q(licensed_from=None)
                | Q(licensed_until=None)
                | Q(licensed_from__lte=models.F("licensed_until")),
                name="incentive_licences_are_a_range",
            ),
            models.CheckConstraint(
                condition=Q(area="one", park__isnull=False) | (~Q(area="one") & Q(park=None)),
                name="incentives_of_one_place_name_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tax_display()}, {self.get_relief_display()}"


class IncentiveEvent(Change):
    """History of incentives."""

    row = models.ForeignKey(
        Incentive, verbose_name=_("incentive"), on_delete=models.PROTECT, related_name="events"
    )

    class Meta(Change.Meta):
        verbose_name = _("change of an incentive")
        verbose_name_plural = _("changes of incentives")
