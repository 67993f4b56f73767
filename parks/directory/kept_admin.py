"""What the desks of incentives, phases and developers share: the form asks for the source and the
reason, and `rows.py` writes."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from parks.directory.rows import write_row
from portal.admin import KnownFilters
from portal.drawn import DrawnForm
from portal.provenance.dates import typed_day

_BESIDE = frozenset({"why", "sources", *DrawnForm.beside})


class KeptForm(DrawnForm):
    why = forms.CharField(
        label=_("Why this change"),
        max_length=500,
        help_text=_("Kept in the history of the value; for officials only."),
    )
    # Columns in which a date stands as a source prints it.
    printed: ClassVar[Iterable[str]] = ("as_of",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "sources" in self.fields:
            self.fields["sources"].required = True
        for name in self.printed:
            if name in self.fields:
                said = _("As the source prints it: 2026, 2026-05, 2026-05-31.")
                self.fields[name].help_text = said

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in self.printed:
            if data.get(name) and typed_day(data[name]) is None:
                self.add_error(name, _("There is no year in this date."))
        return data


class KeptAdmin(KnownFilters, admin.ModelAdmin):
    form = KeptForm
    autocomplete_fields = ("park", "sources")
    list_select_related = ("park",)
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # a row that is wrong is withheld; its history stays

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        data = form.cleaned_data
        values = {name: told for name, told in data.items() if name not in _BESIDE}
        row = type(obj)._default_manager.get(pk=obj.pk) if change else type(obj)()
        by: Any = request.user
        obj.pk = write_row(row, values, data["sources"], by=by, reason=data["why"]).pk

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The verb has written the sources; the history is read-only."""

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        return str(form.cleaned_data["why"])
