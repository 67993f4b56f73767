"""Sources for the officials who keep them, with what became of each."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from parks.directory.admin_history import History
from portal.admin import KnownFilters
from portal.drawn import DrawnForm
from portal.pagecache.version import bump_public_version
from portal.provenance.models import Source, SourceEvent
from portal.provenance.sources import write_source

_BESIDE = frozenset({"key", "why", *DrawnForm.beside})


class SourceForm(DrawnForm):
    why = forms.CharField(
        label=_("Why this change"),
        max_length=500,
        help_text=_("Kept in the history of the source; for officials only."),
    )


class SourceHistory(History):
    model = SourceEvent
    of = Source


@admin.register(Source)
class SourceAdmin(KnownFilters, admin.ModelAdmin):
    form = SourceForm
    inlines = (SourceHistory,)
    list_display = ("__str__", "grade", "key")
    list_filter = ("grade",)
    search_fields = ("key", "title", "url")
    show_full_result_count = False
    fields = (
        "key", "title", "note", "url", "locator", "grade", "grade_note", "why", "last_change"
    )  # fmt: skip

    def get_readonly_fields(
        self, request: HttpRequest, obj: Source | None = None
    ) -> tuple[str, ...]:
        return ("key",) if obj else ()  # data files and histories name it by its key

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # values cite it

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        data = form.cleaned_data
        values = {name: told for name, told in data.items() if name not in _BESIDE}
        by: Any = request.user
        obj.pk = write_source(obj.key, values, by=by, reason=data["why"]).pk
        bump_public_version()  # its title stands on every page that cites it

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        return str(form.cleaned_data["why"])
