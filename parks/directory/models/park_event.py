"""What became of a park's own columns."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from parks.directory.models.park import Park
from portal.provenance.history import Change


class ParkEvent(Change):
    """History of a park's own columns, written with the change by `editing.py`; never edited."""

    park = models.ForeignKey(
        Park, verbose_name=_("park"), on_delete=models.PROTECT, related_name="events"
    )

    class Meta(Change.Meta):
        verbose_name = _("change of a park")
        verbose_name_plural = _("changes of parks")
