"""What was done to a procedure, by whom: append-only rows written by the verbs."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investors.procedures.models.procedure import Procedure
from investors.procedures.models.version import ProcedureVersion


class ProcedureEvent(models.Model):
    class What(models.TextChoices):
        LOADED = "loaded", _("loaded from the file")
        DRAFTED = "drafted", _("draft made")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")
        CORRECTED = "corrected", _("corrected")

    procedure = models.ForeignKey(
        Procedure, verbose_name=_("procedure"), on_delete=models.PROTECT, related_name="events"
    )
    version = models.ForeignKey(
        ProcedureVersion,
        verbose_name=_("version"),
        null=True,
        on_delete=models.PROTECT,
        related_name="events",
    )
    what = models.CharField(_("what"), max_length=10, choices=What.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    changes = models.JSONField(_("changes"), default=dict)  # column -> [before, after]

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("event of a procedure")
        verbose_name_plural = _("events of procedures")

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.what} {self.at:%Y-%m-%d}"
