"""Which parks a wish asks for, as querysets; the list, its counts and the API read the same."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q

from parks.directory.forms import Wish
from parks.directory.models import Figure, Park, ParkQuerySet
from parks.directory.ranges import RANGES
from portal.provenance.models import public_states


def fitting(wish: Wish, *, common: bool = False) -> ParkQuerySet:
    """The public parks a wish asks for, unordered; `common`: see `narrowed`."""
    found = narrowed(wish, common=common)
    if wish.kind:
        found = found.filter(kind=wish.kind)
    if wish.status:
        found = found.filter(status=wish.status)
    strict, loose = ranges(wish)
    return found.filter(loose if wish.unknown else strict) if wish.ranged else found


def narrowed(wish: Wish, *, common: bool = False) -> ParkQuerySet:
    """By words and sector alone. `common`: so many parks have the sector that asking each park of
    a page is cheaper than gathering them all first."""
    found = Park.objects.listed(demonstration=wish.demonstration).order_by()
    if wish.q:
        found = found.matching(wish.q)
    if not wish.sector:
        return found
    named = Figure.objects.filter(
        kind="priority_sector", item=wish.sector, chosen=True, state__in=public_states()
    ).order_by()
    if common:
        return found.filter(Exists(named.filter(park=OuterRef("pk"))))
    return found.filter(pk__in=named.values("park"))


def ranges(wish: Wish) -> tuple[Q, Q]:
    """(known to fit, may fit): the second also takes the unpublished."""
    strict, loose = Q(), Q()
    for fits, unknown in _asked(wish):
        strict, loose = strict & fits, loose & (fits | unknown)
    return strict, loose


def gaps(wish: Wish) -> Q:
    """May fit, and has not published all that was asked."""
    missing = Q()
    for _fits, unknown in _asked(wish):
        missing |= unknown
    return ranges(wish)[1] & missing


def _asked(wish: Wish) -> Iterator[tuple[Q, Q]]:
    """For each value asked for: (fits, is not published)."""
    for name, value in wish.amounts:
        yield RANGES[name].fits(value), RANGES[name].unknown
    if wish.green:
        yield Q(green_label=True), Q(green_label=None)
