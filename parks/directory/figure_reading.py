"""Figures read for a page or the API: each with its sources, joined in the same query."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from parks.directory.models import Figure, Park
from portal.provenance.models import UNNAMED, Grade, public_states


@dataclass(frozen=True)
class Cited:
    """A source as shown: `url` and `grade` (in words) may be empty."""

    key: str
    title: Any
    url: str
    grade: Any


def public_figures(
    parks: Iterable[Park], kinds: Iterable[str] | None = None
) -> dict[int, list[Figure]]:
    """The public figures of some parks with their sources, by park, in one query."""
    known = {park.pk: park for park in parks}
    found = Figure.objects.public().filter(park__in=list(known))
    if kinds is not None:
        found = found.filter(kind__in=list(kinds), chosen=True)
    by_park: dict[int, list[Figure]] = defaultdict(list)
    for figure in _joined(found.order_by("park", "kind", "position", "-chosen", "pk")):
        figure.park = known[figure.park_id]
        by_park[figure.park_id].append(figure)
    return by_park


def with_sources(figures: Iterable[Figure]) -> list[Figure]:
    """Figures already read, each with its sources as `cited`; one query."""
    rows = list(figures)
    found = Figure.objects.filter(pk__in=[row.pk for row in rows])
    joined = {figure.pk: figure for figure in _joined(found)}
    for row in rows:
        row.cited = joined[row.pk].cited  # type: ignore[attr-defined]
        row.newer_state = joined[row.pk].newer_state  # type: ignore[attr-defined]
    return rows


def _joined(found: QuerySet[Figure]) -> Iterable[Figure]:
    """Each figure once, its sources joined: a prefetch would be one more query on every page."""
    whole: dict[int, Figure] = {}
    for row in found.annotate(
        source_key=F("sources__key"),
        source_title=F("sources__title"),
        source_url=F("sources__url"),
        source_grade=F("sources__grade"),
        newer_state=F("superseded_by__state"),
    ):
        figure = whole.setdefault(row.pk, row)
        if figure is row:
            row.cited = []  # type: ignore[attr-defined]
        if row.source_key:
            figure.cited.append(_cited(row))  # type: ignore[attr-defined]
    return whole.values()


def _cited(row: Any) -> Cited:
    grade = Grade(row.source_grade).label
    if row.source_grade == Grade.DERIVED:
        # Our own sum over cited values: the grade says all there is to say.
        return Cited(row.source_key, grade, "", "")
    return Cited(row.source_key, row.source_title or UNNAMED, row.source_url, grade)


def newer_of(figure: Figure) -> int | None:
    """The key of the value that took its place, where that one is public."""
    state = figure.newer_state  # type: ignore[attr-defined]
    return figure.superseded_by_id if state in public_states() else None
