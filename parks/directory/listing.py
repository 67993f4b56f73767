"""One page of the list, and what there is to say about it, in a constant number of queries.

Pages continue after a key, not after a count: page 5,000 costs what page 1 costs. An order by a
value that may be unknown is two short walks along an index, the known first.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.db.models import Count, F, Q

from parks.directory.facets import Kept, kept
from parks.directory.forms import Wish
from parks.directory.models import Figure, Park, ParkQuerySet

PAGE = 20
# order -> (column, falling)
_COLUMNS = {
    "name": ("sort_name", False),
    "area": ("area_total_ha", True),
    "price": ("price_max_usd_m2", False),
}


@dataclass(frozen=True)
class Tally:
    """How many fit, and how many may fit but have not published what was asked."""

    matching: int
    unpublished: int
    kinds: Counter[str]
    statuses: Counter[str]


@dataclass(frozen=True)
class Listing:
    parks: list[Park]
    after: str  # the key of the next page, "" on the last
    tally: Tally
    kept: Kept


def list_parks(wish: Wish) -> Listing:
    """At most four queries: one or two for the parks, one or two for the counts."""
    counts = kept()
    parks, after = _page(wish)
    return Listing(parks, after, _tally(wish, counts), counts)


def fitting(wish: Wish) -> ParkQuerySet:
    """The public parks a wish asks for, unordered."""
    found = _narrowed(wish)
    if wish.kind:
        found = found.filter(kind=wish.kind)
    if wish.status:
        found = found.filter(status=wish.status)
    strict, loose = _ranges(wish)
    return found.filter(loose if wish.unknown else strict) if wish.ranged else found


def _narrowed(wish: Wish) -> ParkQuerySet:
    found = Park.objects.public().order_by()
    if wish.q:
        found = found.matching(wish.q)
    if wish.sector:
        sectors = Figure.objects.public().filter(
            kind="priority_sector", item=wish.sector, chosen=True
        )
        found = found.filter(pk__in=sectors.values("park"))
    return found


def _ranges(wish: Wish) -> tuple[Q, Q]:
    """(known to fit, may fit): the second also takes the unpublished."""
    strict, loose = Q(), Q()
    if wish.area_min is not None:
        fits = Q(area_total_ha__gte=wish.area_min)
        strict, loose = strict & fits, loose & (fits | Q(area_total_ha=None))
    if wish.price_max is not None:
        fits = Q(price_max_usd_m2__lte=wish.price_max)
        strict, loose = strict & fits, loose & (fits | Q(price_max_usd_m2=None))
    return strict, loose


def _tally(wish: Wish, counts: Kept) -> Tally:
    if wish.plain:
        crossed = [(*key, n, n) for key, n in counts.crossed.items()]
    else:
        strict, loose = _ranges(wish)
        crossed = list(
            _narrowed(wish)
            .values_list("kind", "status")
            .annotate(
                strict=Count("pk", filter=strict) if wish.ranged else Count("pk"),
                loose=Count("pk", filter=loose) if wish.ranged else Count("pk"),
            )
        )
    kinds: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    matching = unpublished = 0
    for kind, status, sure, maybe in crossed:
        shown = maybe if wish.unknown else sure
        if wish.status in ("", status):
            kinds[kind] += shown
        if wish.kind in ("", kind):
            statuses[status] += shown
        if wish.status in ("", status) and wish.kind in ("", kind):
            matching += sure
            unpublished += maybe - sure
    return Tally(matching, unpublished, kinds, statuses)


def _page(wish: Wish) -> tuple[list[Park], str]:
    column, falling = _COLUMNS[wish.order]
    found = fitting(wish).select_related("parent_zone")
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
