"""Brings the figures of the data file into the database through the verbs of `figures.py`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import Q

from parks.directory.derived import HEADROOM
from parks.directory.figures import change, choose, record
from parks.directory.models import Figure, FigureEvent, Park
from parks.directory.plots.totals import ORIGIN
from parks.directory.reading import Entry
from parks.directory.said import said_of
from portal.provenance.loading import CHANGED, CREATED, KEPT, UNCHANGED, Report
from portal.provenance.models import State


def load_figures(wanted: Mapping[Park, Iterable[Entry]], report: Report) -> None:
    """Figures by park. A value or a choice that a person made is not overruled."""
    rows: dict[int, dict[str, Figure]] = defaultdict(dict)
    # Sums of ours have an origin too, and are not the file's to withdraw.
    of_the_file = ~Q(origin="") & ~Q(origin__startswith=ORIGIN) & ~Q(origin=HEADROOM)
    for figure in Figure.objects.filter(of_the_file).prefetch_related("sources"):
        rows[figure.park_id][figure.origin] = figure
    by_hand = set(
        FigureEvent.objects.exclude(actor=None).values_list("figure_id", flat=True).distinct()
    )
    settled = set(
        Figure.objects.filter(
            Q(chosen=True, recorded_by__isnull=False)
            | Q(events__verb="choose", events__actor__isnull=False)
        ).values_list("park_id", "kind", "item")
    )
    for park, entries in wanted.items():
        known = rows[park.pk]
        for entry in entries:
            said = entry.said
            row = known.pop(said.origin, None)
            free = (park.pk, said.kind, said.item) not in settled
            if row is None:
                chosen = entry.chosen and free
                row = record(park, said, chosen=chosen, reasons=entry.reasons)
                outcome = CREATED
            else:
                outcome = _bring_up(row, entry, free, row.pk in by_hand)
            withheld = State.WITHHELD in (said.state, row.state) or not park.published
            report.add("figures", outcome, withheld=withheld)
        for gone in known.values():
            if gone.pk not in by_hand and gone.state != State.WITHHELD:
                _withdraw(gone)
                report.add("figures", CHANGED, withheld=True)


def _bring_up(row: Figure, entry: Entry, free: bool, by_hand: bool) -> str:
    differs = any(
        getattr(row, name) != content for name, content in entry.said.columns().items()
    ) or {source.pk for source in row.sources.all()} != {one.pk for one in entry.said.sources}
    choice = entry.chosen and not row.chosen
    if (differs and by_hand) or (choice and not free):
        return KEPT
    if differs:
        change(row, entry.said, reason="data file")
    if choice:
        choose(row, reasons=entry.reasons)
    return CHANGED if differs or choice else UNCHANGED


def _withdraw(row: Figure) -> None:
    withheld = replace(said_of(row), state=State.WITHHELD)
    change(row, withheld, reason="no longer in the data file")
