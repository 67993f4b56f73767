"""What the list says in words: cards, counts, chips, the sentence of the result."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from parks.directory.forms import QUERY, ListForm, Wish
from parks.directory.kinds import KINDS
from parks.directory.listing import Listing
from parks.directory.models import Park
from parks.directory.sections import HEADLINES, headlines
from parks.directory.showing import ShownFigure, public_figures
from portal.languages.text import Shown, pick


@dataclass(frozen=True)
class Card:
    park: Park
    url: str
    name: Shown
    place: Shown
    figures: list[ShownFigure]


@dataclass(frozen=True)
class Choice:
    """One choice of a filter with the number of parks behind it."""

    key: str
    label: Any
    count: int
    chosen: bool


@dataclass(frozen=True)
class Chip:
    """An active filter; its link is the list without it."""

    label: str
    url: str


def list_context(form: ListForm, wish: Wish, listing: Listing) -> dict[str, Any]:
    language = get_language() or "vi"
    here = reverse("parks:list")
    tally = listing.tally
    return {
        "form": form,
        "wish": wish,
        "cards": _cards(listing.parks, language),
        "kinds": _choices(Park.Kind.choices, tally.kinds, wish.kind),
        "statuses": _choices(Park.Status.choices, tally.statuses, wish.status),
        "sectors": [
            Choice(key, pick(row, "name", language), row.count, key == wish.sector)
            for key, row in listing.kept.sectors.items()
        ],
        "chips": _chips(wish, listing, language, here),
        "sentence": sentence(wish, listing),
        "misunderstood": wish.misunderstood,
        "with_unknown_url": _address(here, wish, unknown="1") if _may_widen(wish, listing) else "",
        "next_url": _address(here, wish, after=listing.after) if listing.after else "",
        "first_url": _address(here, wish) if wish.after else "",
        "total": listing.kept.total,
        "later_phases": listing.kept.later_phases,
        "coverage": _coverage(listing, language),
    }


def sentence(wish: Wish, listing: Listing) -> str:
    """"3 of 22 match; 12 have not published their total area." """
    tally = listing.tally
    total = listing.kept.total
    counts = {"matching": tally.matching, "total": total}
    said = ngettext(
        "%(matching)d of %(total)d parks, zones and clusters matches.",
        "%(matching)d of %(total)d parks, zones and clusters match.",
        tally.matching,
    )
    words = said % counts
    if tally.unpublished:
        missing = _listed(wish)
        words += " " + ngettext(
            "%(count)d has not published: %(missing)s.",
            "%(count)d have not published: %(missing)s.",
            tally.unpublished,
        ) % {"count": tally.unpublished, "missing": missing}
    return words


def _listed(wish: Wish) -> str:
    kinds = []
    if wish.area_min is not None:
        kinds.append(str(KINDS["area_total_ha"].label))
    if wish.price_max is not None:
        kinds.append(str(KINDS["lease_price_usd_m2_max"].label))
    return ", ".join(kind.lower() for kind in kinds)


def _may_widen(wish: Wish, listing: Listing) -> bool:
    return bool(wish.ranged and not wish.unknown and listing.tally.unpublished)


def _cards(parks: list[Park], language: str) -> list[Card]:
    figures = public_figures(parks, HEADLINES)
    # One reverse for all: it costs more than the rest of a card.
    pattern = reverse("parks:park", args=["0"])
    return [
        Card(
            park=park,
            url=pattern.replace("/0/", f"/{park.slug}/"),
            name=pick(park, "name", language),
            place=pick(park, "place", language),
            figures=headlines(figures[park.pk]),
        )
        for park in parks
    ]


def _choices(choices: Any, counts: Any, chosen: str) -> list[Choice]:
    return [Choice(key, label, counts[key], key == chosen) for key, label in choices]


def _chips(wish: Wish, listing: Listing, language: str, here: str) -> list[Chip]:
    words: dict[str, Any] = {
        "q": lambda: f"“{wish.q}”",
        "kind": lambda: Park.Kind(wish.kind).label,
        "status": lambda: Park.Status(wish.status).label,
        "sector": lambda: _sector(wish, listing, language),
        "area_min": lambda: _("at least %(ha)s ha") % {"ha": wish.area_min},
        "price_max": lambda: _("at most %(price)s USD/m²") % {"price": wish.price_max},
    }
    return [
        Chip(str(words[name]()), _address(here, wish, **{name: ""})) for name in wish.active()
    ]


def _sector(wish: Wish, listing: Listing, language: str) -> str:
    row = listing.kept.sectors.get(wish.sector)
    return pick(row, "name", language).text if row else wish.sector


def _address(here: str, wish: Wish, **changed: str) -> str:
    """The list's address for this wish with some parts changed; always from the first page
    unless `after` is given."""
    parts = {name: getattr(wish, name) for name in QUERY if name != "after"}
    parts["unknown"] = "1" if wish.unknown else ""
    parts["order"] = "" if wish.order == "name" else wish.order
    parts |= changed
    kept = {name: str(value) for name, value in parts.items() if value not in ("", None)}
    return f"{here}?{urlencode(kept)}" if kept else here


def _coverage(listing: Listing, language: str) -> dict[str, Any]:
    """How complete the list is, as the data says; a later phase counts with its park."""
    kept = listing.kept
    parks = sum(n for (kind, _status), n in kept.crossed.items() if kind == Park.Kind.PARK)
    return {
        "text": pick(kept.coverage, "name", language) if kept.coverage else None,
        "parks": parks - kept.later_phases,
        "planned": kept.planned,
    }
