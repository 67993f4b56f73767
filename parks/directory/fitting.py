"""Which parks a wish asks for, as querysets; the list, its counts and the API read the same."""

from django.db.models import Exists, OuterRef, Q

from parks.directory.forms import Wish
from parks.directory.models import Figure, Park, ParkQuerySet
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
    found = Park.objects.public().order_by()
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
    if wish.area_min is not None:
        fits = Q(area_total_ha__gte=wish.area_min)
        strict, loose = strict & fits, loose & (fits | Q(area_total_ha=None))
    if wish.price_max is not None:
        fits = Q(price_max_usd_m2__lte=wish.price_max)
        strict, loose = strict & fits, loose & (fits | Q(price_max_usd_m2=None))
    return strict, loose


def gaps(wish: Wish) -> Q:
    """May fit, and has not published all that was asked."""
    missing = Q()
    if wish.area_min is not None:
        missing |= Q(area_total_ha=None)
    if wish.price_max is not None:
        missing |= Q(price_max_usd_m2=None)
    return ranges(wish)[1] & missing
