"""What `data/procedures.json` must look like, as a table."""

from collections.abc import Mapping
from typing import Any

from investors.procedures.models import Instrument, Procedure, ProcedureVersion, Unit
from portal.provenance.checking import (
    Check,
    Wrong,
    check_file,
    day,
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
    twice,
    whole,
)
from portal.provenance.files import PATHS, SOURCES, confidence, paths_name_something, source_keys

# Vietnamese of the notes on days, by their English.
NOTES = shape({"notes": mapping(text(300))})
_CODE = text(30)
_DAYS = maybe(whole(0, 1000))
_NAME = text(300)
_FIELDS = [key for key in Procedure.Field.values if key]
_KINDS = [kind for kind in Procedure.Kind.values if kind != Procedure.Kind.ABOLISHED]
_LEVELS = [level for level in ProcedureVersion.OnlineLevel.values if level]
# What a record may cite sources for -> what the citation is about.
CITED_FOR = {
    "code": "code",
    "competent_authority": "authority",
    "statutory_days": "days",
    "required_documents": "papers",
    "online_level": "online",
    "notes_2025_2026": "notes",
}


def check(name: str, file: Mapping[str, Any]) -> None:
    """Refused with one sentence at the first fault of the file called `name`."""
    check_file(name, file, shape({"as_of": day, "source_index": SOURCES}))
    source = one_of(source_keys(file))
    check_file(name, file, shape({"instruments": each(_instrument(source), by="number")}))
    law = one_of([one["number"] for one in file["instruments"]])
    check_file(
        name,
        file,
        shape(
            {
                "records": each(_record(source, law), by="slug"),
                "referrals": each(_with_paths(_referral(source)), by="slug"),
                "abolished": each(_abolished(source), by="code"),
            }
        ),
    )
    check_file(name, file, _no_slug_twice)


def _record(source: Check, law: Check) -> Check:
    fields = {
        "slug": slug(),
        "publish": flag,
        "kind": one_of(_KINDS),
        "field": one_of(_FIELDS),
        "code": maybe(_CODE),
        "name_vi": _NAME,
        "name_en": maybe(_NAME),
        "handled_by": text(30),
        "opens_case": flag,
        "authority_key": maybe(slug(60)),
        "competent_authority": shape(
            {
                "receives_vi": maybe(_NAME),
                "decides_vi": maybe(_NAME),
                "decides_en": maybe(_NAME),
                "receives_authority_key": maybe(slug(60)),
                "decides_authority_key": maybe(slug(60)),
            },
            {"decides_confidence": maybe(confidence)},
        ),
        "statutory_days": shape(
            {
                "value": _DAYS,
                "unit": maybe(one_of(Unit.values)),
                "note": maybe(_NAME),
                "confidence": confidence,
            }
        ),
        "internal_days": _DAYS,
        "fee_vnd": maybe(whole(0, 10**12)),
        "fee_rule_vi": maybe(_NAME),
        "fee_rule_en": maybe(_NAME),
        "fee_confidence": confidence,
        "result_document": shape({"vi": maybe(_NAME), "en": maybe(_NAME)}),
        "online_level": maybe(one_of(_LEVELS)),
        "online_level_confidence": confidence,
        "notes_2025_2026": shape({"vi": maybe(text()), "en": maybe(text())}),
        "confidence": confidence,
        "sources": each(source),
        "field_sources": mapping(one_or_many(source), keys=one_of(CITED_FOR)),
        **dict.fromkeys(("editor_note", "steps_basis", "copies_basis"), maybe(text())),
        **_parts(source, law),
        **PATHS,
    }
    # The decision by which the procedure was announced, where one was read.
    announced = {"decision_number": maybe(text(60)), "decision_date": maybe(printed_date)}
    return _with_paths(shape(fields, announced))


def _parts(source: Check, law: Check) -> dict[str, Check]:
    some_days = maybe(number(0, 1000))
    return {
        "steps": each(
            shape(
                {
                    "order": whole(1, 1000),
                    "name_vi": _NAME,
                    "name_en": maybe(_NAME),
                    "actor_vi": maybe(_NAME),
                    "actor_en": maybe(_NAME),
                    "days": some_days,
                    "days_indicative": some_days,
                }
            ),
            by="order",
        ),
        "required_documents": each(
            shape(
                {
                    "name_vi": _NAME,
                    "name_en": maybe(_NAME),
                    "copies": maybe(whole(0, 100)),
                    "form": maybe(text(40)),
                }
            )
        ),
        "legal_basis": each(shape({"document": law, "article": maybe(text(60))})),
        "variants": each(
            shape(
                {
                    "label_vi": _NAME,
                    "label_en": maybe(_NAME),
                    "days": _DAYS,
                    "unit": maybe(one_of(Unit.values)),
                    "source": source,
                },
                {"form": maybe(text(40))},
            )
        ),
    }


def _referral(source: Check) -> Check:
    return shape(
        {
            "slug": slug(),
            "publish": flag,
            "kind": one_of(_KINDS),
            "name_vi": _NAME,
            "name_en": maybe(_NAME),
            "agency_vi": _NAME,
            "agency_en": _NAME,
            "days": _DAYS,
            "unit": maybe(one_of(Unit.values)),
            "note": maybe(text()),
            "editor_note": maybe(text()),
            "confidence": confidence,
            "sources": each(source),
            "withheld_fields": PATHS["withheld_fields"],
        }
    )


def _abolished(source: Check) -> Check:
    return shape(
        {
            "code": one_of(ABOLISHED),
            "name_vi": _NAME,
            "name_en": maybe(_NAME),
            "since": text(120),
            "sources": each(source),
        }
    )


# Where the procedures that ended would be looked for: the file gives them no place of their own.
ABOLISHED = {"1.010728": ("cap-doi-giay-phep-moi-truong", "environment")}


def _instrument(source: Check) -> Check:
    return shape(
        {
            "number": text(40),
            "title_vi": _NAME,
            "title_en": maybe(_NAME),
            "issued": maybe(day),
            "in_force_from": maybe(day),
            "in_force_until": maybe(day),
            "replaces": each(text(40)),
            "amended_by": each(text(40)),
            "status_2026_11": one_of(Instrument.Standing.values),
            "confidence": confidence,
            "note": maybe(text()),
            "sources": each(source),
        }
    )


def _with_paths(fields: Check) -> Check:
    def checked(record: Any) -> None:
        fields(record)
        paths_name_something(record)

    return checked


def _no_slug_twice(file: Mapping[str, Any]) -> None:
    """An address belongs to one procedure, in whichever list it stands."""
    seen = {slug for slug, _field in ABOLISHED.values()}
    for name in ("records", "referrals"):
        for place, record in enumerate(file[name]):
            if record["slug"] in seen:
                raise Wrong(twice(record["slug"]), name, (record["slug"], place), "slug")
            seen.add(record["slug"])
