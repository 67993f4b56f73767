"""Laws, decrees and circulars, with the days they are in force."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from investors.procedures.models.version import confidence_field, state_field
from portal.provenance.models import Source, public_states


class Instrument(models.Model):
    class Standing(models.TextChoices):
        IN_FORCE = "in_force", _("in force")
        AMENDED = "amended", _("in force, amended")
        REPLACED = "replaced", _("replaced")
        UNVERIFIED = "unverified", _("not settled whether in force")

    number = models.CharField(max_length=40, unique=True)
    title_vi = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    title_zh_hans = models.CharField(max_length=300, blank=True)
    title_ko = models.CharField(max_length=300, blank=True)
    title_ja = models.CharField(max_length=300, blank=True)
    issued = models.DateField(null=True, blank=True)
    in_force_from = models.DateField(null=True, blank=True)
    in_force_until = models.DateField(null=True, blank=True)
    dates_state = state_field()
    standing = models.CharField(max_length=10, choices=Standing.choices)
    # Numbers of instruments that may not be in the table.
    replaces = models.JSONField(default=list, blank=True)
    amended_by = models.JSONField(default=list, blank=True)
    confidence = confidence_field()
    as_of = models.DateField(null=True, blank=True)
    sources = models.ManyToManyField(Source, blank=True, related_name="+")
    editor_note = models.TextField(blank=True)  # officials only
    edited_at = models.DateTimeField(null=True, editable=False)  # by an official: loading keeps it

    class Meta:
        ordering = ["number"]
        verbose_name = _("legal instrument")
        verbose_name_plural = _("legal instruments")

    def __str__(self) -> str:
        return self.number

    @property
    def dates_shown(self) -> bool:
        return self.dates_state in public_states()
