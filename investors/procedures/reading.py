"""Records of `data/procedures.json` as columns and rows. Pure reading: nothing is written here."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from investors.procedures.reading_parts import (
    UNSOURCED,
    Record,
    Row,
    basis_of,
    citations_of,
    papers_of,
    steps_of,
    variants_of,
)
from portal.provenance.confidence import carried_by, lowest
from portal.provenance.loading import state_of
from portal.provenance.models import State

Grades = Mapping[str, str]  # of the sources, by key


@dataclass
class Read:
    """One record. Bodies, instruments and sources are still keys here."""

    slug: str
    digest: str
    publish: bool
    procedure: Row
    version: Row
    receives_key: str | None = None
    decides_key: str | None = None
    steps: list[Row] = field(default_factory=list)
    papers: list[Row] = field(default_factory=list)
    basis: list[Row] = field(default_factory=list)
    variants: list[Row] = field(default_factory=list)
    citations: list[tuple[str, str]] = field(default_factory=list)

    def public_texts(self) -> Iterable[tuple[str, str]]:
        """(where, text) of everything that a reader of the page may see."""
        if not self.publish:
            return
        for name, text in self.version.items():
            stem = name.rsplit("_", 1)[0]
            state = self.version.get(f"{stem.removesuffix('_note').removesuffix('_rule')}_state")
            if isinstance(text, str) and name.endswith(("_vi", "_en")) and state != State.WITHHELD:
                yield name, text
        for rows in (self.steps, self.papers, self.variants):
            for row in rows:
                for name, text in row.items():
                    if name.endswith(("_vi", "_en")) and row["state"] != State.WITHHELD:
                        yield name, text


def read_record(record: Record, notes_vi: Mapping[str, str], as_of: date, grades: Grades) -> Read:
    """One of `records`: the full text of a procedure."""
    who, days = record["competent_authority"], record["statutory_days"]
    decides = state_of("competent_authority.decides_vi", record)
    note = days["note"] or ""
    version = {
        **_names(record, as_of, grades),
        "decision_number": record.get("decision_number") or "",
        "decision_date": record.get("decision_date") or "",
        "editor_note": _lines(steps=record["steps_basis"], copies=record["copies_basis"]),
        "receives_vi": who["receives_vi"] or "",
        "receives_state": state_of("competent_authority.receives_vi", record),
        "decides_vi": who["decides_vi"] or "",
        "decides_en": who["decides_en"] or "",
        "decides_state": decides,
        "decides_confidence": _sure(
            who.get("decides_confidence") or record["confidence"],
            "competent_authority",
            record,
            grades,
        ),
        "statutory_days": days["value"],
        "internal_days": record["internal_days"],
        "unit": days["unit"] or "working",
        "days_state": state_of("statutory_days", record),
        "days_confidence": _sure(days["confidence"], "statutory_days", record, grades),
        "days_note_vi": notes_vi.get(note, ""),
        "days_note_en": note,
        "fee_vnd": record["fee_vnd"],
        "fee_rule_vi": record["fee_rule_vi"] or "",
        "fee_rule_en": record["fee_rule_en"] or "",
        "fee_state": _stricter(state_of(path, record) for path in ("fee_vnd", "fee_rule_vi")),
        "fee_confidence": _sure(record["fee_confidence"], "fee_vnd", record, grades),
        "result_vi": record["result_document"]["vi"] or "",
        "result_en": record["result_document"]["en"] or "",
        "result_state": state_of("result_document", record),
        "online_level": record["online_level"] or "",
        "online_state": state_of("online_level", record),
        "online_confidence": _sure(
            record["online_level_confidence"], "online_level", record, grades
        ),
        "notes_vi": record["notes_2025_2026"]["vi"] or "",
        "notes_en": record["notes_2025_2026"]["en"] or "",
        "notes_state": state_of("notes_2025_2026", record),
        "copies_assumed": (record["copies_basis"] or "").startswith("one set assumed"),
    }
    procedure = {
        "kind": record["kind"],
        "field": record["field"],
        "code": record["code"] or "",
        "code_state": state_of("code", record),
        "handled_by": record["handled_by"],
        "opens_case": record["opens_case"],
        "state": state_of("", record),
        "editor_note": record["editor_note"] or "",
    }
    return Read(
        slug=record["slug"],
        digest=digest_of_record(record, notes_vi.get(note)),
        publish=bool(record["publish"]),
        procedure=procedure,
        version=version,
        receives_key=who["receives_authority_key"],
        decides_key=who["decides_authority_key"],
        steps=steps_of(record, decides),
        papers=papers_of(record),
        basis=basis_of(record),
        variants=variants_of(record),
        citations=citations_of(record),
    )


def read_referral(record: Record, as_of: date, grades: Grades) -> Read:
    """One of `referrals`: another body handles it; the portal guides and links.

    Its `note` is a remark to editors or belongs to withheld days, so officials alone see it.
    """
    version = {
        **_names(record, as_of, grades),
        "decides_vi": record["agency_vi"],
        "decides_en": record["agency_en"],
        "decides_state": state_of("agency_vi", record),
        "decides_confidence": _sure(record["confidence"], "", record, grades),
        "statutory_days": record["days"],
        "unit": record["unit"] or "working",
        "days_state": state_of("days", record),
        "days_confidence": _sure(record["confidence"], "", record, grades),
    }
    procedure = {
        "kind": record["kind"],
        "handled_by": "other_body",
        "state": state_of("", record),
        "editor_note": _lines(editor_note=record["editor_note"], note=record["note"]),
    }
    return Read(
        slug=record["slug"],
        digest=digest_of_record(record),
        publish=bool(record["publish"]),
        procedure=procedure,
        version=version,
        citations=[("", key) for key in record["sources"] if key != UNSOURCED],
    )


def read_abolished(record: Record, slug: str, field_name: str, as_of: date, grades: Grades) -> Read:
    """One of `abolished`. That it is gone was read at second hand only, hence the mark."""
    return Read(
        slug=slug,
        digest=digest_of_record(record),
        publish=True,
        procedure={
            "kind": "abolished",
            "field": field_name,
            "code": record["code"],
            "code_state": State.UNVERIFIED,
            "handled_by": "authority",
            "state": State.UNVERIFIED,
            "abolished_since": record["since"],
        },
        version={**_names({**record, "confidence": "medium"}, as_of, grades)},
        citations=[("", key) for key in record["sources"] if key != UNSOURCED],
    )


def digest_of_record(record: Record, *more: object) -> str:
    """What the files say of a record; equal digests mean that nothing was changed there."""
    said = json.dumps([record, *more], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _sure(own: str, about: str, record: Record, grades: Grades) -> str:
    """The lowest of the value's, the record's, and what the sources of `about` carry.

    Where the record names none for it, its sources as a whole stand in.
    """
    cited = record.get("field_sources", {}).get(about) or record["sources"]
    keys = [cited] if isinstance(cited, str) else cited
    carried = carried_by(grades[key] for key in keys if key != UNSOURCED)
    return lowest(own, record["confidence"], carried)


def _names(record: Record, as_of: date, grades: Grades) -> Row:
    return {
        "name_vi": record["name_vi"],
        "name_en": record["name_en"] or "",
        "confidence": _sure(record["confidence"], "", record, grades),
        "as_of": as_of,
    }


def _stricter(states: Iterable[State]) -> State:
    order = [State.PUBLISHED, State.UNVERIFIED, State.WITHHELD]
    return max(states, key=order.index)


def _lines(**remarks: str | None) -> str:
    return "\n".join(f"{name}: {text}" for name, text in remarks.items() if text)
