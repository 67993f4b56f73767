"""Procedures at the officials' desk: drafts are edited, published texts are only read.

Publishing and drafting are verbs behind POST buttons; every act asks for its right itself.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from investors.procedures import publishing
from investors.procedures.admin_lines import (
    BasisInline,
    CitationInline,
    History,
    PaperInline,
    StepInline,
    VariantInline,
    VersionLines,
    may_edit,
)
from investors.procedures.models import Instrument, Procedure, ProcedureVersion
from portal.accounts.models import User
from portal.admin import Desk, KnownFilters, Lane, officials_site
from portal.drawn import DrawnForm
from portal.languages.text import LANGUAGES, column

Status = ProcedureVersion.Status


class ProcedureForm(DrawnForm):
    class Meta:
        model = Procedure
        fields = "__all__"


@admin.register(Procedure)
class ProcedureAdmin(KnownFilters, admin.ModelAdmin):
    form = ProcedureForm
    list_display = ("slug", "kind", "field", "state", "opens_case", "code", "code_state")
    list_filter = ("kind", "field", "state", "opens_case")
    search_fields = ("slug", "folded", "code")
    autocomplete_fields = ("authority",)
    inlines = (VersionLines, History)
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """A change goes through the verb that keeps its history."""
        if not change:
            publishing.create(obj, _person(request))
            return
        names = set(form.changed_data) - ProcedureForm.beside
        values = {name: form.cleaned_data[name] for name in names}
        publishing.correct(Procedure.objects.get(pk=obj.pk), values, _person(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _texts(name: str) -> tuple[str, ...]:
    return tuple(column(name, language) for language in LANGUAGES)


@admin.register(ProcedureVersion)
class ProcedureVersionAdmin(KnownFilters, admin.ModelAdmin):
    change_form_template = "investors/procedures/admin_version.html"
    list_display = (
        "__str__",
        "status",
        "statutory_days",
        "unit",
        "days_state",
        "decision_number",
        "published_at",
    )
    list_filter = ("status", "days_state", "procedure__field")
    search_fields = ("name_vi", "name_en", "procedure__slug", "procedure__folded")
    list_select_related = ("procedure",)
    autocomplete_fields = ("procedure", "receives", "decides")
    readonly_fields = ("number", "status", "published_at", "published_by", "created_at")
    inlines = (StepInline, PaperInline, BasisInline, VariantInline, CitationInline)
    show_full_result_count = False
    fieldsets = (
        (None, {"fields": ("procedure", "number", "status", "published_at", "published_by")}),
        (gettext_lazy("Name"), {"fields": (*_texts("name"), "confidence", "as_of")}),
        (
            gettext_lazy("Term"),
            {
                "fields": (
                    ("statutory_days", "internal_days", "unit"),
                    ("days_state", "days_confidence"),
                    *_texts("days_note"),
                    ("cutoff", "pause_effect", "extensions_allowed"),
                    "in_force_from",
                    ("decision_number", "decision_date"),
                )
            },
        ),
        (
            gettext_lazy("Who"),
            {
                "fields": (
                    ("receives", "receives_state"),
                    *_texts("receives"),
                    ("decides", "decides_state", "decides_confidence"),
                    *_texts("decides"),
                )
            },
        ),
        (
            gettext_lazy("Fee, result, online level"),
            {
                "fields": (
                    ("fee_vnd", "fee_state", "fee_confidence"),
                    *_texts("fee_rule"),
                    "result_state",
                    *_texts("result"),
                    ("online_level", "online_state", "online_confidence"),
                    "copies_assumed",
                )
            },
        ),
        (gettext_lazy("Notes"), {"fields": ("notes_state", *_texts("notes"), "editor_note")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*self.readonly_fields, "procedure") if obj else self.readonly_fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProcedureVersion]:
        return super().get_queryset(request).select_related("procedure")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_edit(request) and (obj is None or obj.status == Status.DRAFT)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        if not change:
            publishing.start_draft(obj, _person(request))
            return
        values = {name: form.cleaned_data[name] for name in form.changed_data}
        publishing.write_draft(obj, values, _person(request))

    def get_urls(self) -> list[URLPattern]:
        own = self.admin_site.admin_view
        return [
            path("<int:pk>/publish/", own(self.publish), name="procedures_publish"),
            path("<int:pk>/draft/", own(self.draft), name="procedures_draft"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = get_object_or_404(ProcedureVersion, pk=pk)
        publishing.publish(version, _person(request))
        messages.success(request, _("Published. The pages show it within a second."))
        return redirect(_change_url(pk))

    @method_decorator(require_POST)
    def draft(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = get_object_or_404(ProcedureVersion, pk=pk)
        draft = publishing.draft_from(version, _person(request))
        messages.success(request, _("A draft with the same text is open. Nobody else sees it yet."))
        return redirect(_change_url(draft.pk))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kw: Any) -> Any:
        version = kw.get("obj")
        context["may_publish"] = bool(version and version.status == Status.DRAFT)
        context["may_draft"] = bool(version and version.status != Status.DRAFT)
        context["may_edit"] = may_edit(request)
        return super().render_change_form(request, context, *args, **kw)


@admin.register(Instrument)
class InstrumentAdmin(KnownFilters, admin.ModelAdmin):
    list_display = ("number", "title_vi", "in_force_from", "dates_state", "standing")
    list_filter = ("standing", "dates_state")
    search_fields = ("number", "title_vi", "title_en")
    readonly_fields = ("edited_at",)
    filter_horizontal = ("sources",)
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        publishing.correct_instrument(obj, _person(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _person(request: HttpRequest) -> User:
    by = request.user
    assert isinstance(by, User)  # noqa: S101 - the site lets nobody else in
    return by


def _change_url(pk: int) -> str:
    return reverse("admin:procedures_procedureversion_change", args=[pk])


def _lanes(request: HttpRequest) -> Iterator[Lane]:
    if may_edit(request):
        drafts = ProcedureVersion.objects.filter(status=Status.DRAFT).count()
        url = f"{reverse('admin:procedures_procedureversion_changelist')}?status__exact=draft"
        yield Lane(_("Drafts not yet published"), url, drafts)


def _search(request: HttpRequest, typed: str) -> Iterator[tuple[str, str, str]]:
    """By name or code, with or without accents; for everyone at the desk it opens the page."""
    found = ProcedureVersion.objects.public().filter(
        procedure__in=Procedure.objects.matching(typed)
    )
    for version in found.select_related("procedure")[:10]:
        url = reverse("procedures:procedure", args=[version.procedure.slug])
        yield version.name_vi, version.procedure.shown_code, url


officials_site().add_desk(Desk(gettext_lazy("Procedures"), _lanes, _search))
