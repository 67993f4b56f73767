"""The filters of the list in words: the choices with their counts, the chips of those in use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parks.directory.forms import ORDERS, QUERY, ListForm, Wish
from parks.directory.kinds import KINDS
from parks.directory.listing import Listing
from parks.directory.models import Park
from parks.directory.ranges import GREEN, RANGES
from portal.languages.numbers import number_in_words

# The bounds of `RANGES` under their headings.
PARTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("Land and price"), ("area_min", "free_min", "plot_min", "price_max")),
    (gettext_lazy("Utilities"), ("power_min", "water_min", "headroom_min")),
    (gettext_lazy("Straight lines"), ("port_max", "airport_max", "border_max", "city_max")),
)


@dataclass(frozen=True)
class Chip:
    """An active filter; its link is the list without it."""

    label: str
    url: str


def choices_in_words(wish: Wish, listing: Listing, language: str) -> dict[str, dict[str, str]]:
    """What each choice of a filter is called, by filter and key."""
    return {
        "kind": {key: str(label) for key, label in Park.Kind.choices},
        "status": {key: str(label) for key, label in Park.Status.choices},
        "sector": listing.kept.sector_names(language, demonstration=wish.demonstration),
    }


def filters(
    form: ListForm, wish: Wish, listing: Listing, words: dict[str, dict[str, str]], here: str
) -> dict[str, Any]:
    """For `pieces/filters.html`. Folded on a phone, so that the answer stands above the fold; what
    is in use stands as chips beside it."""
    counts: dict[str, Mapping[str, int] | None] = {
        "kind": listing.tally.kinds,
        "status": listing.tally.statuses,
        "sector": listing.tally.sectors,
    }
    choices = [_choice(form, wish, name, words[name], found) for name, found in counts.items()]
    orders = [
        {"value": key, "label": label, "count": None, "selected": wish.order == key}
        for key, label in ORDERS.items()
    ]
    known = listing.tally.known
    held = {
        "value": "on",
        "label": form.fields[GREEN].label,
        "count": known[GREEN][0] if GREEN in known else None,
        "selected": wish.green,
    }
    unknown = {"value": "1", "label": form.fields["unknown"].label, "selected": wish.unknown}
    order = form.fields["order"].label
    return {
        "action": here,
        "hidden": [
            *([("q", wish.q)] if wish.q else []),
            *([("demonstration", "on")] if wish.demonstration else []),
        ],
        "open": False,
        "parts": [
            {"title": "", "groups": choices},
            *(
                {
                    "title": title,
                    "groups": [_amount(wish, name, known.get(name)) for name in names],
                }
                for title, names in PARTS
            ),
            {
                "title": "",
                "groups": [
                    {"name": GREEN, "kind": "check", "options": [held]},
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


def _amount(wish: Wish, name: str, known: tuple[int, int] | None) -> dict[str, Any]:
    """Beside it, of how many parks the value is known at all."""
    label, value = RANGES[name].label, wish.value(name)
    hint = ""
    if known and known[1]:
        hint = _("known of %(known)s of %(total)s") % {"known": known[0], "total": known[1]}
    return {"name": name, "label": label, "kind": "number", "value": value, "hint": hint}


def chips(wish: Wish, words: dict[str, dict[str, str]], here: str) -> list[Chip]:
    said: dict[str, str] = {"q": f"“{wish.q}”"}
    for name in ("kind", "status", "sector"):
        key = getattr(wish, name)
        said[name] = words[name].get(key, key)
    for name, value in wish.amounts:
        said[name] = str(RANGES[name].said) % {"value": number_in_words(value)}
    said[GREEN] = _("green label")
    said["demonstration"] = _("demonstration parks")
    said["unknown"] = _("or not published: %(missing)s") % {"missing": asked_values(wish)}
    in_use = [*wish.active(), *(["unknown"] if wish.ranged and wish.unknown else [])]
    return [Chip(said[name], address(here, wish, **{name: ""})) for name in in_use]


def asked_values(wish: Wish) -> str:
    """The values a wish bounds, as a sentence names them: "total area, highest lease price"."""
    missing = [str(RANGES[name].missing) for name, _value in wish.amounts]
    if wish.green:
        missing.append(str(KINDS["green_label"].label))
    return ", ".join(text.lower() for text in missing)


def address(here: str, wish: Wish, **changed: str) -> str:
    """The list's address for this wish with some parts changed; always from the first page
    unless `after` is given."""
    kept = in_address(wish, **changed)
    return f"{here}?{urlencode(kept)}" if kept else here


def in_address(wish: Wish, **changed: str) -> dict[str, str]:
    """The wish as the parameters of `address`."""
    parts = {name: wish.value(name) for name in QUERY if name != "after"}
    parts |= {name: "on" if parts[name] else "" for name in (GREEN, "demonstration")}
    parts["unknown"] = "1" if wish.unknown else ""
    parts["order"] = "" if wish.order == "name" else wish.order
    parts |= changed
    return {name: str(value) for name, value in parts.items() if value not in ("", None)}
