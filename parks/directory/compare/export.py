"""The comparison as a table for a spreadsheet: every value with its date, source and marks."""

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from parks.directory.compare.rows import Cell, Group
from parks.directory.models import Park
from parks.directory.showing import ShownFigure
from portal.languages.text import pick
from portal.provenance.models import State
from portal.spreadsheets import harmless


def write_csv(
    out: TextIO, parks: list[Park], groups: Iterable[Group], language: str, note: str
) -> None:
    """UTF-8 with a mark in front, which spreadsheets need to read Vietnamese. `note`: what is to
    be known of the translation, after the table."""
    out.write("\ufeff")
    table = csv.writer(out)
    header: list[Any] = [_("Group"), _("Value")]
    for park in parks:
        name = pick(park, "name", language).text
        header += [name, _("Unit"), _("As of"), _("Source"), _("Confidence"), _("Mark")]
    table.writerow([harmless(cell) for cell in header])
    for group in groups:
        for row in group.rows:
            line: list[Any] = [group.title, row.label]
            for cell in row.cells:
                line += _columns(cell)
            table.writerow([harmless(part) for part in line])
        for label in group.silent:
            unknown = [_("not published"), "", "", "", "", ""]
            table.writerow([harmless(part) for part in (group.title, label, *unknown * len(parks))])
    if note:
        table.writerow([harmless(note), *[""] * (len(header) - 1)])


def _columns(cell: Cell) -> list[str]:
    """Value, unit, as of, source, confidence, mark."""
    if cell.unknown:
        return [_("not published"), "", "", "", "", ""]
    if cell.text:
        return [strip_tags(str(cell.text)), "", "", "", "", ""]
    told = [one for one in cell.figures if not one.unknown]
    return [
        "; ".join(_plainly(one, named=len(told) > 1) for one in told),
        _once(str(one.unit) for one in told),
        _once(strip_tags(one.as_of) for one in told),
        _once(f"{title} {url}".strip() for one in told for title, url, _grade in one.sources),
        _once(str(one.confidence) for one in told),
        _once(mark for one in told for mark in _marks(one)),
    ]


def _plainly(figure: ShownFigure, *, named: bool) -> str:
    name, value = strip_tags(str(figure.name)), strip_tags(str(figure.value))
    return f"{name}: {value}" if named and name else value


def _marks(figure: ShownFigure) -> Iterable[str]:
    """The stage too: a column of numbers stays one of numbers."""
    yield str(figure.stage)
    if figure.state == State.UNVERIFIED:
        yield str(State.UNVERIFIED.label)
    elif figure.to_be_checked:
        yield _("to be checked")
    if figure.stale:
        yield _("to be reviewed since %(day)s") % {"day": figure.stale.isoformat()}


def _once(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
