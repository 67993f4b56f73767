"""What a park's plots add up to, written as figures that say they were computed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.translation import ngettext

from parks.directory.figures import change, choose, record
from parks.directory.models import Figure, Park, Plot
from parks.directory.said import Said
from portal.accounts.models import User
from portal.provenance.confidence import lowest
from portal.provenance.models import Grade, Source, State

ORIGIN = "plots:"  # of the sums: as sure as the plots are, whoever wrote those
FREE = (Plot.Status.READY, Plot.Status.LEVELLED)


@dataclass(frozen=True)
class Total:
    """One sum: of which plots, and whether it is their sum or the largest of them."""

    kind: str
    statuses: tuple[str, ...]
    largest: bool = False

    def of(self, plots: Iterable[Plot]) -> Decimal:
        areas = [plot.area_ha for plot in plots if plot.status in self.statuses]
        if self.largest:
            return max(areas, default=Decimal(0))
        return sum(areas, Decimal(0))


TOTALS = (
    Total("area_free_ha", FREE),
    Total("area_leased_ha", (Plot.Status.LEASED,)),
    Total("largest_plot_ha", FREE, largest=True),
)


def retotal(park: Park, *, by: User | None = None) -> None:
    """Brings the computed figures of a park in line with its plots. The park is locked already.

    Nothing is computed while a plot is withheld: a part of the land shown as the whole would be
    a lie. A value that a person has chosen stays chosen.
    """
    plots = list(Plot.objects.filter(park=park).prefetch_related("sources"))
    known = {
        figure.origin: figure
        for figure in Figure.objects.filter(park=park, origin__startswith=ORIGIN)
    }
    for total in TOTALS:
        figure = known.get(f"{ORIGIN}{total.kind}")
        if plots or figure is not None:
            _bring_up(park, total, plots, figure, by)


def _bring_up(
    park: Park, total: Total, plots: list[Plot], figure: Figure | None, by: User | None
) -> None:
    said = _said(total, plots)
    chosen_by_hand = (
        Figure.objects.filter(park=park, kind=total.kind, chosen=True)
        .exclude(origin=f"{ORIGIN}{total.kind}")
        .filter(
            Q(recorded_by__isnull=False) | Q(events__verb="choose", events__actor__isnull=False)
        )
        .exists()
    )
    if figure is None:
        take = said.state != State.WITHHELD and not chosen_by_hand
        record(
            park,
            said,
            by=by,
            chosen=take,
            reasons=_reasons(len(plots)),
            why="plots",
            of_plots=True,
        )
        return
    same = all(getattr(figure, name) == wanted for name, wanted in said.columns().items())
    if not same or {one.pk for one in figure.sources.all()} != {one.pk for one in said.sources}:
        figure = change(figure, said, by=by, reason="plots", of_plots=True)
    if said.state != State.WITHHELD and not figure.chosen and not chosen_by_hand:
        choose(figure, reasons=_reasons(len(plots)))


def _said(total: Total, plots: list[Plot]) -> Said:
    """As old as the oldest of the plots, and as sure as the least sure."""
    states = {plot.state for plot in plots}
    state = (
        State.WITHHELD
        if not plots or State.WITHHELD in states
        else State.UNVERIFIED
        if State.UNVERIFIED in states
        else State.PUBLISHED
    )
    oldest = min(plots, key=lambda plot: (str(plot.as_of_latest), plot.pk), default=None)
    sources = {source.pk: source for plot in plots for source in plot.sources.all()}
    derived, _new = Source.objects.get_or_create(
        key="plots", defaults={"grade": Grade.DERIVED, "note": "Sum over the plots of the park."}
    )
    return Said(
        kind=total.kind,
        origin=f"{ORIGIN}{total.kind}",
        value=total.of(plots) if plots else None,
        unit="ha",
        texts=_reasons(len(plots)),
        as_of=oldest.as_of if oldest else "",
        sources=(derived, *sources.values()),
        confidence=lowest(*(plot.confidence for plot in plots)) if plots else "low",
        state=state,
    )


def _reasons(count: int) -> dict[str, str]:
    """Said in every language of the interface."""
    words: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words[language] = ngettext(
                "computed from %(count)d plot", "computed from %(count)d plots", count
            ) % {"count": count}
    return words
