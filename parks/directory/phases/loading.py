"""Loads `data/phases.json`; `parks.directory.loading` calls it once the parks are there.

A name alone is a description, shown with a mark where no source carries it; an area, a share or a
date without such a source is withheld.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from parks.directory.loading_rows import WantedRow, load_rows
from parks.directory.models import Developer, Park, Phase
from parks.directory.phases.file_shape import check
from parks.directory.reading import UNSOURCED, number
from parks.directory.wording import Wording
from portal.provenance.confidence import WEAK, carried_by, lowest
from portal.provenance.files import read_file
from portal.provenance.loading import Report
from portal.provenance.models import Source, State

Record = Mapping[str, Any]


def load_phases(
    path: Path, wording: Wording, sources: Mapping[str, Source], report: Report
) -> None:
    """In the transaction of the parks, whose sources a record may cite. Refused at a fault."""
    file = read_file(path)
    parks = {park.slug: park for park in Park.objects.all()}
    check(path.name, file, [*sources, UNSOURCED], list(parks))
    load_rows(
        Phase, _rows(file["phases"], partial(_phase, wording), sources, parks), "phases", report
    )
    rows = _rows(file["developers"], _developer, sources, parks)
    load_rows(Developer, rows, "developers", report)


def _rows(
    records: Iterable[Record],
    columns: Any,
    sources: Mapping[str, Source],
    parks: Mapping[str, Park],
) -> Iterator[WantedRow]:
    for record in records:
        cited = tuple(sources[key] for key in record["sources"] if key != UNSOURCED)
        carrying = [source.grade for source in cited if source.grade not in WEAK]
        own = columns(record)
        only_named = not any(own[name] for name in ("area_ha", "share_pct", *_DATES) if name in own)
        public = record["publish"] and (carrying or only_named)
        yield WantedRow(
            record["key"],
            {
                **own,
                "park": parks[record["park_slug"]],
                "as_of": record["as_of"] or "",
                "confidence": lowest(record["confidence"], carried_by(carrying)),
                "state": State.PUBLISHED if public else State.WITHHELD,
                "note": record["editor_note"] or "",
            },
            cited,
        )


_DATES = ("starts", "ends", "since", "until")


def _phase(wording: Wording, record: Record) -> dict[str, Any]:
    return {
        **wording.columns("name", record["name_vi"], record["name_en"] or ""),
        "area_ha": number(record["area_ha"]),
        "stage": record["stage"],
        "starts": record["starts"] or "",
        "ends": record["ends"] or "",
    }


def _developer(record: Record) -> dict[str, Any]:
    return {
        "name": record["name"],
        "share_pct": number(record["share_pct"]),
        "since": record["since"] or "",
        "until": record["until"] or "",
    }
