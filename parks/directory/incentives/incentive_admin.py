"""Incentives for the officials who compare them with the law."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from parks.directory.admin_history import History
from parks.directory.kept_admin import KeptAdmin, KeptForm
from parks.directory.models import Incentive, IncentiveEvent
from portal.provenance.models import State


class IncentiveForm(KeptForm):
    class Meta:
        model = Incentive
        exclude = ("as_of_latest",)

    def clean(self) -> dict[str, Any]:
        """The database refuses the same; here it is said at the field."""
        data = super().clean()
        if data.get("state") != State.WITHHELD:
            for name in ("document", "article"):
                if not data.get(name):
                    self.add_error(name, _("An incentive is published with its article only."))
        return data


class IncentiveHistory(History):
    model = IncentiveEvent
    of = Incentive


@admin.register(Incentive)
class IncentiveAdmin(KeptAdmin):
    form = IncentiveForm
    inlines = (IncentiveHistory,)
    list_display = ("tax", "relief", "percent", "years", "area", "document", "article", "state")
    list_filter = ("state", "tax", "area")
    search_fields = ("document", "article", "note")
    fields = (
        "tax",
        ("relief", "percent"),
        ("years", "whole_term", "counted_from"),
        "condition",
        ("licensed_from", "licensed_until"),
        ("area", "park"),
        ("document", "article", "clause"),
        "document_url",
        "sources",
        ("as_of", "confidence", "state"),
        "note",
        "why",
        "last_change",
    )
