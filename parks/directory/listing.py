"""One page of the list, and what there is to say about it, in a constant number of queries.

Pages continue after a key, not after a count: page 5,000 costs what page 1 costs. An order by a
value that may be unknown is two short walks along an index, the known first.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.db.models import F, Q

from parks.directory.counting import Tally, is_common, tally
from parks.directory.facets import Kept
from parks.directory.fitting import fitting
from parks.directory.forms import Wish
from parks.directory.models import Park, ParkQuerySet

PAGE = 20
# order -> (column, falling)
_COLUMNS = {
    "name": ("sort_name", False),
    "area": ("area_total_ha", True),
    "free": ("area_free_ha", True),
    "price": ("price_max_usd_m2", False),
    "port": ("km_port", False),
}


@dataclass(frozen=True)
class Listing:
    parks: list[Park]
    after: str  # the key of the next page, "" on the last
    tally: Tally
    kept: Kept


def list_parks(wish: Wish, counts: Kept) -> Listing:
    """At most three queries: one or two for the parks, one that counts."""
    parks, after = _page(wish, common=is_common(wish, counts))
    return Listing(parks, after, tally(wish, counts), counts)


def _page(wish: Wish, *, common: bool) -> tuple[list[Park], str]:
    column, falling = _COLUMNS[wish.order]
    found = fitting(wish, common=common).select_related("status_source")
    key, pk = _read_key(wish.after, column)
    rows: list[Park] = []
    if key is not None or pk is None:
        known = found if column == "sort_name" else found.filter(**{f"{column}__isnull": False})
        if key is not None:
            known = _continued(known, column, falling, key, pk or 0)
        rows = list(known.order_by(F(column).desc() if falling else column, "pk")[: PAGE + 1])
    if len(rows) <= PAGE and column != "sort_name":
        unknown = found.filter(**{f"{column}__isnull": True})
        if key is None and pk is not None:
            unknown = unknown.filter(pk__gt=pk)
        rows += unknown.order_by("pk")[: PAGE + 1 - len(rows)]
    if len(rows) <= PAGE:
        return rows, ""
    last = rows[PAGE - 1]
    value = getattr(last, column)
    return rows[:PAGE], f"{'' if value is None else value}~{last.pk}"


def _continued(
    known: ParkQuerySet, column: str, falling: bool, key: str | Decimal, pk: int
) -> ParkQuerySet:
    # Written so that both planners walk the index from the key: a <= x AND (a < x OR ...).
    beyond, upto = ("lt", "lte") if falling else ("gt", "gte")
    return known.filter(**{f"{column}__{upto}": key}).filter(
        Q(**{f"{column}__{beyond}": key}) | Q(**{column: key, "pk__gt": pk})
    )


def _read_key(after: str, column: str) -> tuple[str | Decimal | None, int | None]:
    """ "686.82~14" -> (686.82, 14); "~14" -> (None, 14); anything else starts at the top."""
    value, tilde, pk = after.rpartition("~")
    if not tilde or not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        return None, None
    if column == "sort_name":
        return value, int(pk)
    if not value:
        return None, int(pk)
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None, None
    if not number.is_finite() or number.adjusted() >= 12:  # comparing 1e999999 would overflow
        return None, None
    return number, int(pk)
