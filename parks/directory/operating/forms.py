"""The forms by which an operator gives a value or a plot of its park: both ask for the proof."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parks.directory.kinds import KINDS, Kind
from parks.directory.models import Figure, Park, Plot
from parks.directory.operating.citing import cite
from parks.directory.plots.forms import PlotForm
from parks.directory.plots.keeping import Proof
from parks.directory.plots.row import COLUMNS
from parks.directory.said import Said
from portal.languages.lines import one_line
from portal.provenance.fields import PrintedDate
from portal.provenance.models import Confidence, State

# Single values; the entries of a list (companies, distances) are kept by the officials.
GIVEN = {key: kind for key, kind in KINDS.items() if not kind.many}


class CitedForm(forms.Form):
    """What says so, and of which day."""

    source_title = forms.CharField(
        label=_("Document or page that says so"),
        max_length=300,
        validators=[one_line],
        help_text=_("For example: Land use report of May 2026. Readers see it with the value."),
    )
    source_url = forms.URLField(
        label=_("Address of the page"), max_length=1000, required=False, assume_scheme="https"
    )
    as_of = PrintedDate()
    why = forms.CharField(label=_("Remark for the officials"), max_length=500, required=False)


class ValueForm(CitedForm):
    value = forms.DecimalField(max_digits=12, decimal_places=4, min_value=0, localize=False)
    text_vi = forms.CharField(
        label=_("In words (Vietnamese)"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )
    text_en = forms.CharField(
        label=_("In words (English)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    field_order = ("value", "text_vi", "text_en", "as_of", "source_title", "source_url", "why")

    def __init__(self, kind: Kind, *args: Any, known: Figure | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.known = kind, known
        numeric = bool(kind.unit) or kind.year
        self.fields["value"].label = kind.label
        self.fields["value"].help_text = _("A plain number with a point: 12.5.")
        self.fields["text_vi"].required = not numeric
        if not numeric:
            del self.fields["value"]
        if known is not None:
            source = known.sources.first()
            self.initial = {
                "value": None if known.value is None else f"{known.value.normalize():f}",
                **{name: getattr(known, name) for name in ("text_vi", "text_en", "as_of")},
                "source_title": source.title if source else "",
                "source_url": source.url if source else "",
            }

    def said(self, park: Park) -> Said:
        data = self.cleaned_data
        kept = self.known
        return Said(
            kind=self.kind.key,
            item=kept.item if kept else "",
            position=kept.position if kept else 0,
            value=data.get("value"),
            unit=self.kind.unit,
            texts={"vi": data["text_vi"], "en": data["text_en"]},
            as_of=data["as_of"],
            sources=(cite(park, data["source_title"], data["source_url"]),),
            confidence=Confidence.MEDIUM,
            state=State.UNVERIFIED,
        )


class OwnPlotForm(CitedForm, PlotForm):
    """One plot, by the rules of a line of a file."""

    sources = confidence = state = None  # type: ignore[assignment]
    field_order = (
        *("code", "status", "offer", "area_ha", "smallest_lot_ha", "sectors_text"),
        *("price_min_usd_m2", "price_max_usd_m2", "price_as_of", "latitude", "longitude"),
        *("shape_text", "as_of", "source_title", "source_url", "why"),
    )

    class Meta:
        model = Plot
        fields = tuple(name for name in COLUMNS if name not in ("park", "sectors"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["code"]  # what a plot is known by
            source = self.instance.sources.first()
            self.initial["source_title"] = source.title if source else ""
            self.initial["source_url"] = source.url if source else ""

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if Plot.objects.filter(park=self.instance.park_id, code=code).exists():
            raise forms.ValidationError(_("A plot of this park has this code already."))
        return code

    def proof(self) -> Proof:
        data = self.cleaned_data
        source = cite(self.instance.park, data["source_title"], data["source_url"])
        return Proof(
            sources=(source,),
            as_of=data["as_of"],
            state=State.UNVERIFIED,
            demonstration=self.instance.park.demonstration,
        )
