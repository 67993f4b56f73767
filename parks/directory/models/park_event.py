"""What became of a park's own columns."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parks.directory.models.park import Park


class ParkEvent(models.Model):
    """History of a park's own columns, written with the change by `editing.py`; never edited."""

    park = models.ForeignKey(
        Park, verbose_name=_("park"), on_delete=models.PROTECT, related_name="events"
    )
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    reason = models.TextField(_("reason"), blank=True)
    # Empty: the loading of the data file.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("change of a park")
        verbose_name_plural = _("changes of parks")

    def __str__(self) -> str:
        return f"{self.park_id} {self.at:%Y-%m-%d %H:%M}"
