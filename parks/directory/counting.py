"""How many parks a wish finds, and how many each choice beside it would.

Without filters the kept counts answer. With them one grouped query counts, and stops at `MOST`:
"more than 1,000" costs the same at every size of the directory.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q

from parks.directory.facets import Kept
from parks.directory.fitting import fitting, gaps, narrowed, ranges
from parks.directory.forms import Wish
from parks.directory.grouped import MOST, Walk, count_walks
from parks.directory.models import ParkQuerySet
from parks.directory.ranges import GREEN, RANGES

# What is walked: the parks known to fit, those that may fit, and those that would if kind and
# status did not matter. A walk without one of the filters has the filter's name.
SURE, UNSURE, SURE_BEYOND, UNSURE_BEYOND = "sure", "unsure", "sure beyond", "unsure beyond"
SECTOR = "sector"


@dataclass(frozen=True)
class Tally:
    """How many fit, and how many may fit but have not published what was asked.

    At most `MOST` of each: beyond, `capped` and `unpublished_capped` say that there are more. The
    counts beside the filters are those of the rest of the wish as it is, and are left out where
    they are not known. `known`, by name of `RANGES`: of how many parks the value is known, of how
    many in all; by `GREEN`: how many hold a label.
    """

    matching: int
    unpublished: int
    kinds: Mapping[str, int] | None
    statuses: Mapping[str, int] | None
    sectors: Mapping[str, int] | None
    known: Mapping[str, tuple[int, int]]
    capped: bool = False
    unpublished_capped: bool = False


def tally(wish: Wish, counts: Kept) -> Tally:
    """No query without a filter, else one."""
    if not wish.narrows:
        return _kept_tally(wish, counts)
    walks = _walks(wish, counts)
    others = wish.without(SECTOR).narrows
    asked = () if not others else (SECTOR,) if wish.sector else _shown(wish, walks)
    met, preferred = count_walks(walks, asked)
    sectors: Mapping[str, int] | None = preferred
    if not others:
        sectors = _kept_sectors(counts)
    elif sum(met[name].count for name in asked) > MOST:
        sectors = None
    told = _kept_tally(wish, counts) if wish.plain else _walked_tally(wish, met)
    return replace(told, sectors=sectors, known=dict(_known(wish, met, counts)))


def is_common(wish: Wish, counts: Kept) -> bool:
    sector = counts.sectors.get(wish.sector)
    return sector is not None and sector.count > MOST


def _kept_tally(wish: Wish, counts: Kept) -> Tally:
    """Of kind and status alone; `sectors` and `known` are those of all parks."""
    matching = sum(
        count
        for (kind, status), count in counts.crossed.items()
        if wish.kind in ("", kind) and wish.status in ("", status)
    )
    kinds, statuses = _beside(wish, counts.crossed)
    known = {name: (count, counts.total) for name, count in counts.known.items()}
    return Tally(matching, 0, kinds, statuses, _kept_sectors(counts), known)


def _kept_sectors(counts: Kept) -> dict[str, int]:
    return {key: row.count for key, row in counts.sectors.items()}


def _walked_tally(wish: Wish, walks: Mapping[str, Walk]) -> Tally:
    """`sectors` and `known` are filled in by `tally`."""
    sure, unsure = (walks.get(name, Walk()).count for name in (SURE, UNSURE))
    sorts = (SURE, SURE_BEYOND, UNSURE, UNSURE_BEYOND)
    known = all(walks[name].count <= MOST for name in sorts if name in walks)
    met: Counter[tuple[str, str]] = Counter()
    for name in sorts if wish.unknown else sorts[:2]:
        met.update(walks.get(name, Walk()).crossed)
    kinds, statuses = _beside(wish, met)
    return Tally(
        min(sure, MOST),
        min(unsure, MOST),
        kinds if known else None,
        statuses if known else None,
        None,
        {},
        capped=sure > MOST,
        unpublished_capped=unsure > MOST,
    )


def _beside(
    wish: Wish, crossed: Mapping[tuple[str, str], int]
) -> tuple[Counter[str], Counter[str]]:
    """How many each kind and each status would show with the rest of the wish as it is."""
    kinds: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for (kind, status), count in crossed.items():
        if wish.status in ("", status):
            kinds[kind] += count
        if wish.kind in ("", kind):
            statuses[status] += count
    return kinds, statuses


def _shown(wish: Wish, walks: Mapping[str, object]) -> tuple[str, ...]:
    """The walks that are what the list shows."""
    return (SURE, UNSURE) if wish.unknown and UNSURE in walks else (SURE,)


def _known(
    wish: Wish, walks: Mapping[str, Walk], counts: Kept
) -> Iterator[tuple[str, tuple[int, int]]]:
    """As `Tally.known`; a filter in use is counted without itself, as a choice is."""
    in_use, shown = set(wish.bounds), _shown(wish, walks)
    for name in (*RANGES, GREEN):
        if name in in_use and name not in walks:  # nothing else narrows
            yield name, (counts.known.get(name, 0), counts.total)
            continue
        asked = [walks[one] for one in ((name,) if name in in_use else shown)]
        whole = sum(walk.count for walk in asked)
        if whole <= MOST:
            yield name, (sum(walk.known[name] for walk in asked), whole)


def _walks(wish: Wish, counts: Kept) -> dict[str, ParkQuerySet]:
    common = is_common(wish, counts)
    chosen = Q()
    if wish.kind:
        chosen &= Q(kind=wish.kind)
    if wish.status:
        chosen &= Q(status=wish.status)
    found = narrowed(wish, common=common)
    strict = found.filter(ranges(wish)[0])
    walks = {SURE: strict.filter(chosen)}
    if chosen and not wish.plain:
        walks[SURE_BEYOND] = strict.filter(~chosen)
    if wish.ranged:
        perhaps = found.filter(gaps(wish))
        walks[UNSURE] = perhaps.filter(chosen)
        if chosen:
            walks[UNSURE_BEYOND] = perhaps.filter(~chosen)
    for name in (*wish.bounds, *([SECTOR] if wish.sector else [])):
        rest = wish.without(name)
        if rest.narrows:
            walks[name] = fitting(rest, common=common)
    return walks
