"""Reads a file of plots, CSV or GeoJSON, into checked rows; refused whole when a line is wrong."""

import csv
import io
import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from json import decoder, scanner
from typing import Any

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from parks.directory.models import Park
from parks.directory.plots.faults import Fault, FaultyFile
from parks.directory.plots.row import COLUMNS, REQUIRED, SHAPE, PlotRow, read_row

MOST_ROWS = 20_000
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
    return _checked(told)


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
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FaultyFile([Fault(line, _("This is not UTF-8 text. Save the file as UTF-8."))]) from (
            error
        )
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise FaultyFile([Fault(line, _("A null character: this is not a text file."))])
    return text


# A line's values and shape, or what keeps it from having any.
Told = tuple[int, Mapping[str, Any], Mapping[str, Any] | None] | Fault


def _checked(told: Iterator[Told]) -> list[PlotRow]:
    rows: list[PlotRow] = []
    faults: list[Fault] = []
    first_at: dict[tuple[str, str], int] = {}
    for one in told:
        if len(rows) + len(faults) >= MOST_ROWS:
            raise _whole(format_lazy(_("The file has more than {most} plots."), most=MOST_ROWS))
        if isinstance(one, Fault):
            faults.append(one)
            continue
        line, values, geometry = one
        row, wrong = read_row(line, values, geometry)
        rows.append(row)
        faults += wrong
        if row.park and row.code:
            before = first_at.setdefault((row.park, row.code), line)
            if before != line:
                faults.append(
                    Fault(
                        line,
                        format_lazy(
                            _("The code {code} stands on line {before} already."),
                            code=row.code,
                            before=before,
                        ),
                        "code",
                    )
                )
    if not rows and not faults:
        raise _whole(_("The file holds no plot."))
    known = set(
        Park.objects.filter(slug__in={row.park for row in rows}).values_list("slug", flat=True)
    )
    faults += [
        Fault(row.line, format_lazy(_("There is no park “{slug}”."), slug=row.park[:60]), "park")
        for row in rows
        if row.park and row.park not in known
    ]
    if faults:
        raise FaultyFile(faults)
    return rows


def _of_csv(text: str) -> Iterator[Told]:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(lines, [])]
        _check_header(header)
        end = lines.line_num
        for cells in lines:
            line, end = end + 1, lines.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                sentence = format_lazy(
                    _("{found} values, and the header names {wanted}."),
                    found=len(cells),
                    wanted=len(header),
                )
                yield Fault(line, sentence)
                continue
            yield line, dict(zip(header, cells, strict=True)), None
    except csv.Error as error:
        fault = Fault(lines.line_num, _("This line cannot be read as CSV: is a quote left open?"))
        raise FaultyFile([fault]) from error


def _check_header(header: list[str]) -> None:
    faults = [
        Fault(1, format_lazy(_("The column “{name}” is missing."), name=name))
        for name in REQUIRED
        if name not in header
    ]
    for name in dict.fromkeys(header):
        if name not in COLUMNS:
            sentence = format_lazy(
                _("The column “{name}” is not known. Columns: {known}."),
                name=name[:40],
                known=", ".join(COLUMNS),
            )
            faults.append(Fault(1, sentence))
        elif header.count(name) > 1:
            faults.append(Fault(1, format_lazy(_("The column “{name}” stands twice."), name=name)))
    if faults:
        raise FaultyFile(faults)


class _Placed(dict[str, Any]):
    """An object of a JSON text that knows where it began."""

    start = 0


class _PlacingDecoder(json.JSONDecoder):
    """Reads JSON and keeps where each object began; the library's own reader does not tell."""

    def __init__(self) -> None:
        super().__init__()
        self.parse_object = self._placed
        self.scan_once = scanner.py_make_scanner(self)  # type: ignore[attr-defined]

    def _placed(self, s_and_end: tuple[str, int], *rest: Any, **more: Any) -> tuple[Any, int]:
        content, end = decoder.JSONObject(s_and_end, *rest, **more)  # type: ignore[attr-defined]
        placed = _Placed(content)
        placed.start = s_and_end[1] - 1
        return placed, end


def _of_geojson(text: str) -> Iterator[Told]:
    try:
        whole = _PlacingDecoder().decode(text)
    except json.JSONDecodeError as error:
        raise FaultyFile([Fault(error.lineno, _("The JSON breaks off or is wrong here."))]) from (
            error
        )
    except RecursionError as error:
        raise _whole(_("The file is nested too deeply.")) from error
    except ValueError as error:  # a number of thousands of digits
        raise _whole(_("This is too large to be true.")) from error
    if not isinstance(whole, _Placed) or whole.get("type") != "FeatureCollection":
        raise _whole(_("The file is no GeoJSON FeatureCollection."))
    features = whole.get("features")
    if not isinstance(features, list):
        raise _whole(_("The collection has no list of features."))
    ends = [place for place, letter in enumerate(text) if letter == "\n"]
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, _Placed) else None
        line = bisect_right(ends, feature.start) + 1 if isinstance(feature, _Placed) else 0
        if not isinstance(properties, dict) or feature.get("type") != "Feature":
            yield Fault(line, format_lazy(_("Entry {number} is no feature."), number=number))
            continue
        geometry = feature.get("geometry")
        if geometry is not None and not isinstance(geometry, dict):
            yield Fault(line, _("The shape cannot be read as GeoJSON."), SHAPE)
            continue
        yield line, {name: properties.get(name) for name in COLUMNS}, geometry
