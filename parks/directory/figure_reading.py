"""Figures read for a page or the API: each with its sources, joined in the same query."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, QuerySet

from parks.directory.citing import joined
from parks.directory.models import Figure, Park
from portal.provenance.models import public_states


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
    read = {figure.pk: figure for figure in _joined(found)}
    for row in rows:
        row.cited = read[row.pk].cited  # type: ignore[attr-defined]
        row.newer_state = read[row.pk].newer_state  # type: ignore[attr-defined]
    return rows


def _joined(found: QuerySet[Figure]) -> Iterable[Figure]:
    """With the state of the value that took its place, where one did."""
    return joined(found.annotate(newer_state=F("superseded_by__state")))


def newer_of(figure: Figure) -> int | None:
    """The key of the value that took its place, where that one is public."""
    state = figure.newer_state  # type: ignore[attr-defined]
    return figure.superseded_by_id if state in public_states() else None
