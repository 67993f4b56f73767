"""Plots in the admin: searched and corrected one by one; whole files come by their own page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from parks.directory.admin_history import History
from parks.directory.models import Plot, PlotEvent
from parks.directory.plots.desk_views import import_page, template_file
from parks.directory.plots.forms import PlotForm
from parks.directory.plots.keeping import TOLD, write_plots
from portal.admin import KnownFilters, officials_site


class PlotHistory(History):
    model = PlotEvent
    of = Plot


@admin.register(Plot)
class PlotAdmin(KnownFilters, admin.ModelAdmin):
    form = PlotForm
    inlines = (PlotHistory,)
    list_display = ("code", "park", "status", "offer", "area_ha", "as_of", "state")
    list_filter = ("state", "status", "offer", "demonstration")
    list_select_related = ("park",)
    search_fields = ("code", "park__folded")
    autocomplete_fields = ("park",)
    show_full_result_count = False
    change_list_template = "admin/directory/plots/change_list.html"
    fields = (
        "park",
        "code",
        ("status", "offer"),
        ("area_ha", "smallest_lot_ha"),
        "sectors_text",
        ("price_min_usd_m2", "price_max_usd_m2", "price_as_of"),
        ("latitude", "longitude"),
        "shape_text",
        "sources",
        ("as_of", "confidence", "state"),
        "why",
    )

    def get_fields(self, request: HttpRequest, obj: Plot | None = None) -> Any:
        """A plot of the demonstration is only read: its own columns, and no form beside them."""
        if obj is None or self.has_change_permission(request, obj):
            return self.fields
        return ("park", *TOLD, "as_of", "confidence", "state", "demonstration")

    def get_readonly_fields(self, request: HttpRequest, obj: Plot | None = None) -> tuple[str, ...]:
        return ("park", "code") if obj else ()  # what a plot is known by

    def has_change_permission(self, request: HttpRequest, obj: Plot | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.demonstration)

    def has_delete_permission(self, request: HttpRequest, obj: Plot | None = None) -> bool:
        return False  # a plot that is gone is withheld; its history stays

    def save_model(self, request: HttpRequest, obj: Plot, form: Any, change: bool) -> None:
        by: Any = request.user
        write_plots([form.row], form.proof(), by=by, reason=form.cleaned_data["why"])
        obj.pk = Plot.objects.get(park=obj.park, code=obj.code).pk

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The verb has written the sources; the history is read-only."""

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        return str(form.cleaned_data["why"])


officials_site().add_url("directory/plots/import/", import_page, "plots_import")
officials_site().add_url("directory/plots/template.csv", template_file, "plots_template")
