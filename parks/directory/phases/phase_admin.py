"""Phases and developers for the officials who keep them."""

from django.contrib import admin

from parks.directory.admin_history import History
from parks.directory.kept_admin import KeptAdmin, KeptForm
from parks.directory.models import Developer, DeveloperEvent, Phase, PhaseEvent
from portal.languages.text import columns

_PROOF = ("sources", ("as_of", "confidence", "state"), "note", "why", "last_change")


class PhaseForm(KeptForm):
    printed = ("as_of", "starts", "ends")

    class Meta:
        model = Phase
        exclude = ("as_of_latest",)


class DeveloperForm(KeptForm):
    printed = ("as_of", "since", "until")

    class Meta:
        model = Developer
        exclude = ("as_of_latest",)


class PhaseHistory(History):
    model = PhaseEvent
    of = Phase


class DeveloperHistory(History):
    model = DeveloperEvent
    of = Developer


@admin.register(Phase)
class PhaseAdmin(KeptAdmin):
    form = PhaseForm
    inlines = (PhaseHistory,)
    list_display = ("park", "name_vi", "area_ha", "stage", "starts", "ends", "state")
    list_filter = ("state", "stage")
    search_fields = ("park__folded", "name_vi", "name_en")
    fields = ("park", *columns("name"), "area_ha", "stage", ("starts", "ends"), *_PROOF)


@admin.register(Developer)
class DeveloperAdmin(KeptAdmin):
    form = DeveloperForm
    inlines = (DeveloperHistory,)
    list_display = ("park", "name", "share_pct", "since", "until", "state")
    list_filter = ("state",)
    search_fields = ("park__folded", "name")
    fields = ("park", "name", "share_pct", ("since", "until"), *_PROOF)
