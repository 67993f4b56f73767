"""What is said of the province as a whole, and the kept counts of the list."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.provenance.models import Provenanced, ProvenancedQuerySet


class ProvinceFigure(Provenanced):
    """A statement about all parks together; never copied to a single park."""

    key = models.CharField(_("key"), max_length=60, unique=True)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    # What it is said of ("operating industrial parks and clusters of the province").
    scope_vi = models.TextField(_("what it is said of (Vietnamese)"), blank=True)
    scope_en = models.TextField(_("what it is said of (English)"), blank=True)
    scope_zh_hans = models.TextField(_("what it is said of (Chinese)"), blank=True)
    scope_ko = models.TextField(_("what it is said of (Korean)"), blank=True)
    scope_ja = models.TextField(_("what it is said of (Japanese)"), blank=True)
    note = models.TextField(_("note (officials only)"), blank=True)

    objects = ProvenancedQuerySet["ProvinceFigure"].as_manager()

    class Meta:
        ordering = ["key"]
        verbose_name = _("figure of the province")
        verbose_name_plural = _("figures of the province")

    def __str__(self) -> str:
        return self.key


class Facet(models.Model):
    """How many public parks one choice of the list's filters holds; see `facets.refresh`.

    Kept, because counting every park on every request would grow with the directory. `name` is
    empty where the choice is a word of the interface (kind, status).
    """

    facet = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    count = models.PositiveIntegerField()
    name_vi = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    name_zh_hans = models.CharField(max_length=200, blank=True)
    name_ko = models.CharField(max_length=200, blank=True)
    name_ja = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["facet", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["facet", "key"], name="one_count_per_choice")
        ]

    def __str__(self) -> str:
        return f"{self.facet}={self.key}: {self.count}"
