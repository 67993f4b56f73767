"""What the list says in words: cards, counts, chips, the sentence of the result."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from parks.directory.counting import Tally
from parks.directory.forms import ORDERS, QUERY, ListForm, Wish
from parks.directory.kinds import KINDS
from parks.directory.listing import Listing
from parks.directory.models import Park
from parks.directory.ranges import GREEN, RANGES
from parks.directory.sections import HEADLINES, headlines
from parks.directory.showing import (
    STATUS_TONES,
    ShownFigure,
    public_figures,
    status_shown,
)
from portal.languages.printed import babel_name
from portal.languages.text import Shown, pick


@dataclass(frozen=True)
class Card:
    """One park of the list: the figures it has published, and the names of those it has not."""

    park: Park
    url: str
    name: Shown
    place: Shown
    status: ShownFigure
    tone: str
    figures: list[ShownFigure]
    unknown: str

    @property
    def proven(self) -> bool:
        """Whether there is any proof to open."""
        return bool(self.status.sources or any(one.sources for one in self.figures))


@dataclass(frozen=True)
class Chip:
    """An active filter; its link is the list without it."""

    label: str
    url: str


def list_context(form: ListForm, wish: Wish, listing: Listing) -> dict[str, Any]:
    language = get_language() or "vi"
    here = reverse("parks:list")
    words = choices_in_words(listing, language)
    return {
        "form": form,
        "wish": wish,
        "cards": _cards(listing.parks, language),
        "filters": _filters(form, wish, listing, words, here),
        "chips": _chips(wish, words, here),
        "clear_url": here,
        "sentence": sentence(wish, listing),
        "misunderstood": wish.misunderstood,
        "with_unknown_url": _address(here, wish, unknown="1") if _may_widen(wish, listing) else "",
        "pages": {
            "first": _address(here, wish) if wish.after else "",
            "next": _address(here, wish, after=listing.after) if listing.after else "",
        },
        "coverage": _coverage(listing, language),
    }


def sentence(wish: Wish, listing: Listing) -> str:
    """ "3 of 22 match; 12 have not published their total area." """
    tally = listing.tally
    total = listing.kept.total
    if not list(wish.active()):
        return ngettext(
            "%(total)s park, zone or cluster", "%(total)s parks, zones and clusters", total
        ) % {"total": _grouped(total)}
    counts = {"matching": _grouped(tally.matching), "total": _grouped(total)}
    if tally.capped:
        words = _("More than %(matching)s of %(total)s parks, zones and clusters match.") % counts
    else:
        said = ngettext(
            "%(matching)s of %(total)s parks, zones and clusters matches.",
            "%(matching)s of %(total)s parks, zones and clusters match.",
            tally.matching,
        )
        words = said % counts
    return f"{words} {_unpublished(wish, tally)}".rstrip()


def _unpublished(wish: Wish, tally: Tally) -> str:
    counts = {"count": _grouped(tally.unpublished), "missing": _listed(wish)}
    if tally.unpublished_capped:
        return _("More than %(count)s have not published: %(missing)s.") % counts
    if not tally.unpublished:
        return ""
    said = ngettext(
        "%(count)s has not published: %(missing)s.",
        "%(count)s have not published: %(missing)s.",
        tally.unpublished,
    )
    return said % counts


def _grouped(count: int) -> str:
    return format_decimal(count, locale=babel_name())


def _plain(value: Decimal) -> str:
    return str(format_decimal(value, format="#,##0.##", locale=babel_name()))


def _listed(wish: Wish) -> str:
    missing = [str(RANGES[name].missing) for name, _value in wish.amounts]
    if wish.green:
        missing.append(str(KINDS["green_label"].label))
    return ", ".join(text.lower() for text in missing)


def _may_widen(wish: Wish, listing: Listing) -> bool:
    return bool(wish.ranged and not wish.unknown and listing.tally.unpublished)


def _cards(parks: list[Park], language: str) -> list[Card]:
    figures = public_figures(parks, HEADLINES)
    # One reverse for all: it costs more than the rest of a card.
    pattern = reverse("parks:park", args=["0"])
    cards: list[Card] = []
    for park in parks:
        shown = headlines(figures.get(park.pk, []))
        missing = [str(one.label).lower() for one in shown if one.unknown]
        cards.append(
            Card(
                park=park,
                url=pattern.replace("/0/", f"/{park.slug}/"),
                name=pick(park, "name", language),
                place=pick(park, "place", language),
                status=status_shown(park),
                tone=STATUS_TONES[park.status],
                figures=[one for one in shown if not one.unknown],
                unknown=", ".join(missing),
            )
        )
    return cards


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


def _filters(
    form: ListForm, wish: Wish, listing: Listing, words: dict[str, dict[str, str]], here: str
) -> dict[str, Any]:
    """For `pieces/filters.html`."""
    counts: dict[str, Mapping[str, int] | None] = {
        "kind": listing.tally.kinds,
        "status": listing.tally.statuses,
        "sector": {key: row.count for key, row in listing.kept.sectors.items()},
    }
    groups: list[dict[str, Any]] = []
    for name in ("kind", "status", "sector"):
        found = counts[name]
        anything = {"value": "", "label": _("all"), "count": None, "selected": False}
        options = [
            {
                "value": key,
                "label": label,
                "count": None if found is None else found.get(key, 0),
                "selected": getattr(wish, name) == key,
            }
            for key, label in words[name].items()
            if key != Park.Status.NOT_PUBLISHED
            or getattr(wish, name) == key
            or (found or {}).get(key)
        ]
        label = form.fields[name].label
        groups.append(
            {"name": name, "label": label, "kind": "select", "options": [anything, *options]}
        )
    for name, one in RANGES.items():
        value = wish.value(name)
        groups.append({"name": name, "label": one.label, "kind": "number", "value": value})
    held = {"value": "on", "label": form.fields[GREEN].label, "selected": wish.green}
    groups.append({"name": GREEN, "label": _("Green label"), "options": [held]})
    unknown = {"value": "1", "label": form.fields["unknown"].label, "selected": wish.unknown}
    groups.append({"name": "unknown", "label": _("Unknown values"), "options": [unknown]})
    orders = [
        {"value": key, "label": label, "count": None, "selected": wish.order == key}
        for key, label in ORDERS.items()
    ]
    order = form.fields["order"].label
    groups.append({"name": "order", "label": order, "kind": "select", "options": orders})
    hidden = [("q", wish.q)] if wish.q else []
    return {"action": here, "hidden": hidden, "open": bool(list(wish.active())), "groups": groups}


def _chips(wish: Wish, words: dict[str, dict[str, str]], here: str) -> list[Chip]:
    said: dict[str, str] = {"q": f"“{wish.q}”"}
    for name in ("kind", "status", "sector"):
        key = getattr(wish, name)
        said[name] = words[name].get(key, key)
    for name, value in wish.amounts:
        said[name] = str(RANGES[name].said) % {"value": _plain(value)}
    said[GREEN] = _("green label")
    said["demonstration"] = _("demonstration parks")
    return [Chip(said[name], _address(here, wish, **{name: ""})) for name in wish.active()]


def _address(here: str, wish: Wish, **changed: str) -> str:
    """The list's address for this wish with some parts changed; always from the first page
    unless `after` is given."""
    parts = {name: wish.value(name) for name in QUERY if name != "after"}
    parts |= {name: "on" if parts[name] else "" for name in (GREEN, "demonstration")}
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
