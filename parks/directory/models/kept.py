"""Rows with a proof and a history of their own: incentives, phases, developers."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.provenance.models import Provenanced


class KeptRow(Provenanced):
    """Written by `rows.py` alone, with an event of its `events`.

    `origin` is its key in the data file, so that loading twice finds the same row; empty for rows
    that an official recorded.
    """

    origin = models.CharField(max_length=120, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    note = models.TextField(_("note (officials only)"), blank=True)

    class Meta:
        abstract = True

    @property
    def park_slug(self) -> str:
        """The park it is said of; "" for what is said of more than one."""
        park: Any = getattr(self, "park", None)
        return park.slug if park else ""


class RowEvent(models.Model):
    """What became of a row, written with the change; never edited. Subclasses name the `row`."""

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
        abstract = True
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.row_id} {self.at:%Y-%m-%d %H:%M}"  # type: ignore[attr-defined]
