"""What `data/parks.json` must look like, as a table."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from parks.directory.kinds import PLACES, UNITS
from parks.directory.models import Park
from portal.accounts.file_shape import authorities
from portal.provenance.checking import (
    Check,
    Wrong,
    check_file,
    each,
    flag,
    mapping,
    maybe,
    number,
    one_of,
    one_or_many,
    printed_date,
    shape,
    slug,
    text,
    whole,
)
from portal.provenance.files import PATHS, SOURCES, confidence, paths_name_something, source_keys

# Quảng Ninh with its islands lies between 20°40′ and 21°40′ N, 106°26′ and 108°31′ E; a little
# room for pins that are only approximate.
LATITUDES, LONGITUDES = (20.6, 21.75), (106.35, 108.6)
# Vietnamese of the file's English labels.
LABELS = shape({"labels": mapping(text())})
# Chinese, Korean and Japanese of descriptions, found by the text they translate.
TEXTS = shape(
    {
        "texts": each(
            shape(
                {
                    "source": text(),
                    "language": one_of(("vi", "en")),
                    **{language: text() for language in ("zh-hans", "ko", "ja")},
                }
            ),
            by="source",
        )
    }
)
_AREA = maybe(number(0, 1e8))
_AMOUNT = maybe(number(0, 1e9))
_YEAR = maybe(whole(1900, 2200))
_COMMUNES = ("phường", "xã", "đặc khu")


def check(name: str, file: Mapping[str, Any]) -> None:
    """Refused with one sentence at the first fault of the file called `name`."""
    check_file(name, file, shape({"source_index": SOURCES, "records": each(shape({}))}))
    source = one_of(source_keys(file))
    check_file(
        name,
        file,
        shape(
            {
                "records": each(_record(source), by="slug"),
                "authorities": authorities(source),
                "statements": each(_statement(source), by="about"),
                "totals": shape(
                    {
                        "sources": each(source),
                        "note": maybe(text()),
                        "occupancy_pct": maybe(number(0, 100)),
                        "occupancy_as_of": maybe(printed_date),
                        "transmitting_as_of": maybe(printed_date),
                    }
                ),
                "coverage": shape(
                    {"complete": flag, "note_vi": text(), "note_en": text(), "note": maybe(text())}
                ),
            }
        ),
    )
    check_file(name, file, _links)


def _record(source: Check) -> Check:
    fields = {
        "slug": slug(),
        "publish": flag,
        "kind": one_of(Park.Kind.values),
        "status": one_of([Park.Status.OPERATING, Park.Status.BUILDING, Park.Status.PLANNED]),
        "status_confidence": confidence,
        "confidence": confidence,
        "name_vi": text(200),
        **dict.fromkeys(("name_en", "name_zh", "name_ko", "name_ja"), maybe(text(200))),
        "name_translations_reviewed": flag,
        **dict.fromkeys(("summary_vi", "summary_en"), maybe(text())),
        "aliases": each(text(200)),
        "location": shape(
            {
                "text_vi": maybe(text()),
                "text_en": maybe(text()),
                "former_district_vi": maybe(text(200)),
                "former_communes_vi": each(text(200)),
                "communes_since_2025_07": each(
                    shape(
                        {
                            "code": text(20),
                            "name_vi": text(200),
                            "name_en": text(200),
                            "unit_kind_vi": one_of(_COMMUNES),
                            "mapping_confidence": confidence,
                        }
                    )
                ),
            }
        ),
        "lat": maybe(number(*LATITUDES)),
        "lon": maybe(number(*LONGITUDES)),
        "coordinate_precision": maybe(text()),
        "parent_zone_slug": maybe(slug()),
        "authority_key": maybe(slug(60)),
        "field_sources": mapping(one_or_many(source)),
        "sources": each(source),
        **dict.fromkeys(("editor_note", "developer_note", "status_note"), maybe(text())),
        **_figures(source),
        **PATHS,
    }
    optional = {"counted_with_slug": maybe(slug()), "status_as_of": maybe(printed_date)}
    whole_record = shape(fields, optional)

    def checked(record: Any) -> None:
        whole_record(record)
        paths_name_something(record)
        if "incentives" in record:
            raise Wrong(_("are rows of incentives.json, not a text of a park."), "incentives")

    return checked


def _figures(source: Check) -> dict[str, Check]:
    amount = {"ha": number(0, 1e8), "label": text(), "source": source}
    return {
        "area_total_ha": _AREA,
        "area_total_as_of": maybe(printed_date),
        "area_industrial_ha": _AREA,
        "area_leased_ha": _AREA,
        "area_details": each(shape(amount)),
        "occupancy_pct": maybe(number(0, 100)),
        "occupancy_as_of": maybe(printed_date),
        "lease_price_usd_m2_min": maybe(number(0, 1e6)),
        "lease_price_usd_m2_max": maybe(number(0, 1e6)),
        "lease_price_as_of": maybe(printed_date),
        "management_fee": maybe(
            shape(
                {
                    "amount": number(0, 1e6),
                    "unit": one_of(list(filter(None, UNITS))),
                    "as_of": maybe(printed_date),
                    "source": source,
                }
            )
        ),
        "wastewater_treatment": shape(
            {
                "design_capacity_m3_day": _AMOUNT,
                "planned_capacity_m3_day": _AMOUNT,
                "standard": maybe(text()),
                "note": maybe(text()),
            }
        ),
        "central_treatment": shape(
            {
                "value": one_of(["yes", "no", "unknown"]),
                "source": maybe(source),
                "as_of": maybe(printed_date),
            }
        ),
        "power": shape(
            {"capacity_mva": _AMOUNT, "substations": each(text()), "note": maybe(text())}
        ),
        "water_supply_m3_day": _AMOUNT,
        "water_source": maybe(text()),
        "developer": maybe(text()),
        "established_year": _YEAR,
        "established_basis": maybe(text()),
        "lease_until": _YEAR,
        "priority_sectors": each(shape({"vi": text(200), "en": text(200)})),
        "distances_km": mapping(_AMOUNT, keys=one_of(PLACES)),
        "distances_other_km": each(
            shape({"to": text(), "km": number(0, 20_000), "source": source})
        ),
        "straight_line_km": maybe(mapping(number(0, 20_000), keys=one_of(PLACES))),
        "notable_tenants": each(shape({"name": text(), "detail": maybe(text())})),
        "investment_capital": each(
            shape(
                {"what": text(), "vnd_bn": _AMOUNT, "usd_m": _AMOUNT, "source": source},
                {"as_of": maybe(printed_date)},
            )
        ),
        "conflicts": each(
            shape(
                {"field": text(80)},
                {
                    "values": each(shape({"value": number(), "source": source})),
                    "kept": maybe(number()),
                    "why": text(),
                    "note": maybe(text()),
                },
            )
        ),
    }


def _statement(source: Check) -> Check:
    return shape(
        {
            "about": text(40),
            "value_pct": number(0, 100),
            "scope": text(),
            "as_of": printed_date,
            "confidence": confidence,
            "publish": flag,
            "source": source,
            "editor_note": maybe(text()),
        }
    )


def _links(file: Mapping[str, Any]) -> None:
    """What one record says of another must be there."""
    slugs = {record["slug"] for record in file["records"]}
    keys = {body["key"] for body in file["authorities"]}
    linked = {"parent_zone_slug": slugs, "counted_with_slug": slugs, "authority_key": keys}
    for place, record in enumerate(file["records"]):
        for name, known in linked.items():
            if record.get(name) is not None and record[name] not in known:
                said = _("“%(found)s” is not in this file.") % {"found": record[name]}
                raise Wrong(said, "records", (record["slug"], place), name)
        for n, conflict in enumerate(record["conflicts"]):
            if conflict.get("values") and "why" not in conflict:
                steps = ("records", (record["slug"], place), "conflicts", ("", n), "why")
                raise Wrong(_("is missing."), *steps)
