"""Laws, decrees and circulars of a data file as rows."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from investors.procedures.models import Instrument
from portal.provenance.loading import CHANGED, CREATED, KEPT, UNCHANGED, Report
from portal.provenance.models import Source, State


def load_instruments(
    entries: Iterable[Mapping[str, Any]],
    sources: Mapping[str, Source],
    as_of: date,
    report: Report,
) -> dict[str, Instrument]:
    """Instruments by number. One that an official has corrected is left as it is."""
    known = {row.number: row for row in Instrument.objects.all()}
    for entry in entries:
        row = known.get(entry["number"])
        wanted = columns_of(entry, as_of)
        if row is None:
            outcome = CREATED
            row = known[entry["number"]] = Instrument(number=entry["number"])
        elif all(getattr(row, name) == value for name, value in wanted.items()):
            outcome = UNCHANGED
        else:
            outcome = KEPT if row.edited_at else CHANGED
        if outcome in (CREATED, CHANGED):
            for name, value in wanted.items():
                setattr(row, name, value)
            row.save()
            row.sources.set(sources[key] for key in entry["sources"] if key != "unsourced")
        report.add("instruments", outcome)
    return known


def columns_of(entry: Mapping[str, Any], as_of: date) -> dict[str, Any]:
    """`note` is the editors'; where it or the sources say that the dates are not settled, they
    carry the mark."""
    note = entry["note"] or ""
    unsettled = (
        entry["status_2026_11"] == "unverified"
        or entry["sources"] == ["unsourced"]
        or "unsourced" in note
    )
    return {
        "title_vi": entry["title_vi"],
        "title_en": entry["title_en"] or "",
        "issued": _day(entry["issued"]),
        "in_force_from": _day(entry["in_force_from"]),
        "in_force_until": _day(entry["in_force_until"]),
        "dates_state": State.UNVERIFIED if unsettled else State.PUBLISHED,
        "standing": entry["status_2026_11"],
        "replaces": list(entry["replaces"]),
        "amended_by": list(entry["amended_by"]),
        "confidence": entry["confidence"],
        "as_of": as_of,
        "editor_note": note,
    }


def _day(printed: str | None) -> date | None:
    return date.fromisoformat(printed) if printed else None
