"""The form by which an official records or corrects a value: it asks for the source."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from parks.directory.kinds import BY_ENTRY, ENTRY_STAGES, KINDS, UNITS
from parks.directory.models import Figure, Park
from parks.directory.said import Said
from portal.drawn import DrawnForm
from portal.languages.text import LANGUAGES, column, columns
from portal.provenance.dates import typed_day
from portal.provenance.models import State


class ParkForm(DrawnForm):
    why = forms.CharField(
        label=_("Why this change"),
        max_length=500,
        help_text=_("Kept in the history of the park; for officials only."),
    )


class FigureForm(DrawnForm):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(kind.key, kind.label) for kind in KINDS.values()]
    )
    unit = forms.ChoiceField(label=_("Unit"), choices=list(UNITS.items()), required=False)
    why = forms.CharField(
        label=_("Why this change"),
        max_length=500,
        help_text=_("Kept in the history of the value; for officials only."),
    )
    choose_this = forms.BooleanField(
        label=_("Show this one of several values"),
        required=False,
        help_text=_("Say in the reason why; readers see it beside the other values."),
    )
    supersedes = forms.BooleanField(
        label=_("It is newer and takes the place of the value shown so far"),
        required=False,
        help_text=_("The former value stays readable as superseded, and counts nowhere."),
    )

    class Meta:
        model = Figure
        fields = (
            "park",
            "kind",
            "item",
            "value",
            "unit",
            *columns("text"),
            "as_of",
            "sources",
            "confidence",
            "state",
            "note",
            *columns("reason"),
        )
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in columns("text")} | {
            name: forms.Textarea(attrs={"rows": 2}) for name in columns("reason")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sources"].required = True
        self.fields["as_of"].help_text = _("As the source prints it: 2026, 2026-05, 2026-05-31.")

    def held(self) -> QuerySet[Park]:
        return Park.objects.filter(figures=self.instance.pk)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("value") is None and not any(data.get(name) for name in columns("text")):
            self.add_error("value", _("Give a number or a text."))
        known = KINDS.get(data.get("kind", ""))
        if known and known.stage == BY_ENTRY and data.get("item") not in ENTRY_STAGES:
            said = _("Say the stage as the entry: running, building or planned.")
            self.add_error("item", said)
        if data.get("as_of") and typed_day(data["as_of"]) is None:
            self.add_error("as_of", _("There is no year in this date."))
        if data.get("choose_this") and not any(data.get(name) for name in columns("reason")):
            self.add_error("choose_this", _("Say why this value is chosen."))
        if data.get("supersedes") and not data.get("choose_this"):
            self.add_error("supersedes", _("Choose this value too: only a shown one is newer."))
        return data

    def said(self) -> Said:
        """What the official wrote, for the verbs of `figures.py`."""
        data = self.cleaned_data
        return Said(
            kind=data["kind"],
            item=data["item"],
            position=self.instance.position,
            origin=self.instance.origin,
            value=data["value"],
            unit=data["unit"],
            texts={lang: data[column("text", lang)] for lang in LANGUAGES},
            as_of=data["as_of"],
            sources=tuple(data["sources"]),
            confidence=data["confidence"],
            state=State(data["state"]),
            note=data["note"],
        )

    def reasons(self) -> dict[str, str]:
        return {lang: self.cleaned_data[column("reason", lang)] for lang in LANGUAGES}
