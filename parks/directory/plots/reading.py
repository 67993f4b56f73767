"""Reads a file of plots, CSV or GeoJSON, into checked rows; refused whole when a line is wrong."""

import csv
import io
import json
from bisect import bisect_right
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from parks.directory.models import Park
from parks.directory.plots.faults import Fault, FaultyFile
from parks.directory.plots.placed_json import Placed, PlacingDecoder
from parks.directory.plots.row import (
    COLUMNS,
    NOT_UTF8,
    REQUIRED,
    SHAPE,
    PlotRow,
    read_row,
    unreadable,
)

MOST_ROWS = 20_000
MOST_BROKEN = 100  # lines that are no CSV, before reading stops
_BROKEN = _("This line cannot be read as CSV: is a quote left open?")
# What other kinds of file begin with, so that a renamed one is called by its name.
_OTHERS = {
    b"PK\x03\x04": _("a spreadsheet or an archive"),
    b"%PDF": _("a PDF"),
    b"\xd0\xcf\x11\xe0": _("an old Office file"),
    b"\x89PNG": _("a picture"),
    b"\xff\xd8\xff": _("a picture"),
    b"\x1f\x8b": _("an archive"),
    b"SQLite format 3": _("a database"),
}


def read_plots(name: str, content: bytes) -> list[PlotRow]:
    """The rows of a file, in its order. `FaultyFile` names every line that is wrong.

    The name decides how it is read ("….csv", "….geojson", "….json"), and the content must agree.
    """
    ending = name.lower().rpartition(".")[2]
    if ending not in ("csv", "geojson", "json"):
        raise _whole(_("The name must end in .csv or .geojson."))
    text = _text_of(content)
    looks_like_json = text.lstrip()[:1] in ("{", "[")
    if ending == "csv" and looks_like_json:
        raise _whole(_("The name says CSV, and the file holds JSON. Name it .geojson."))
    if ending != "csv" and not looks_like_json:
        raise _whole(_("The name says GeoJSON, and the file holds no JSON."))
    told = _of_csv(text) if ending == "csv" else _of_geojson(text)
    return _checked(told, _unreadable_lines(text))


def too_large() -> FaultyFile:
    most = settings.UPLOAD_MOST_BYTES // 1024 // 1024
    return _whole(format_lazy(_("The file is larger than {most} MB."), most=most))


def _whole(sentence: Any) -> FaultyFile:
    return FaultyFile([Fault(0, sentence)])


def _text_of(content: bytes) -> str:
    if len(content) > settings.UPLOAD_MOST_BYTES:
        raise too_large()
    if not content.strip():
        raise _whole(_("The file is empty."))
    for start, what in _OTHERS.items():
        if content.startswith(start):
            raise _whole(
                format_lazy(_("The file is not what its name says: it is {what}."), what=what)
            )
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise FaultyFile([Fault(1, NOT_UTF8)])
    # What is no UTF-8 stays marked in its place, so that the rest can be checked.
    return content.decode("utf-8-sig", "surrogateescape")


def _lines(text: str) -> list[str]:
    return list(io.StringIO(text, newline=""))


def _unreadable_lines(text: str) -> Iterator[Fault]:
    for number, line in enumerate(_lines(text), start=1):
        bad = "" if line.isascii() and "\x00" not in line else unreadable(line)
        if bad:
            yield Fault(number, bad)


# A line's values and shape, or what keeps it from having any.
Told = tuple[int, Mapping[str, Any], Mapping[str, Any] | None] | Fault


def _checked(told: Iterator[Told], unreadable_lines: Iterable[Fault]) -> list[PlotRow]:
    rows: list[PlotRow] = []
    faults: list[Fault] = []
    try:
        for one in told:
            if len(rows) >= MOST_ROWS:
                raise _whole(format_lazy(_("The file has more than {most} plots."), most=MOST_ROWS))
            if isinstance(one, Fault):
                faults.append(one)
                continue
            row, wrong = read_row(*one)
            rows.append(row)
            faults += wrong
    except FaultyFile as stopped:  # nothing after it can be read; what was found is told
        faults += stopped.faults
    named = {(fault.line, str(fault.sentence)) for fault in faults}
    faults += [one for one in unreadable_lines if (one.line, str(one.sentence)) not in named]
    if not rows and not faults:
        raise _whole(_("The file holds no plot."))
    faults += [*_doubled(rows), *_in_no_park(rows)]
    if faults:
        raise FaultyFile(faults)
    return rows


def _doubled(rows: list[PlotRow]) -> Iterator[Fault]:
    first_at: dict[tuple[str, str], int] = {}
    for row in rows:
        if not (row.park and row.code):
            continue
        before = first_at.setdefault((row.park, row.code), row.line)
        if before != row.line:
            said = _("The code {code} stands on line {before} already.")
            yield Fault(row.line, format_lazy(said, code=row.code, before=before), "code")


def _in_no_park(rows: list[PlotRow]) -> Iterator[Fault]:
    known = set(
        Park.objects.filter(slug__in={row.park for row in rows}).values_list("slug", flat=True)
    )
    for row in rows:
        if row.park and row.park not in known:
            said = format_lazy(_("There is no park “{slug}”."), slug=row.park[:60])
            yield Fault(row.line, said, "park")


def _of_csv(text: str) -> Iterator[Told]:
    records = _records(_lines(text))
    _line, first = next(records, (1, []))
    if first is None:
        yield Fault(1, _BROKEN)
        return
    header = [name.strip() for name in first]
    wrong = list(_wrong_header(header))
    yield from wrong
    if wrong:
        return
    for line, cells in records:
        if cells is None:
            yield Fault(line, _BROKEN)
        elif not any(cell.strip() for cell in cells):
            continue
        elif len(cells) != len(header):
            sentence = format_lazy(
                _("{found} values, and the header names {wanted}."),
                found=len(cells),
                wanted=len(header),
            )
            yield Fault(line, sentence)
        else:
            yield line, dict(zip(header, cells, strict=True)), None


def _records(lines: list[str]) -> Iterator[tuple[int, list[str] | None]]:
    """Each record with the line it begins on; None: it cannot be read.

    Reading begins again on the line after such a one, for a quote left open hides all that
    follow; not without end, since each time may read the whole rest.
    """
    begun = 0
    for _time in range(MOST_BROKEN):
        reader, end = csv.reader(islice(lines, begun, None), strict=True), begun
        try:
            for cells in reader:
                yield end + 1, cells
                end = begun + reader.line_num
        except csv.Error:
            yield end + 1, None
            begun = end + 1
        else:
            return
    raise FaultyFile([Fault(begun, _("Too many lines cannot be read: reading stopped here."))])


def _wrong_header(header: list[str]) -> Iterator[Fault]:
    bad = dict.fromkeys(unreadable(name) for name in header if unreadable(name))
    yield from (Fault(1, said) for said in bad)
    if bad:  # the names that seem to be missing may be among these
        return
    for name in REQUIRED:
        if name not in header:
            yield Fault(1, format_lazy(_("The column “{name}” is missing."), name=name))
    for name in dict.fromkeys(header):
        if name not in COLUMNS:
            sentence = format_lazy(
                _("The column “{name}” is not known. Columns: {known}."),
                name=name[:40],
                known=", ".join(COLUMNS),
            )
            yield Fault(1, sentence)
        elif header.count(name) > 1:
            yield Fault(1, format_lazy(_("The column “{name}” stands twice."), name=name))


def _of_geojson(text: str) -> Iterator[Told]:
    try:
        whole = PlacingDecoder().decode(text)
    except json.JSONDecodeError as error:
        raise FaultyFile([Fault(error.lineno, _("The JSON breaks off or is wrong here."))]) from (
            error
        )
    except RecursionError as error:
        raise _whole(_("The file is nested too deeply.")) from error
    except ValueError as error:  # a number of thousands of digits
        raise _whole(_("This is too large to be true.")) from error
    if not isinstance(whole, Placed) or whole.get("type") != "FeatureCollection":
        raise _whole(_("The file is no GeoJSON FeatureCollection."))
    features = whole.get("features")
    if not isinstance(features, list):
        raise _whole(_("The collection has no list of features."))
    ends = [place for place, letter in enumerate(text) if letter == "\n"]
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, Placed) else None
        line = bisect_right(ends, feature.start) + 1 if isinstance(feature, Placed) else 0
        if not isinstance(properties, dict) or feature.get("type") != "Feature":
            yield Fault(line, format_lazy(_("Entry {number} is no feature."), number=number))
            continue
        geometry = feature.get("geometry")
        if geometry is not None and not isinstance(geometry, dict):
            yield Fault(line, _("The shape cannot be read as GeoJSON."), SHAPE)
            continue
        yield line, {name: properties.get(name) for name in COLUMNS}, geometry
