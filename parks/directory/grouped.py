"""The one grouped query that counts for the list: short walks of parks, each ending at `MOST`."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, Value

from parks.directory.models import Figure, ParkQuerySet
from parks.directory.ranges import GREEN, RANGES
from portal.provenance.models import public_states

MOST = 1000
# What is counted beside each filter by value: that it is known; of the label, that it is held.
_COUNTED = {name: f"COUNT({one.column})" for name, one in RANGES.items()} | {
    GREEN: "COUNT(CASE WHEN green_label THEN 1 END)"
}
_READ = ("id", "kind", "status", *(one.column for one in RANGES.values()), "green_label")
_PREFERRED = "preferred"  # no walk is called so


@dataclass(frozen=True)
class Walk:
    """What one walk met, at most `MOST` + 1 parks: `crossed` by (kind, status), `known` as
    `facets.Kept` has it."""

    crossed: Counter[tuple[str, str]] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        return self.crossed.total()


def count_walks(
    walks: Mapping[str, ParkQuerySet], preferring: Collection[str]
) -> tuple[dict[str, Walk], Counter[str]]:
    """Each walk under its name, and how many parks of those named in `preferring` prefer each
    sector. One query."""
    found = {name: Walk() for name in walks}
    sectors: Counter[str] = Counter()
    try:
        sql, given = _counting(walks, preferring)
    except EmptyResultSet:  # words that can be found nowhere
        return found, sectors
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        for name, key, status, count, *known in cursor.fetchall():
            if name == _PREFERRED:
                sectors[key] = count
                continue
            found[name].crossed[key, status] = count
            found[name].known.update(dict(zip(_COUNTED, known, strict=True)))
    return found, sectors


def _counting(
    walks: Mapping[str, ParkQuerySet], preferring: Collection[str]
) -> tuple[str, list[Any]]:
    """A row for each walk, kind and status, and as wide a one for each sector.

    Django joins no limited querysets on SQLite, which wants each inside a SELECT of its own.
    """
    told = [
        found.annotate(walk=Value(name, CharField()))
        .values_list("walk", *_READ)[: MOST + 1]
        .query.sql_with_params()
        for name, found in walks.items()
    ]
    given = [value for _sql, values in told for value in values]
    inner = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part" for sql, _given in told)  # noqa: S608 - Django's own SQL, its values apart
    sql = (
        f"WITH parts AS ({inner}) SELECT walk, kind, status, COUNT(*), {', '.join(_COUNTED.values())}"  # noqa: E501, S608
        " FROM parts GROUP BY walk, kind, status"
    )
    if not preferring:
        return sql, given
    named = Figure.objects.filter(
        kind="priority_sector", chosen=True, state__in=public_states()
    ).order_by()
    sectors, more = named.values_list("item", "park_id").query.sql_with_params()
    sql += (
        f" UNION ALL SELECT '{_PREFERRED}', item, '', COUNT(*){', 0' * len(_COUNTED)}"  # noqa: S608
        f" FROM ({sectors}) AS named JOIN parts ON parts.id = named.park_id"
        f" WHERE walk IN ({', '.join(['%s'] * len(preferring))}) GROUP BY item"
    )
    return sql, [*given, *more, *preferring]
