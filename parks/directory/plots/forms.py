"""The forms by which officials bring plots in: a whole file, or one plot by hand."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parks.directory.models import Plot
from parks.directory.plots.keeping import Proof
from parks.directory.plots.row import COLUMNS, SHAPE, PlotRow, read_row
from portal.provenance.fields import PrintedDate
from portal.provenance.models import Confidence, Source, State


class ProofForm(forms.Form):
    """Where the plots come from; asked of a file and of a single plot alike."""

    sources = forms.ModelMultipleChoiceField(
        label=_("Sources"),
        queryset=Source.objects.order_by("key"),
        help_text=_("The document, page or decision that says so."),
    )
    as_of = PrintedDate()
    confidence = forms.ChoiceField(
        label=_("Confidence"), choices=Confidence.choices, initial=Confidence.MEDIUM
    )
    state = forms.ChoiceField(
        label=_("Who may see them"), choices=State.choices, initial=State.WITHHELD
    )
    why = forms.CharField(
        label=_("Why this change"),
        max_length=500,
        help_text=_("Kept in the history of each plot; for officials only."),
    )

    def proof(self) -> Proof:
        data = self.cleaned_data
        return Proof(
            sources=tuple(data["sources"]),
            as_of=data["as_of"],
            confidence=data["confidence"],
            state=data["state"],
        )


class ImportForm(ProofForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or GeoJSON in UTF-8, at most 10 MB and 20,000 plots."),
    )
    field_order = ("file", "sources", "as_of", "confidence", "state", "why")


class PlotForm(ProofForm, forms.ModelForm):
    """One plot, by the rules of a line of a file."""

    shape_text = forms.CharField(
        label=_("Shape (GeoJSON geometry)"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A Point, Polygon or MultiPolygon. Empty: the latitude and longitude below."),
    )
    sectors_text = forms.CharField(
        label=_("Permitted sectors (VSIC)"),
        required=False,
        max_length=500,
        help_text=_("Codes with spaces between: C 26 2610. Empty: not published."),
    )

    class Meta:
        model = Plot
        fields = ("park", *(name for name in COLUMNS if name not in ("park", "sectors")))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial = {
                **self.initial,
                "sectors_text": " ".join(self.instance.sectors),
                "shape_text": _drawn(self.instance.shape),
                "sources": self.instance.sources.all(),
                "as_of": self.instance.as_of,
                "confidence": self.instance.confidence,
                "state": self.instance.state,
            }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        geometry = None
        if data["shape_text"].strip():
            try:
                geometry = json.loads(data["shape_text"])
            except (ValueError, RecursionError):
                self.add_error("shape_text", _("The shape cannot be read as GeoJSON."))
                return data
            if not isinstance(geometry, dict):
                self.add_error("shape_text", _("The shape cannot be read as GeoJSON."))
                return data
        # Park and code of a plot that exists are shown, not asked.
        park, code = data.get("park") or self.instance.park, data.get("code") or self.instance.code
        told = {name: data.get(name) for name in COLUMNS}
        told |= {"park": park.slug, "code": code, "sectors": data["sectors_text"]}
        self.row, faults = read_row(0, told, geometry)
        fields = {SHAPE: "shape_text", "sectors": "sectors_text"}
        for fault in faults:
            self.add_error(fields.get(fault.column, fault.column) or None, fault.sentence)
        return data

    row: PlotRow


def _drawn(shape: Any) -> str:
    return json.dumps(shape) if shape and shape.get("type") != "Point" else ""
