"""Rows with a proof and a history of their own: incentives, phases, developers."""

from django.db import models
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
