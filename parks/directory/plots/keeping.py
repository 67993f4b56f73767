"""The one place that writes plots: all rows of a file or none, with their history and totals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from parks.directory.facets import refresh_facets
from parks.directory.models import Park, Plot, PlotEvent
from parks.directory.plots.row import PlotRow
from parks.directory.plots.totals import retotal
from parks.directory.writers import admitted_plot, check_writer
from portal.accounts.models import User
from portal.provenance.dates import latest_day
from portal.provenance.models import Confidence, Source, State
from portal.refusals import Refused

_BATCH = 500
# What a file tells of a plot; the proof below is the same for the whole file.
TOLD = (
    *("status", "offer", "area_ha", "smallest_lot_ha", "sectors", "price_min_usd_m2"),
    *("price_max_usd_m2", "price_as_of", "shape", "latitude", "longitude"),
)
PROVEN = ("as_of", "as_of_latest", "confidence", "state", "demonstration")
_Sources = Plot.sources.through


@dataclass(frozen=True)
class Proof:
    """Where a whole file of plots comes from."""

    sources: tuple[Source, ...]
    as_of: str
    confidence: str = Confidence.MEDIUM
    state: str = State.WITHHELD
    demonstration: bool = False

    def columns(self) -> dict[str, Any]:
        return {
            "as_of": self.as_of,
            "as_of_latest": latest_day(self.as_of),
            "confidence": str(self.confidence),
            "state": str(self.state),
            "demonstration": self.demonstration,
        }


@dataclass(frozen=True)
class Outcome:
    """What a file did, or would do."""

    created: int
    changed: int
    unchanged: int
    left: int  # plots of the same parks that the file does not name; they stay as they are
    parks: int


class _OnlyTried(Exception):
    """Ends a dry run: everything was really written, and is taken back."""


def write_plots(
    rows: Iterable[PlotRow],
    proof: Proof,
    *,
    by: User | None,
    reason: str = "",
    dry_run: bool = False,
) -> Outcome:
    """All rows or none. A plot is known by its park and code; what the file does not name stays.

    A dry run does the same work in a transaction that is taken back, so that it finds what the
    database would refuse, too. A person names a source, and writes what `writers.py` allows.
    """
    _check(proof)
    outcome: Outcome | None = None
    try:
        with transaction.atomic():
            outcome = _write(list(rows), proof, by, reason)
            if dry_run:
                raise _OnlyTried
    except _OnlyTried:
        pass
    assert outcome is not None  # noqa: S101 - set before the only exception caught here
    return outcome


def _check(proof: Proof) -> None:
    if not proof.sources:
        raise Refused(_("Name the source of the plots: a document, a page, a decision."))
    if latest_day(proof.as_of) is None:
        raise Refused(_("Say of which day the plots are."))


def _write(rows: list[PlotRow], proof: Proof, by: User | None, reason: str) -> Outcome:
    slugs = {row.park for row in rows}
    # Locked in one order, so that two files of the same parks wait instead of blocking each other.
    parks = {
        park.slug: park
        for park in Park.objects.select_for_update().filter(slug__in=slugs).order_by("pk")
    }
    for park in parks.values():
        check_writer(by, park)
    _refuse_mixing(parks.values(), proof)
    known = {
        (plot.park_id, plot.code): plot
        for plot in Plot.objects.filter(park__in=parks.values()).prefetch_related("sources")
    }
    created, changed, befores, unchanged = [], [], {}, 0
    for row in rows:
        park = parks[row.park]
        plot = known.pop((park.pk, row.code), None)
        values = {
            **row.values,
            **proof.columns(),
            **admitted_plot(plot, by, park, proof.confidence),
        }
        if plot is None:
            created.append(Plot(park=park, **values))
            continue
        before = as_stored(plot)
        for name, content in values.items():
            setattr(plot, name, content)
        cited = {source.pk for source in plot.sources.all()}
        if as_stored(plot) == before and cited == {source.pk for source in proof.sources}:
            unchanged += 1
            continue
        befores[plot.pk] = before
        changed.append(plot)
    Plot.objects.bulk_create(created, batch_size=_BATCH)
    Plot.objects.bulk_update(changed, [*TOLD, *PROVEN], batch_size=_BATCH)
    _cite([*created, *changed], proof)
    PlotEvent.objects.bulk_create(
        (
            PlotEvent(
                plot=plot,
                before=befores.get(plot.pk, {}),
                after={**as_stored(plot), "sources": sorted(one.key for one in proof.sources)},
                reason=reason,
                actor=by,
            )
            for plot in (*created, *changed)
        ),
        batch_size=_BATCH,
    )
    for park in parks.values():
        retotal(park, by=by)
    refresh_facets()
    return Outcome(len(created), len(changed), unchanged, len(known), len(parks))


def _refuse_mixing(parks: Iterable[Park], proof: Proof) -> None:
    """Invented plots belong to invented parks, so that no true total ever holds them."""
    for park in parks:
        if park.demonstration != proof.demonstration:
            raise Refused(
                _("“%(park)s” is a real park: demonstration plots are not loaded into it.")
                % {"park": park.name_vi}
                if proof.demonstration
                else _("“%(park)s” is a demonstration: no real plots are loaded into it.")
                % {"park": park.name_vi}
            )


def _cite(plots: list[Plot], proof: Proof) -> None:
    _Sources.objects.filter(plot__in=[plot.pk for plot in plots]).delete()
    _Sources.objects.bulk_create(
        (
            _Sources(plot_id=plot.pk, source_id=source.pk)
            for plot in plots
            for source in proof.sources
        ),
        batch_size=_BATCH,
    )


def as_stored(plot: Plot) -> dict[str, Any]:
    """A plot as its history keeps it: JSON."""
    values: Mapping[str, Any] = {name: getattr(plot, name) for name in (*TOLD, *PROVEN)}
    return {
        name: _plain(content) for name, content in values.items() if content not in (None, "", [])
    }


def _plain(content: Any) -> Any:
    if isinstance(content, Decimal):
        return str(content.normalize())
    return content.isoformat() if hasattr(content, "isoformat") else content
