"""The province as a whole: totals, statements, and how complete the list is."""

from collections.abc import Iterator, Mapping
from typing import Any

from parks.directory.facets import COVERAGE
from parks.directory.models import ProvinceFigure
from parks.directory.reading import number
from parks.directory.wording import Wording
from portal.provenance.confidence import carried_by, lowest
from portal.provenance.dates import latest_day
from portal.provenance.loading import CHANGED, CREATED, UNCHANGED, Report
from portal.provenance.models import Source, State

_UNITS = {"ha": "ha", "pct": "%", "bn": "bn USD"}
# The file's note says that two counts exist for these, or that they are to be confirmed.
_DISPUTED = {
    "industrial_clusters_planned",
    "infrastructure_projects_licensed",
    "projects_in_parks",
    "parks_with_certified_infrastructure",
}


def load_overview(
    file: Mapping[str, Any],
    wording: Wording,
    sources: Mapping[str, Source],
    report: Report,
) -> None:
    rows = [*_totals(file["totals"], sources), *_statements(file["statements"], wording, sources)]
    rows.append(_coverage(file["coverage"], wording))
    for wanted in rows:
        cited = [sources[key] for key in wanted.pop("cited") if key in sources]
        key = wanted.pop("key")
        row = ProvinceFigure.objects.filter(key=key).first()
        same = row is not None and all(getattr(row, name) == v for name, v in wanted.items())
        if not same:
            created = row is None
            row, _new = ProvinceFigure.objects.update_or_create(key=key, defaults=wanted)
            row.sources.set(cited)
            outcome = CREATED if created else CHANGED
        else:
            outcome = UNCHANGED
        withheld = wanted["state"] == State.WITHHELD
        report.add("figures of the province", outcome, withheld=withheld)


def _totals(totals: Mapping[str, Any], sources: Mapping[str, Source]) -> Iterator[dict[str, Any]]:
    """Nobody says which of the sources carries which total: as sure as the weakest of them."""
    grades = [sources[key].grade for key in totals["sources"]]
    sure = lowest(*(carried_by([grade]) for grade in grades)) if grades else carried_by([])
    dates = {
        "occupancy_pct": "occupancy_as_of",
        "parks_transmitting_wastewater_data": "transmitting_as_of",
    }
    for name, value in totals.items():
        if not isinstance(value, int | float):
            continue
        as_of = totals[dates[name]] if name in dates else ""
        yield {
            "key": name,
            "value": number(value),
            "unit": _UNITS.get(name.rsplit("_", 1)[-1], ""),
            "as_of": as_of,
            "as_of_latest": latest_day(as_of),
            "confidence": sure,
            "state": str(State.UNVERIFIED if name in _DISPUTED else State.PUBLISHED),
            "note": totals["note"] if name in _DISPUTED else "",
            "cited": totals["sources"],
        }


def _statements(
    statements: list[Mapping[str, Any]], wording: Wording, sources: Mapping[str, Source]
) -> Iterator[dict[str, Any]]:
    for told in statements:
        yield {
            "key": f"statement.{told['about']}",
            "value": number(told["value_pct"]),
            "unit": "%",
            **wording.columns("scope", wording.labels.get(told["scope"], ""), told["scope"]),
            "as_of": told["as_of"],
            "as_of_latest": latest_day(told["as_of"]),
            "confidence": lowest(told["confidence"], carried_by([sources[told["source"]].grade])),
            "state": str(State.PUBLISHED if told["publish"] else State.WITHHELD),
            "note": told["editor_note"] or "",
            "cited": [told["source"]],
        }


def _coverage(coverage: Mapping[str, Any], wording: Wording) -> dict[str, Any]:
    return {
        "key": COVERAGE,
        **wording.columns("scope", coverage["note_vi"], coverage["note_en"]),
        "confidence": "high",
        "state": str(State.WITHHELD if coverage["complete"] else State.PUBLISHED),
        "note": coverage["note"] or "",
        "cited": [],
    }
