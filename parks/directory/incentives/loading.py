"""Loads `data/incentives.json`; `parks.directory.loading` calls it once the parks are there."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from parks.directory.incentives.file_shape import check
from parks.directory.loading_rows import WantedRow, load_rows
from parks.directory.models import Incentive, Park
from parks.directory.reading import UNSOURCED, number
from portal.provenance.confidence import WEAK, carried_by, lowest
from portal.provenance.files import read_file
from portal.provenance.loading import Report
from portal.provenance.models import Source, State


def load_incentives(path: Path, sources: Mapping[str, Source], report: Report) -> None:
    """In the transaction of the parks, whose sources a record may cite. Refused at a fault."""
    file = read_file(path)
    parks = {park.slug: park for park in Park.objects.all()}
    check(path.name, file, [*sources, UNSOURCED], list(parks))
    load_rows(Incentive, _rows(file["records"], sources, parks), "incentives", report)


def _rows(
    records: list[Mapping[str, Any]], sources: Mapping[str, Source], parks: Mapping[str, Park]
) -> Iterator[WantedRow]:
    for record in records:
        cited = tuple(sources[key] for key in record["sources"] if key != UNSOURCED)
        carrying = [source.grade for source in cited if source.grade not in WEAK]
        public = record["publish"] and carrying
        yield WantedRow(
            record["key"],
            {
                "tax": record["tax"],
                "relief": record["relief"],
                "percent": number(record["percent"]),
                "years": record["years"],
                "whole_term": record["whole_term"],
                "counted_from": record["counted_from"],
                "condition": record["condition"],
                "licensed_from": _day(record["licensed_from"]),
                "licensed_until": _day(record["licensed_until"]),
                "area": record["area"],
                "park": parks.get(record["park_slug"] or ""),
                "document": record["document"] or "",
                "article": record["article"] or "",
                "clause": record["clause"] or "",
                "document_url": record["document_url"] or "",
                "as_of": record["as_of"] or "",
                "confidence": lowest(record["confidence"], carried_by(carrying)),
                "state": State.PUBLISHED if public else State.WITHHELD,
                "note": record["editor_note"] or "",
            },
            cited,
        )


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
