"""Public plots, page by page from a key: the 90,000th costs what the first does."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Count, Q, Sum

from parks.directory.models import Park, Plot, PlotQuerySet
from portal.languages.numbers import for_machines, number_in_words

PAGE = 50


@dataclass(frozen=True)
class Listing:
    plots: list[Plot]
    after: str  # the key of the next page, "" on the last


def list_plots(found: PlotQuerySet, after: str = "") -> Listing:
    """The largest first; two queries, the second for the sources."""
    rows = found.order_by("-area_ha", "pk").prefetch_related("sources")
    key = read_key(after)
    if key:
        area, pk = key
        # Written so that both planners walk the index from the key: a <= x AND (a < x OR ...).
        rows = rows.filter(area_ha__lte=area).filter(
            Q(area_ha__lt=area) | Q(area_ha=area, pk__gt=pk)
        )
    page = list(rows[: PAGE + 1])
    if len(page) <= PAGE:
        return Listing(page, "")
    last = page[PAGE - 1]
    return Listing(page[:PAGE], f"{for_machines(last.area_ha)}~{last.pk}")


def read_key(after: str) -> tuple[Decimal, int] | None:
    """ "12.5~14" -> (12.5, 14); anything else starts at the top."""
    area, tilde, pk = after.partition("~")
    if not tilde or len(after) > 40 or not (pk.isascii() and pk.isdigit()) or len(pk) > 18:
        return None
    try:
        number = Decimal(area)
    except InvalidOperation:
        return None
    return (number, int(pk)) if number.is_finite() and abs(number) < 10**8 else None


@dataclass(frozen=True)
class Tally:
    """How many plots of one kind of land a park has, and how large they are together."""

    status: str
    label: Any
    count: int
    hectares: Decimal
    placed: int  # of them, how many have a published place

    @property
    def said(self) -> str:
        return number_in_words(self.hectares)


def tally_of(park: Park) -> list[Tally]:
    """One query; in the order of `Plot.Status`."""
    counted = {
        status: sums
        for status, *sums in Plot.objects.public()
        .filter(park=park)
        .order_by()
        .values_list("status")
        .annotate(Count("pk"), Sum("area_ha"), Count("latitude"))
    }
    return [
        Tally(status.value, status.label, *counted[status.value])
        for status in Plot.Status
        if status.value in counted
    ]
