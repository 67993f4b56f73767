"""Reads the columns, ranks all public parks, and puts one page of them into words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from parks.directory.figure_reading import public_figures
from parks.directory.match.needs import Needs
from parks.directory.match.score import COLUMNS, Fit, rank
from parks.directory.match.words import Match, in_words, kinds_wanted
from parks.directory.models import Figure, Park
from parks.directory.phases.showing import phases_with_an_end

PAGE = 10
MOST_PAGES = 1000


@dataclass(frozen=True)
class Found:
    """`fits`: all parks were told, in words only those of the page."""

    matches: list[Match]
    total: int
    must_met: int  # how many meet every must-have
    must_unknown: int  # how many miss none, and have not published one
    page: int
    pages: int


def find(needs: Needs, page: int = 1, sector: str = "", *, demonstration: bool = False) -> Found:
    """At most five queries, however many parks there are."""
    fits = rank(
        read_columns(demonstration), needs, sectors_of() if "sector" in needs.wanted else {}
    )
    pages = max(1, -(-len(fits) // PAGE))
    page = min(max(1, page), pages)
    shown = fits[(page - 1) * PAGE : page * PAGE]
    return Found(
        matches=_in_words(shown, needs, sector),
        total=len(fits),
        must_met=sum(1 for fit in fits if not (fit.must_unmet or fit.must_unknown)),
        must_unknown=sum(1 for fit in fits if fit.must_unknown and not fit.must_unmet),
        page=page,
        pages=pages,
    )


def read_columns(demonstration: bool = False) -> Sequence[tuple[Any, ...]]:
    """Zones are areas that hold parks; land is let in the parks."""
    found = Park.objects.listed(demonstration=demonstration).exclude(kind=Park.Kind.ZONE)
    return list(found.order_by().values_list(*COLUMNS))


def sectors_of() -> dict[int, frozenset[str]]:
    preferred: dict[int, set[str]] = defaultdict(set)
    chosen = Figure.objects.public().filter(kind="priority_sector", chosen=True).order_by()
    for park, key in chosen.values_list("park", "item"):
        preferred[park].add(key)
    return {park: frozenset(keys) for park, keys in preferred.items()}


def _in_words(fits: Sequence[Fit], needs: Needs, sector: str) -> list[Match]:
    parks = Park.objects.select_related("status_source").in_bulk([fit.pk for fit in fits])
    figures = public_figures(parks.values(), kinds_wanted(needs)) if needs else {}
    waiting = [park for park in parks.values() if park.status != Park.Status.OPERATING]
    phases = phases_with_an_end(waiting) if "start" in needs.wanted else {}
    return [
        in_words(parks[fit.pk], fit, needs, figures.get(fit.pk, []), sector, phases.get(fit.pk, []))
        for fit in fits
        if fit.pk in parks
    ]
