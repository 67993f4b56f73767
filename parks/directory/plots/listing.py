"""Public plots, page by page from a key: the 90,000th costs what the first does."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.utils.translation import gettext

from parks.directory.citing import Words, cited, said
from parks.directory.models import Park, Plot, PlotQuerySet
from portal.languages.marked import dated
from portal.languages.numbers import for_machines, number_in_words
from portal.provenance.confidence import lowest
from portal.provenance.models import Confidence, Source, State
from portal.provenance.reporting import wrong_value

PAGE = 50
_PROVEN = ("as_of", "as_of_latest", "confidence", "state")
_SOURCE = ("sources__key", "sources__title", "sources__url", "sources__grade")


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
    """How many plots of one kind of land a park has, and how large they are together.

    As old as the oldest of them and as sure as the least sure. The pieces of a page and the
    brochure read it as they read a figure."""

    status: str
    label: Any
    count: int
    hectares: Decimal
    placed: int  # of them, how many have a published place
    as_of: str  # in words, as HTML
    confidence: Any
    state: str
    sources: tuple[Words, ...]
    park: str  # its slug
    to_be_checked: bool = False  # there is no plot without a source
    stale: date | None = None

    @property
    def value(self) -> str:
        return number_in_words(self.hectares)

    @property
    def number(self) -> str:
        return for_machines(self.hectares)

    @property
    def unit(self) -> str:
        return gettext("ha")

    @property
    def report_url(self) -> str:
        label = f"{gettext('Plots')}, {self.label}"
        return wrong_value(label, f"{self.value} {self.unit}", park=self.park)


def tally_of(park: Park) -> list[Tally]:
    """One query; in the order of `Plot.Status`."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for group in _grouped(Plot.objects.public().filter(park=park).order_by()):
        groups[group["status"]].append(group)
    return [
        _tally(park, status, groups[status.value])
        for status in Plot.Status
        if status.value in groups
    ]


def _grouped(plots: PlotQuerySet) -> Iterable[dict[str, Any]]:
    """Of one state, proof and source each; a plot of several sources is counted with the first."""
    earlier = Plot.sources.through.objects.filter(
        plot=OuterRef("pk"), source__lt=OuterRef("sources")
    )
    counted = Q(first=True)
    found: Iterable[dict[str, Any]] = (
        plots.annotate(first=~Exists(earlier))
        .values("status", *_PROVEN, *_SOURCE)
        .annotate(
            count=Count("pk", filter=counted),
            hectares=Sum("area_ha", filter=counted),
            placed=Count("latitude", filter=counted),
        )
    )
    return found


def _tally(park: Park, status: Plot.Status, groups: list[dict[str, Any]]) -> Tally:
    oldest = min(groups, key=lambda group: (str(group["as_of_latest"]), group["as_of"]))
    states = {group["state"] for group in groups}
    return Tally(
        status.value,
        status.label,
        count=sum(group["count"] for group in groups),
        hectares=sum((group["hectares"] or Decimal(0) for group in groups), Decimal(0)),
        placed=sum(group["placed"] for group in groups),
        as_of=dated(oldest["as_of"]),
        confidence=Confidence(lowest(*(group["confidence"] for group in groups))).label,
        state=State.UNVERIFIED if State.UNVERIFIED in states else State.PUBLISHED,
        sources=_sources_of(groups),
        park=park.slug,
    )


def _sources_of(groups: list[dict[str, Any]]) -> tuple[Words, ...]:
    told = {group["sources__key"]: [group[name] for name in _SOURCE] for group in groups}
    return tuple(
        said(cited(Source(**dict(zip(("key", "title", "url", "grade"), told[key], strict=True)))))
        for key in sorted(filter(None, told))
    )
