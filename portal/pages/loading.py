"""Loads `data/indicators.json`: what is published about the province, with its sources.

Idempotent. A point without a source is withheld: an official publishes it once one is found.
Every other point is shown with its confidence. Notes stay with the officials.
"""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.pagecache.version import bump_public_version
from portal.pages.file_shape import check
from portal.pages.models import Indicator, IndicatorPoint
from portal.provenance.confidence import carried_by, lowest
from portal.provenance.dates import latest_day, read_period
from portal.provenance.files import read_file
from portal.provenance.loading import CHANGED, CREATED, UNCHANGED, Report, load_sources
from portal.provenance.models import Grade, Source, State
from portal.refusals import Refused

FILE = Path(__file__).parent / "data" / "indicators.json"


@transaction.atomic
def load(path: Path = FILE) -> Report:
    """One transaction. Refused, with nothing loaded, when the file has a fault."""
    report = Report()
    file = read_file(path)
    check(path.name, file)
    sources = load_sources(file["source_index"], report)
    for position, record in enumerate(file["records"]):
        indicator = _load_indicator(position, record, report)
        _load_points(indicator, record, sources, report)
    if report.changed_anything:
        bump_public_version()
    return report


def _load_indicator(position: int, record: Mapping[str, Any], report: Report) -> Indicator:
    wanted = {
        "position": position,
        "name_vi": record["name_vi"],
        "name_en": record["name_en"],
        "unit": record["unit"],
        "publisher": record["publisher"] or "",
        "note": record["note"] or "",
    }
    row = Indicator.objects.filter(code=record["code"]).first()
    if row is not None and _same(row, wanted):
        report.add("indicators", UNCHANGED)
        return row
    found, created = Indicator.objects.update_or_create(code=record["code"], defaults=wanted)
    report.add("indicators", CREATED if created else CHANGED)
    return found


def _load_points(
    indicator: Indicator,
    record: Mapping[str, Any],
    sources: Mapping[str, Source],
    report: Report,
) -> None:
    chosen = {point["period"]: point for point in record["series"]}
    for position, point in enumerate(record["series"]):
        _load_point(indicator, position, point, sources[point["source"]], True, report)
    for conflict in record["conflicts"]:
        kept = chosen.get(conflict["period"])
        if kept is None:
            continue  # two reports of a period that the series does not hold
        for said in conflict["values"]:
            if said["value"] == kept["value"]:
                continue
            own = {"note": conflict.get("note"), "value": said["value"]}
            # What the kept value's source says of itself is not said of the other.
            others = dict.fromkeys(("rank", "as_of", "attributed_to", "show_beside"))
            point = {**kept, **others, **own}
            position = record["series"].index(kept)
            _load_point(indicator, position, point, sources[said["source"]], False, report)


def _load_point(
    indicator: Indicator,
    position: int,
    point: Mapping[str, Any],
    source: Source,
    chosen: bool,
    report: Report,
) -> None:
    period = read_period(point["period"])
    if period is None:
        raise Refused(_("%(period)s is not a period.") % {"period": point["period"]})
    value = None if point["value"] is None else Decimal(str(point["value"]))
    wanted = {
        "position": position,
        "rank": point["rank"],
        "kind": point["kind"],
        "note": point["note"] or "",
        "attributed_to": point.get("attributed_to") or "",
        "show_beside": point.get("show_beside") or "",
        "as_of": point.get("as_of") or point["period"],
        "as_of_latest": latest_day(point["as_of"]) if point.get("as_of") else period.last_day,
        "confidence": lowest(point["confidence"], carried_by([source.grade])),
        "state": state_of_point(point, source),
    }
    key = {"indicator": indicator, "period": point["period"], "chosen": chosen}
    if not chosen:
        key["value"] = value
    else:
        wanted["value"] = value
    row = IndicatorPoint.objects.filter(**key).first()
    if row is not None and _same(row, wanted) and list(row.sources.all()) == [source]:
        outcome = UNCHANGED
    else:
        row, created = IndicatorPoint.objects.update_or_create(**key, defaults=wanted)
        row.sources.set([source])
        outcome = CREATED if created else CHANGED
    report.add("points of indicators", outcome, withheld=wanted["state"] == State.WITHHELD)


def state_of_point(point: Mapping[str, Any], source: Source) -> State:
    if source.grade == Grade.UNKNOWN or (point["value"] is None and point["rank"] is None):
        return State.WITHHELD
    return State.PUBLISHED


def _same(row: Indicator | IndicatorPoint, wanted: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in wanted.items())
