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

    number = models.CharField(_("number"), max_length=40, unique=True)
    title_vi = models.CharField(_("title (Vietnamese)"), max_length=300)
    title_en = models.CharField(_("title (English)"), max_length=300, blank=True)
    title_zh_hans = models.CharField(_("title (Chinese)"), max_length=300, blank=True)
    title_ko = models.CharField(_("title (Korean)"), max_length=300, blank=True)
    title_ja = models.CharField(_("title (Japanese)"), max_length=300, blank=True)
    issued = models.DateField(_("issued on"), null=True, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    dates_state = state_field(_("publication of the dates"))
    standing = models.CharField(_("standing"), max_length=10, choices=Standing.choices)
    # Numbers of instruments that may not be in the table.
    replaces = models.JSONField(_("replaces"), default=list, blank=True)
    amended_by = models.JSONField(_("amended by"), default=list, blank=True)
    confidence = confidence_field(_("confidence"))
    as_of = models.DateField(_("as of"), null=True, blank=True)
    sources = models.ManyToManyField(
        Source, verbose_name=_("sources"), blank=True, related_name="+"
    )
    editor_note = models.TextField(_("note (officials only)"), blank=True)  # officials only
    edited_at = models.DateTimeField(
        _("edited at"), null=True, editable=False
    )  # by an official: loading keeps it

    class Meta:
        ordering = ["number"]
        verbose_name = _("legal instrument")
        verbose_name_plural = _("legal instruments")

    def __str__(self) -> str:
        return self.number

    @property
    def dates_shown(self) -> bool:
        return self.dates_state in public_states()
