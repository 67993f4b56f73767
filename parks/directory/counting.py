"""How many parks a wish finds, and how many each choice beside it would.

Without filters that read values the kept counts answer. With them one grouped query counts, and
stops at `MOST`: "more than 1,000" costs the same at every size of the directory.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Q, QuerySet, Value

from parks.directory.facets import Kept
from parks.directory.fitting import gaps, narrowed, ranges
from parks.directory.forms import Wish
from parks.directory.models import Park

MOST = 1000
Rows = Counter[tuple[bool, bool, str, str]]  # see `_counted`
_FLAG = BooleanField()


@dataclass(frozen=True)
class Tally:
    """How many fit, and how many may fit but have not published what was asked.

    At most `MOST` of each: beyond, `capped` and `unpublished_capped` say that there are more, and
    the counts beside the choices (`kinds`, `statuses`) are left out where one is not known.
    """

    matching: int
    unpublished: int
    kinds: Counter[str] | None
    statuses: Counter[str] | None
    capped: bool = False
    unpublished_capped: bool = False


def tally(wish: Wish, counts: Kept, whole: Iterable[Park] | None) -> Tally:
    """`whole`: all that the wish finds, where it stands on one page."""
    if wish.plain:
        return _kept_tally(wish, counts)
    if whole is not None and not (wish.kind or wish.status or wish.ranged):
        rows = Counter((True, True, park.kind, park.status) for park in whole)
    else:
        rows = _counted(wish, common=is_common(wish, counts))
    sure, unsure = _sum(rows, sure=True, inside=True), _sum(rows, sure=False, inside=True)
    outside = max(_sum(rows, sure=True, inside=False), _sum(rows, sure=False, inside=False))
    kinds, statuses = _beside(wish, rows)
    known = max(sure, unsure, outside) <= MOST
    return Tally(
        min(sure, MOST),
        min(unsure, MOST),
        kinds if known else None,
        statuses if known else None,
        capped=sure > MOST,
        unpublished_capped=unsure > MOST,
    )


def is_common(wish: Wish, counts: Kept) -> bool:
    sector = counts.sectors.get(wish.sector)
    return sector is not None and sector.count > MOST


def _kept_tally(wish: Wish, counts: Kept) -> Tally:
    rows: Rows = Counter()
    for (kind, status), count in counts.crossed.items():
        inside = wish.kind in ("", kind) and wish.status in ("", status)
        rows[True, inside, kind, status] += count
    return Tally(_sum(rows, sure=True, inside=True), 0, *_beside(wish, rows))


def _sum(rows: Rows, **wanted: bool) -> int:
    return sum(
        count
        for (sure, inside, _kind, _status), count in rows.items()
        if (sure, inside) == (wanted["sure"], wanted["inside"])
    )


def _beside(wish: Wish, rows: Rows) -> tuple[Counter[str], Counter[str]]:
    """How many each kind and each status would show with the rest of the wish as it is."""
    kinds: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for (sure, _inside, kind, status), count in rows.items():
        if not (sure or wish.unknown):
            continue
        if wish.status in ("", status):
            kinds[kind] += count
        if wish.kind in ("", kind):
            statuses[status] += count
    return kinds, statuses


def _counted(wish: Wish, *, common: bool) -> Rows:
    """(known to fit, fits kind and status too, kind, status) of what the rest of the wish finds,
    at most `MOST` + 1 of each of the four sorts; one grouped query over short walks."""
    chosen = Q()
    if wish.kind:
        chosen &= Q(kind=wish.kind)
    if wish.status:
        chosen &= Q(status=wish.status)
    strict = ranges(wish)[0]
    sorts = [(True, strict), (False, gaps(wish))] if wish.ranged else [(True, strict)]
    parts = []
    for sure, fits in sorts:
        for inside, also in ((True, chosen), (False, ~chosen)) if chosen else ((True, chosen),):
            found = narrowed(wish, common=common).filter(fits, also)
            said = found.annotate(sure=Value(sure, _FLAG), inside=Value(inside, _FLAG))
            parts.append(said.values_list("sure", "inside", "kind", "status")[: MOST + 1])
    return _grouped(parts)


def _grouped(parts: Iterable[QuerySet[Any, Any]]) -> Rows:
    """Django joins no limited querysets on SQLite, which wants each inside a SELECT of its own."""
    rows: Rows = Counter()
    try:
        told = [part.query.sql_with_params() for part in parts]
    except EmptyResultSet:  # words that can be found nowhere
        return rows
    inner = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part" for sql, _given in told)  # noqa: S608 - Django's own SQL, its values apart
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT sure, inside, kind, status, COUNT(*) FROM ({inner}) AS parts"  # noqa: S608
            " GROUP BY sure, inside, kind, status",
            [value for _sql, given in told for value in given],
        )
        for sure, inside, kind, status, count in cursor.fetchall():
            rows[bool(sure), bool(inside), kind, status] = count
    return rows
