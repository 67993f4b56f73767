"""What a reader may ask the list: every field optional, nonsense named and left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from parks.directory.models import Park

# Everything the list reads from its address.
QUERY = ("q", "kind", "status", "sector", "area_min", "price_max", "unknown", "order", "after")
# Pages are kept under these alone: typed text would fill the cache with pages asked for once.
KEPT_QUERY = ("kind", "status", "sector", "unknown", "order", "after")

ORDERS: dict[str, Any] = {
    "name": _("Name"),
    "area": _("Total area, largest first"),
    "price": _("Lease price, lowest first"),
}


class ListForm(forms.Form):
    q = forms.CharField(label=_("Name, place or former district"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all kinds")), *Park.Kind.choices]
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("all")), *Park.Status.choices]
    )
    sector = forms.SlugField(label=_("Sector"), required=False, max_length=60)
    area_min = forms.DecimalField(
        label=_("Total area of at least (ha)"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
    )
    price_max = forms.DecimalField(
        label=_("Lease price of at most (USD/m²)"),
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
    )
    unknown = forms.BooleanField(
        label=_("Also those that have not published their area or price"), required=False
    )
    order = forms.ChoiceField(label=_("Order"), required=False, choices=list(ORDERS.items()))
    after = forms.CharField(required=False, max_length=260, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Wish:
    """A question to the list that makes sense; `misunderstood` names the parts that did not."""

    q: str = ""
    kind: str = ""
    status: str = ""
    sector: str = ""
    area_min: Decimal | None = None
    price_max: Decimal | None = None
    unknown: bool = False
    order: str = "name"
    after: str = ""
    misunderstood: tuple[tuple[Any, str], ...] = ()

    @property
    def ranged(self) -> bool:
        return self.area_min is not None or self.price_max is not None

    @property
    def plain(self) -> bool:
        """Answered by the kept counts alone."""
        return not (self.q or self.sector or self.ranged)

    def active(self) -> Iterator[str]:
        """The filters in use, in the order of the address."""
        for name in ("q", "kind", "status", "sector", "area_min", "price_max"):
            if getattr(self, name) not in ("", None):
                yield name


def read_wish(query: QueryDict) -> tuple[ListForm, Wish]:
    form = ListForm(query)
    form.is_valid()
    good = {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}
    bad = tuple(
        (form.fields[name].label or name, query.get(name, "")[:60])
        for name in form.errors
        if name in form.fields
    )
    return form, Wish(**good, misunderstood=bad)
