"""What a reader may ask the list: every field optional, nonsense named and left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from parks.directory.models import Park
from parks.directory.ranges import GREEN, RANGES

# Everything the list reads from its address.
QUERY = (
    *("q", "kind", "status", "sector", *RANGES, GREEN),
    *("demonstration", "unknown", "order", "after"),
)
# Pages are kept under these alone: typed text, numbers and the keys of later pages would fill the
# cache with pages asked for once.
KEPT_QUERY = ("kind", "status", "sector", GREEN, "demonstration", "unknown", "order")

ORDERS: dict[str, Any] = {
    "name": _("Name"),
    "area": _("Total area, largest first"),
    "free": _("Free land, largest first"),
    "price": _("Lease price, lowest first"),
    "port": _("Deep-water port, nearest first"),
}


def _amount(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=12, decimal_places=2
    )


class ListForm(forms.Form):
    q = forms.CharField(label=_("Name, place or former district"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all kinds")), *Park.Kind.choices]
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("all")), *Park.Status.choices]
    )
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    green = forms.BooleanField(label=_("Holds a green label"), required=False)
    demonstration = forms.BooleanField(label=_("Show the demonstration parks"), required=False)
    unknown = forms.BooleanField(
        label=_("Also those that have not published what is asked for"), required=False
    )
    order = forms.ChoiceField(label=_("Order"), required=False, choices=list(ORDERS.items()))
    after = forms.CharField(required=False, max_length=260, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sectors: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sector: Any = self.fields["sector"]
        sector.choices = [(key, key) for key in sectors]
        for one in RANGES.values():
            self.fields[one.name] = _amount(one.label)


@dataclass(frozen=True)
class Wish:
    """A question to the list that makes sense; `misunderstood` names the parts that did not."""

    q: str = ""
    kind: str = ""
    status: str = ""
    sector: str = ""
    amounts: tuple[tuple[str, Decimal], ...] = ()  # by name of `RANGES`, in its order
    green: bool = False
    demonstration: bool = False
    unknown: bool = False
    order: str = "name"
    after: str = ""
    misunderstood: tuple[tuple[Any, str], ...] = ()

    @property
    def bounds(self) -> tuple[str, ...]:
        """The filters in use that ask for a value."""
        return (*dict(self.amounts), *([GREEN] if self.green else []))

    @property
    def ranged(self) -> bool:
        """Asks for values that a park may not have published."""
        return bool(self.bounds)

    @property
    def plain(self) -> bool:
        """Of kind and status alone: how many fit is among the kept counts."""
        return not (self.q or self.sector or self.ranged or self.demonstration)

    @property
    def narrows(self) -> bool:
        """Whether any filter is in use."""
        return any(True for _name in self.active())

    def without(self, name: str) -> "Wish":
        """The rest of the wish: without its sector, its label or one of its bounds."""
        if name in RANGES:
            return replace(self, amounts=tuple(one for one in self.amounts if one[0] != name))
        return replace(self, green=False) if name == GREEN else replace(self, sector="")

    def active(self) -> Iterator[str]:
        """The filters in use, in the order of the address."""
        asked = dict(self.amounts)
        for name in QUERY[: -len(("unknown", "order", "after"))]:
            if name in asked or (name not in RANGES and self.value(name)):
                yield name

    def value(self, name: str) -> Any:
        """What a parameter of the address holds."""
        return dict(self.amounts).get(name, "") if name in RANGES else getattr(self, name)


def read_wish(query: QueryDict, sectors: Iterable[str]) -> tuple[ListForm, Wish]:
    """`sectors`: the keys of those that parks prefer; any other makes no sense."""
    form = ListForm(query, sectors=sectors)
    form.is_valid()
    good = {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}
    amounts = tuple((name, good.pop(name)) for name in RANGES if name in good)
    bad = tuple(
        (form.fields[name].label or name, query.get(name, "")[:60])
        for name in form.errors
        if name in form.fields
    )
    return form, Wish(**good, amounts=amounts, misunderstood=bad)
