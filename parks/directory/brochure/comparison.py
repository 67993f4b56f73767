"""What the brochure of a comparison says: the rows of its page, with their proof."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parks.directory.brochure.values import Sources, plain, proof, value
from parks.directory.compare.rows import Cell, Row, groups_of
from parks.directory.models import Figure, Park
from parks.directory.record_shown import status_shown
from parks.directory.sections import headlines
from portal.languages.text import pick


def told_of_comparison(parks: list[Park], figures: Mapping[int, list[Figure]]) -> dict[str, Any]:
    language = get_language() or "vi"
    sources = Sources()
    columns = [
        {
            "name": plain(pick(park, "name", language)),
            "kind": str(park.get_kind_display()),
            "status": value(status_shown(park), sources),
            "demonstration": park.demonstration,
            "headlines": [value(one, sources) for one in headlines(figures.get(park.pk, []))],
        }
        for park in parks
    ]
    groups = [
        {
            "title": str(group.title),
            "rows": [_row(row, sources) for row in group.rows],
            "silent": _silent(group.silent),
        }
        for group in groups_of(parks, figures)
    ]
    return {
        "kind": "comparison",
        "title": {"text": _("Comparison of parks"), "lang": ""},
        "kicker": "",
        "demonstration": any(park.demonstration for park in parks),
        "columns": columns,
        "groups": groups,
        "sources": sources.listed(),
    }


def _silent(labels: list[Any]) -> str:
    names = ", ".join(str(label) for label in labels)
    return _("Not published by any of them: %(names)s") % {"names": names} if labels else ""


def _row(row: Row, sources: Sources) -> dict[str, Any]:
    cells = [_cell(cell, sources) for cell in row.cells]
    return {"label": str(row.label), "differs": row.differs, "cells": cells}


def _cell(cell: Cell, sources: Sources) -> dict[str, Any]:
    """`shared`: the one proof of all entries of a list, which have only their dates apart."""
    listed = cell.listed and not cell.unknown
    return {
        "unknown": cell.unknown,
        "text": plain(cell.text),
        "values": [value(one, sources) for one in cell.figures if not one.unknown],
        "shared": proof(cell.proof, sources) if listed else None,
    }
