"""One record of `data/parks.json` as the park's columns and what its sources say.

Pure reading: nothing is written here. `reading_figures.py` reads the figures.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from parks.directory.models import Park
from parks.directory.said import Said
from parks.directory.wording import Wording
from portal.provenance.confidence import WEAK, carried_by, lowest
from portal.provenance.loading import state_of
from portal.provenance.models import Source, public_states

Record = Mapping[str, Any]
UNSOURCED = "unsourced"

_PRECISION = re.compile(r"(\d+)(?:-(\d+))? km( or worse)?")
# Where remarks of the file's editors stand beside values; for officials only.
_REMARKS = ("editor_note", "developer_note", "status_note")


@dataclass(frozen=True)
class Entry:
    """A figure as the file has it: what is said, whether it is the one kept, and why."""

    said: Said
    chosen: bool = True
    reasons: Mapping[str, str] = field(default_factory=dict)


def source_keys(field_name: str, record: Record) -> list[str]:
    """The keys a record cites for a field; "unsourced" is the absence of a source.

    A field that is not listed rests on the record's sources as a whole: `cites` tells.
    """
    cited = record["field_sources"].get(field_name, record["sources"])
    keys = [cited] if isinstance(cited, str) else list(cited or [])
    return [key for key in dict.fromkeys(keys) if key != UNSOURCED]


def cites(field_name: str, record: Record) -> bool:
    """Whether the record says which of its sources carries this field."""
    return field_name in record["field_sources"]


def park_columns(record: Record, wording: Wording) -> dict[str, Any]:
    """The columns of Park, apart from its links to other rows."""
    place = record["location"]
    low, high = precision(record["coordinate_precision"])
    return {
        "published": bool(record["publish"]),
        "kind": record["kind"],
        **_status(record),
        "confidence": record["confidence"],
        "name_vi": record["name_vi"],
        "name_en": record["name_en"] or "",
        "name_zh_hans": record["name_zh"] or "",
        "name_ko": record["name_ko"] or "",
        "name_ja": record["name_ja"] or "",
        **wording.columns("summary", record["summary_vi"] or "", record["summary_en"] or ""),
        **wording.columns("place", place["text_vi"] or "", place["text_en"] or ""),
        "place_unsourced": not (cites("location", record) and source_keys("location", record)),
        "parent_zone_state": str(state_of("parent_zone_slug", record)),
        "aliases": list(record["aliases"]),
        "former_district": place["former_district_vi"] or "",
        "former_communes": list(place["former_communes_vi"]),
        "latitude": number(record["lat"]),
        "longitude": number(record["lon"]),
        "precise_from_km": low,
        "precise_to_km": high,
        "editor_note": "\n".join(f"{name}: {note}" for name, note in remarks(record).items()),
    }


def _status(record: Record) -> dict[str, Any]:
    state = state_of("status", record)
    return {
        "status": record["status"] if state in public_states() else Park.Status.NOT_PUBLISHED,
        "status_state": str(state),
        "status_as_of": record.get("status_as_of") or "",
    }


def status_of(record: Record, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Its source, the first that carries a value, and how sure that makes it: low without one."""
    keys = source_keys("status", record) if cites("status", record) else []
    carrying = [sources[key] for key in keys if sources[key].grade not in WEAK]
    sure = carried_by([source.grade for source in carrying])
    return {
        "status_source": carrying[0] if carrying else None,
        "status_confidence": lowest(record["status_confidence"], record["confidence"], sure),
    }


def remarks(record: Record) -> dict[str, str]:
    """What the editors wrote beside the values, for the officials who follow it up."""
    notes = {name: record[name] for name in _REMARKS if record[name]}
    if state_of("status", record) not in public_states():
        notes["status"] = record["status"]
    for name in ("wastewater_treatment", "power"):
        if record[name]["note"]:
            notes[name] = record[name]["note"]
    for conflict in record["conflicts"]:
        if conflict.get("note"):
            notes[f"conflict, {conflict['field']}"] = conflict["note"]
    return notes


def precision(printed: str | None) -> tuple[int | None, int | None]:
    """ "approximate, about 1-3 km, ..." -> (1, 3); "10 km or worse" -> (10, None)."""
    found = _PRECISION.search(printed or "")
    if found is None:
        return None, None
    low = int(found[1])
    return low, None if found[3] else int(found[2] or low)


def number(value: object) -> Decimal | None:
    """Exactly as written in the file: 686.82, not its binary neighbour."""
    return None if value is None else Decimal(str(value))
