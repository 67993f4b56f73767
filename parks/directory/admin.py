"""Parks, figures and sources for the officials who keep them; every change goes by a verb."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from parks.directory.admin_filters import LateFilter, SupersededFilter
from parks.directory.admin_forms import FigureForm, ParkForm
from parks.directory.admin_history import History
from parks.directory.editing import write_park
from parks.directory.figures import change, choose, publish, record, supersede, withhold
from parks.directory.incentives.incentive_admin import IncentiveAdmin
from parks.directory.kinds import KINDS
from parks.directory.models import Figure, FigureEvent, Park, ParkEvent, ProvinceFigure
from parks.directory.phases.phase_admin import DeveloperAdmin, PhaseAdmin
from parks.directory.plots.plot_admin import PlotAdmin
from parks.directory.review.desk_views import figure_page, make_step, worklist
from parks.directory.review.worklists import WORKLISTS
from parks.directory.source_admin import SourceAdmin
from parks.directory.templatetags.figures import kind_label, verb_in_words
from portal.accounts.roles import may
from portal.admin import Desk, KnownFilters, Lane, officials_site
from portal.desk.pages import desk_of
from portal.languages.text import columns
from portal.provenance.models import State

_BESIDE = {"slug", "why", *ParkForm.beside}  # no columns that an official writes
_ENOUGH = 100  # a lane counts no further


class ParkHistory(History):
    model = ParkEvent
    of = Park


@admin.register(Park)
class ParkAdmin(KnownFilters, admin.ModelAdmin):
    form = ParkForm
    inlines = (ParkHistory,)
    list_display = ("name_vi", "kind", "status", "published", "demonstration")
    list_filter = ("published", "kind", "status")
    search_fields = ("folded", "slug")
    autocomplete_fields = ("parent_zone", "counted_with", "authority", "operator", "status_source")
    show_full_result_count = False
    fields = (
        "slug",
        "published",
        "kind",
        ("status", "status_confidence"),
        ("status_source", "status_as_of"),
        "confidence",
        *columns("name"),
        *columns("summary"),
        *columns("place"),
        "place_unsourced",
        ("parent_zone", "parent_zone_state"),
        "counted_with",
        "authority",
        "operator",
        "aliases",
        "former_district",
        "former_communes",
        ("latitude", "longitude"),
        ("precise_from_km", "precise_to_km"),
        "editor_note",
        "why",
        "last_change",
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Park | None = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()  # addresses are kept

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Park], search_term: str
    ) -> tuple[QuerySet[Park], bool]:
        if not search_term:
            return queryset, False
        return Park.objects.filter(pk__in=queryset).matching(search_term), False

    def save_model(self, request: HttpRequest, obj: Park, form: ModelForm, change: bool) -> None:
        names = form.changed_data if change else [name for name in form.cleaned_data]
        values = {name: form.cleaned_data[name] for name in names if name not in _BESIDE}
        if "status" in values:  # what an official writes is no longer the file's to withhold
            values["status_state"] = State.PUBLISHED
        by: Any = request.user
        obj.pk = write_park(obj.slug, values, by=by, reason=form.cleaned_data["why"]).pk


class FigureHistory(History):
    model = FigureEvent
    of = Figure
    readonly_fields = ("at", "what", "actor", "reason", "stood", "stands")
    fields = readonly_fields

    @admin.display(description=_("what"))
    def what(self, event: FigureEvent) -> Any:
        return verb_in_words(event)


@admin.register(Figure)
class FigureAdmin(KnownFilters, admin.ModelAdmin):
    form = FigureForm
    list_display = ("park", "kind_label", "value", "unit", "text_vi", "as_of", "standing", "chosen")
    list_filter = ("state", SupersededFilter, LateFilter, "chosen")
    search_fields = ("park__folded", "park__slug", "kind", "text_vi", "text_en")
    list_select_related = ("park",)
    autocomplete_fields = ("park", "sources")
    inlines = (FigureHistory,)
    actions = ("publish_these", "withhold_these", "supersede_these")
    show_full_result_count = False

    def has_change_permission(self, request: HttpRequest, obj: Figure | None = None) -> bool:
        """A value of a kind that is no longer kept as a figure is only read."""
        known = obj is None or obj.kind in KINDS
        return known and super().has_change_permission(request, obj)

    @admin.display(description=_("kind"), ordering="kind")
    def kind_label(self, figure: Figure) -> Any:
        return kind_label(figure)

    @admin.display(description=_("publication"), ordering="state")
    def standing(self, figure: Figure) -> Any:
        superseded = figure.superseded_by_id is not None
        return (
            format_lazy("{} · {}", figure.get_state_display(), _("superseded"))
            if superseded
            else figure.get_state_display()
        )

    def save_model(self, request: HttpRequest, obj: Figure, form: Any, change: bool) -> None:
        obj.pk = _write(obj, form, request, change).pk

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The verb has written the sources; the history is read-only."""

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        return str(form.cleaned_data["why"])

    @admin.action(description=_("Publish the selected values"), permissions=["change"])
    def publish_these(self, request: HttpRequest, queryset: QuerySet[Figure]) -> None:
        _all_or_none(queryset, publish, request)

    @admin.action(description=_("Withhold the selected values"), permissions=["change"])
    def withhold_these(self, request: HttpRequest, queryset: QuerySet[Figure]) -> None:
        _all_or_none(queryset, withhold, request)

    @admin.action(
        description=_("The chosen value has taken the place of the selected ones"),
        permissions=["change"],
    )
    def supersede_these(self, request: HttpRequest, queryset: QuerySet[Figure]) -> None:
        _all_or_none(queryset, supersede, request)


def _all_or_none(
    queryset: QuerySet[Figure], verb: Callable[..., None], request: HttpRequest
) -> None:
    """Every park is locked before the first value is written: whoever writes one of them at the
    same moment would otherwise wait for us while we wait for them."""
    with transaction.atomic():
        figures = list(queryset.select_related("park"))
        parks = Park.objects.filter(pk__in=[figure.park_id for figure in figures])
        list(parks.select_for_update().order_by("pk").only("pk"))
        for figure in figures:
            verb(figure, by=request.user)


def _write(obj: Figure, form: FigureForm, request: HttpRequest, changed: bool) -> Figure:
    by: Any = request.user
    why = form.cleaned_data["why"]
    if changed:
        figure = change(Figure.objects.get(pk=obj.pk), form.said(), by=by, reason=why)
    else:
        figure = record(obj.park, form.said(), by=by, reasons=form.reasons(), why=why)
    if form.cleaned_data["choose_this"] and not figure.chosen:
        superseding = form.cleaned_data["supersedes"]
        choose(figure, by=by, reasons=form.reasons(), superseding=superseding)
    return figure


@admin.register(ProvinceFigure)
class ProvinceFigureAdmin(KnownFilters, admin.ModelAdmin):
    """For reading: these come with the data file."""

    list_display = ("key", "value", "unit", "as_of", "state")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


# --- My work ------------------------------------------------------------------------------

_REVIEW = desk_of(WORKLISTS, lambda figure: (str(figure), "", str(figure.pk)))


def _lanes(request: HttpRequest) -> Iterable[Lane]:
    yield from _REVIEW.lanes(request)
    if not may(request.user, "figures.edit"):  # type: ignore[arg-type]
        return
    here = reverse("admin:directory_figure_changelist")
    rows = Figure.objects.filter(state=State.WITHHELD).order_by().values("pk")
    count = len(rows[: _ENOUGH + 1])
    url = f"{here}?state__exact={State.WITHHELD}"
    yield Lane(_("Figures withheld"), url, min(count, _ENOUGH), count > _ENOUGH)


def _search(request: HttpRequest, typed: str) -> Iterable[tuple[str, str, str]]:
    if not may(request.user, "figures.edit"):  # type: ignore[arg-type]
        return
    for park in Park.objects.matching(typed)[:10]:
        address = reverse("admin:directory_park_change", args=[park.pk])
        yield park.name_vi, str(park.get_kind_display()), address


# Registered where they are written; the admin looks for this file only.
__all__ = ["DeveloperAdmin", "IncentiveAdmin", "PhaseAdmin", "PlotAdmin", "SourceAdmin"]

officials_site().add_desk(Desk(_("Directory"), _lanes, _search))
officials_site().add_url("work/figures/", worklist, "work_figures")
officials_site().add_url("work/figures/<int:pk>/", figure_page, "work_figure")
officials_site().add_url("work/figures/<int:pk>/<slug:name>/", make_step, "work_figure_step")
