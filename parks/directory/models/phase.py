"""How a park came about: its phases, and who has developed it."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parks.directory.models.kept import KeptRow
from parks.directory.models.park import Park
from portal.provenance.history import Change
from portal.provenance.models import ProvenancedQuerySet

K = TypeVar("K", bound=KeptRow)


class OfParkQuerySet(ProvenancedQuerySet[K]):
    def public(self) -> Self:
        """What an anonymous reader may see; nothing of a park that is itself withheld."""
        return super().public().filter(park__published=True)


class Phase(KeptRow):
    """One phase of a park. Dates as a source prints them; where the stage is "planned" they are
    those of the plan."""

    class Stage(models.TextChoices):
        PLANNED = "planned", _("planned")
        BUILDING = "building", _("under construction")
        OPERATING = "operating", _("operating")
        NOT_STATED = "not_stated", _("stage not stated")

    park = models.ForeignKey(
        Park, verbose_name=_("park"), on_delete=models.PROTECT, related_name="phase_rows"
    )
    name_vi = models.CharField(_("name (Vietnamese)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    name_zh_hans = models.CharField(_("name (Chinese)"), max_length=200, blank=True)
    name_ko = models.CharField(_("name (Korean)"), max_length=200, blank=True)
    name_ja = models.CharField(_("name (Japanese)"), max_length=200, blank=True)
    area_ha = models.DecimalField(
        _("area (ha)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    stage = models.CharField(
        _("stage"), max_length=12, choices=Stage.choices, default=Stage.NOT_STATED
    )
    starts = models.CharField(_("works from"), max_length=30, blank=True)
    ends = models.CharField(_("works until"), max_length=30, blank=True)

    objects = OfParkQuerySet["Phase"].as_manager()

    class Meta:
        ordering = ["park", "position", "starts", "pk"]
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        constraints = [
            models.UniqueConstraint(
                fields=["origin"], condition=~Q(origin=""), name="one_phase_per_origin"
            ),
            models.CheckConstraint(
                condition=Q(area_ha=None) | Q(area_ha__gt=0), name="phases_have_an_area_or_none"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.park_id} {self.name_vi}"


class PhaseEvent(Change):
    """History of phases."""

    row = models.ForeignKey(
        Phase, verbose_name=_("phase"), on_delete=models.PROTECT, related_name="events"
    )

    class Meta(Change.Meta):
        verbose_name = _("change of a phase")
        verbose_name_plural = _("changes of phases")


class Developer(KeptRow):
    """An organisation in its role as developer of a park, with its share and since when. The
    name is a proper name and stays as it is registered."""

    park = models.ForeignKey(
        Park, verbose_name=_("park"), on_delete=models.PROTECT, related_name="developers"
    )
    name = models.CharField(_("organisation"), max_length=200)
    share_pct = models.DecimalField(
        _("share (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    since = models.CharField(_("since"), max_length=30, blank=True)
    until = models.CharField(_("until"), max_length=30, blank=True)

    objects = OfParkQuerySet["Developer"].as_manager()

    class Meta:
        ordering = ["park", "position", "since", "pk"]
        verbose_name = _("developer")
        verbose_name_plural = _("developers")
        constraints = [
            models.UniqueConstraint(
                fields=["origin"], condition=~Q(origin=""), name="one_developer_per_origin"
            ),
            models.CheckConstraint(
                condition=Q(share_pct=None) | Q(share_pct__gt=0, share_pct__lte=100),
                name="shares_of_developers_are_percentages",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.park_id} {self.name}"


class DeveloperEvent(Change):
    """History of developers."""

    row = models.ForeignKey(
        Developer, verbose_name=_("developer"), on_delete=models.PROTECT, related_name="events"
    )

    class Meta(Change.Meta):
        verbose_name = _("change of a developer")
        verbose_name_plural = _("changes of developers")
