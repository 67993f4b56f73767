"""Brings incentives, phases and developers of the data files into the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from parks.directory.models import KeptRow
from parks.directory.rows import as_stored, write_row
from portal.provenance.loading import CHANGED, CREATED, KEPT, UNCHANGED, Report
from portal.provenance.models import Source, State


@dataclass(frozen=True)
class WantedRow:
    """A row as a file has it: found again by `origin`."""

    origin: str
    values: Mapping[str, Any]
    sources: tuple[Source, ...]


def load_rows(
    model: type[KeptRow], wanted: Iterable[WantedRow], said_as: str, report: Report
) -> None:
    """A row that a person changed is not overruled; one that left the file is withheld."""
    known = {
        row.origin: row
        for row in model._default_manager.exclude(origin="").prefetch_related("sources")
    }
    rows: Any = model._default_manager
    by_hand = set(rows.filter(events__actor__isnull=False).values_list("pk", flat=True))
    for position, one in enumerate(wanted):
        row = known.pop(one.origin, None)
        values = {**one.values, "origin": one.origin, "position": position}
        outcome = _bring_up(row or model(), values, one.sources, by_hand)
        state = row.state if row is not None and row.pk in by_hand else values["state"]
        report.add(said_as, outcome, withheld=state == State.WITHHELD)
    for gone in known.values():
        if gone.pk not in by_hand and gone.state != State.WITHHELD:
            sources = list(gone.sources.all())
            write_row(gone, {"state": State.WITHHELD}, sources, reason="no longer in the data file")
            report.add(said_as, CHANGED, withheld=True)


def _bring_up(
    row: KeptRow, values: Mapping[str, Any], sources: tuple[Source, ...], by_hand: set[int]
) -> str:
    if row.pk is None:
        write_row(row, values, sources, reason="data file")
        return CREATED
    before = as_stored(row)
    wanted = type(row)._default_manager.get(pk=row.pk)
    for name, content in values.items():
        setattr(wanted, name, content)
    cited = sorted(source.key for source in sources)
    if {**as_stored(wanted), "sources": cited} == before:
        return UNCHANGED
    if row.pk in by_hand:
        return KEPT
    write_row(row, values, sources, reason="data file")
    return CHANGED
