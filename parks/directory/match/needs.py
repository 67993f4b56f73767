"""What an investor needs, as one table that the form, the score and the words read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

DISCHARGE = [("", _("any")), ("A", _("column A")), ("B", _("column B"))]


@dataclass(frozen=True)
class Need:
    """One need. `unit` is a key of `kinds.UNITS`; `kinds` are the figures that answer it."""

    key: str
    label: Any
    kinds: tuple[str, ...]
    unit: str = ""
    hint: Any = ""


NEEDS: dict[str, Need] = {
    need.key: need
    for need in (
        Need("sector", _("Sector"), ("priority_sector",)),
        Need("area", _("Land"), ("area_free_ha", "area_total_ha"), "ha"),
        Need("power", _("Power"), ("power_free_mva", "power_mva"), "MVA"),
        Need("water", _("Water"), ("water_free_m3_day", "water_m3_day"), "m3/day"),
        Need(
            "discharge",
            _("Wastewater to treat"),
            ("wastewater_headroom_m3_day", "wastewater_m3_day"),
            "m3/day",
        ),
        Need(
            "column",
            _("Treated to"),
            ("wastewater_standard",),
            hint=_("The column of the national standard for industrial wastewater."),
        ),
        Need("port", _("Deep-water port within"), ("straight_line",), "km"),
        Need("border", _("Border gate within"), ("straight_line",), "km"),
        Need(
            "budget",
            _("Budget for the land"),
            ("lease_price_usd_m2_max", "lease_price_usd_m2_min"),
            "USD",
            _("For the whole lease term; needs the land above."),
        ),
        Need("start", _("Start of building"), (), hint=_("Year and month: 2027-03.")),
        Need("workers", _("Workers"), ("workers_nearby",), "people"),
        Need("green", _("Holds a green label"), ("green_label",)),
    )
}
AMOUNTS = ("area", "power", "water", "discharge", "port", "border", "budget", "workers")


def _amount(need: Need) -> forms.DecimalField:
    places = 0 if need.key in ("budget", "workers") else 2
    return forms.DecimalField(
        label=need.label,
        required=False,
        min_value=Decimal("0.01") if places else 1,
        max_digits=12,
        decimal_places=places,
    )


class NeedsForm(forms.Form):
    """Every need optional; an address with the needs can be shared."""

    sector = forms.ChoiceField(label=NEEDS["sector"].label, required=False)
    area = _amount(NEEDS["area"])
    power = _amount(NEEDS["power"])
    water = _amount(NEEDS["water"])
    discharge = _amount(NEEDS["discharge"])
    column = forms.ChoiceField(label=NEEDS["column"].label, required=False, choices=DISCHARGE)
    port = _amount(NEEDS["port"])
    border = _amount(NEEDS["border"])
    budget = _amount(NEEDS["budget"])
    start = forms.RegexField(
        r"^20[2-9][0-9]-(0[1-9]|1[0-2])$", label=NEEDS["start"].label, required=False
    )
    workers = _amount(NEEDS["workers"])
    green = forms.BooleanField(label=NEEDS["green"].label, required=False)
    must = forms.MultipleChoiceField(
        label=_("Must have"),
        required=False,
        choices=[(key, need.label) for key, need in NEEDS.items()],
    )

    def __init__(self, *args: Any, sectors: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sector: Any = self.fields["sector"]
        sector.choices = [(key, key) for key in sectors]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("budget") and not data.get("area") and "area" not in self.errors:
            self.add_error("budget", _("Say how much land the budget is for."))
        return data


@dataclass(frozen=True)
class Needs:
    """What was asked and made sense. `wanted` by key in the order of `NEEDS`; `must` are those
    without which a park is of no use; `misunderstood` names what was left out."""

    wanted: dict[str, Any] = field(default_factory=dict)
    must: frozenset[str] = frozenset()
    misunderstood: tuple[tuple[Any, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The needs as parameters of an address."""
        for key, value in self.wanted.items():
            yield key, "on" if value is True else str(value)
        for key in self.wanted:
            if key in self.must:
                yield "must", key


def read_needs(query: QueryDict, sectors: Iterable[str]) -> tuple[NeedsForm, Needs]:
    """`sectors`: the keys of those that parks prefer; any other makes no sense."""
    form = NeedsForm(query, sectors=sectors)
    form.is_valid()
    data = form.cleaned_data
    wanted = {key: data[key] for key in NEEDS if data.get(key) not in ("", None, False)}
    bad = tuple(
        (form.fields[name].label, " ".join(query.getlist(name))[:60])
        for name in form.errors
        if name in form.fields
    )
    return form, Needs(wanted, frozenset(data.get("must") or ()) & wanted.keys(), bad)
