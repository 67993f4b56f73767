"""The lists of a record of `data/procedures.json` as rows. Pure reading."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from investors.procedures.file_shape import CITED_FOR
from portal.provenance.loading import state_of
from portal.provenance.models import State

Record = Mapping[str, Any]
Row = dict[str, Any]
UNSOURCED = "unsourced"  # the absence of a source


def steps_of(record: Record, decides: State) -> list[Row]:
    """Where the decider is withheld, the step that names the same body must not tell it."""
    decider = record["competent_authority"]["decides_vi"]
    rows = []
    for index, step in enumerate(record["steps"]):
        names_decider = decides == State.WITHHELD and decider in (step["actor_vi"] or "")
        rows.append(
            {
                "order": step["order"],
                "state": state_of(f"steps[{index}].name_vi", record),
                "name_vi": step["name_vi"],
                "name_en": step["name_en"] or "",
                "actor_vi": step["actor_vi"] or "",
                "actor_en": step["actor_en"] or "",
                "actor_state": (
                    State.WITHHELD
                    if names_decider
                    else state_of(f"steps[{index}].actor_vi", record)
                ),
                "days": _decimal(step["days"]),
                "days_state": state_of(f"steps[{index}].days", record),
                "days_indicative": _decimal(step["days_indicative"]),
            }
        )
    return rows


def papers_of(record: Record) -> list[Row]:
    return [
        {
            "order": index + 1,
            "state": state_of(f"required_documents[{index}]", record),
            "name_vi": paper["name_vi"],
            "name_en": paper["name_en"] or "",
            "copies": paper["copies"],
            "form": paper["form"] or "",
        }
        for index, paper in enumerate(record["required_documents"])
    ]


def variants_of(record: Record) -> list[Row]:
    return [
        {
            "order": index + 1,
            "state": state_of(f"variants[{index}]", record),
            "label_vi": variant["label_vi"],
            "label_en": variant["label_en"] or "",
            "days": variant["days"],
            "unit": variant["unit"] or "",
            "form": variant.get("form") or "",
            "source": None if variant["source"] == UNSOURCED else variant["source"],
        }
        for index, variant in enumerate(record["variants"])
    ]


def citations_of(record: Record) -> list[tuple[str, str]]:
    found = [("", key) for key in record["sources"]]
    for name, cited in record["field_sources"].items():
        keys = [cited] if isinstance(cited, str) else cited
        found += [(CITED_FOR[name], key) for key in keys]
    return [(about, key) for about, key in dict.fromkeys(found) if key != UNSOURCED]


def basis_of(record: Record) -> list[Row]:
    return [
        {
            "order": index + 1,
            "state": state_of(f"legal_basis[{index}]", record),
            "number": one["document"],
            "article": one["article"] or "",
        }
        for index, one in enumerate(record["legal_basis"])
    ]


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
