"""The filters of the list in words: the choices with their counts, the chips of those in use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from parks.directory.forms import ORDERS, QUERY, ListForm, Wish
from parks.directory.kinds import KINDS
from parks.directory.listing import Listing
from parks.directory.models import Park
from portal.languages.text import pick


@dataclass(frozen=True)
class Chip:
    """An active filter; its link is the list without it."""

    label: str
    url: str


def choices_in_words(listing: Listing, language: str) -> dict[str, dict[str, str]]:
    """What each choice of a filter is called, by filter and key."""
    return {
        "kind": {key: str(label) for key, label in Park.Kind.choices},
        "status": {key: str(label) for key, label in Park.Status.choices},
        "sector": {
            key: pick(row, "name", language).text or key
            for key, row in listing.kept.sectors.items()
        },
    }


def filters(
    form: ListForm, wish: Wish, listing: Listing, words: dict[str, dict[str, str]], here: str
) -> dict[str, Any]:
    """For `pieces/filters.html`. Unfolded on a phone while one is in use; words are searched
    above them and do not count."""
    counts: dict[str, Mapping[str, int] | None] = {
        "kind": listing.tally.kinds,
        "status": listing.tally.statuses,
        "sector": {key: row.count for key, row in listing.kept.sectors.items()},
    }
    choices = [_choice(form, wish, name, words[name], found) for name, found in counts.items()]
    orders = [
        {"value": key, "label": label, "count": None, "selected": wish.order == key}
        for key, label in ORDERS.items()
    ]
    unknown = {"value": "1", "label": form.fields["unknown"].label, "selected": wish.unknown}
    order = form.fields["order"].label
    return {
        "action": here,
        "hidden": [("q", wish.q)] if wish.q else [],
        "open": any(name != "q" for name in wish.active()) or wish.unknown,
        "parts": [
            {"title": "", "groups": choices},
            {
                "title": _("Land and price"),
                "groups": [
                    *(_amount(form, wish, name) for name in ("area_min", "price_max")),
                    {"name": "unknown", "kind": "check", "options": [unknown]},
                ],
            },
            {
                "title": "",
                "groups": [{"name": "order", "label": order, "kind": "select", "options": orders}],
            },
        ],
    }


def _choice(
    form: ListForm, wish: Wish, name: str, words: dict[str, str], found: Mapping[str, int] | None
) -> dict[str, Any]:
    anything = {"value": "", "label": _("all"), "count": None, "selected": False}
    options = [
        {
            "value": key,
            "label": label,
            "count": None if found is None else found.get(key, 0),
            "selected": getattr(wish, name) == key,
        }
        for key, label in words.items()
        if key != Park.Status.NOT_PUBLISHED or getattr(wish, name) == key or (found or {}).get(key)
    ]
    label = form.fields[name].label
    return {"name": name, "label": label, "kind": "select", "options": [anything, *options]}


def _amount(form: ListForm, wish: Wish, name: str) -> dict[str, Any]:
    label, value = form.fields[name].label, getattr(wish, name)
    return {"name": name, "label": label, "kind": "number", "value": value}


def chips(wish: Wish, words: dict[str, dict[str, str]], here: str) -> list[Chip]:
    said: dict[str, str] = {"q": f"“{wish.q}”"}
    for name in ("kind", "status", "sector"):
        key = getattr(wish, name)
        said[name] = words[name].get(key, key)
    said["area_min"] = _("at least %(ha)s ha") % {"ha": wish.area_min}
    said["price_max"] = _("at most %(price)s USD/m²") % {"price": wish.price_max}
    said["unknown"] = _("or not published: %(missing)s") % {"missing": asked_values(wish)}
    in_use = [*wish.active(), *(["unknown"] if wish.ranged and wish.unknown else [])]
    return [Chip(said[name], address(here, wish, **{name: ""})) for name in in_use]


def asked_values(wish: Wish) -> str:
    """The values a wish bounds, as a sentence names them: "total area, highest lease price"."""
    kinds = []
    if wish.area_min is not None:
        kinds.append(str(KINDS["area_total_ha"].label))
    if wish.price_max is not None:
        kinds.append(str(KINDS["lease_price_usd_m2_max"].label))
    return ", ".join(kind.lower() for kind in kinds)


def address(here: str, wish: Wish, **changed: str) -> str:
    """The list's address for this wish with some parts changed; always from the first page
    unless `after` is given."""
    parts = {name: getattr(wish, name) for name in QUERY if name != "after"}
    parts["unknown"] = "1" if wish.unknown else ""
    parts["order"] = "" if wish.order == "name" else wish.order
    parts |= changed
    kept = {name: str(value) for name, value in parts.items() if value not in ("", None)}
    return f"{here}?{urlencode(kept)}" if kept else here
