"""One plot as a file tells it, checked value by value."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from parks.directory.models import Plot
from parks.directory.plots.faults import Fault
from parks.directory.plots.shapes import BadShape, inside_point

# The columns of a table, and the properties of a GeoJSON feature; the first four are required.
COLUMNS = (
    "park",
    "code",
    "status",
    "area_ha",
    "offer",
    "smallest_lot_ha",
    "sectors",
    "price_min_usd_m2",
    "price_max_usd_m2",
    "price_as_of",
    "latitude",
    "longitude",
)
REQUIRED = COLUMNS[:4]
SHAPE = "geometry"
# A section letter of VSIC, or two to five digits of a division, group or class.
_SECTOR = re.compile(r"[A-V]|[0-9]{2,5}")
# No control characters, and none that turn the direction of what stands beside them.
_CODE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]{1,40}")
_AS_OF = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_MOST_DIGITS = 12
NOT_UTF8 = _("This is not UTF-8 text. Save the file as UTF-8.")
NO_TEXT = _("A null character: this is not a text file.")


@dataclass
class PlotRow:
    """`values` are columns of `Plot`; `park` is the slug of its park."""

    line: int
    park: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return str(self.values.get("code", ""))


class _Bad(Exception):
    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_row(
    line: int, told: Mapping[str, Any], geometry: Mapping[str, Any] | None = None
) -> tuple[PlotRow, list[Fault]]:
    """The row and what is wrong with it; a faulty row is never kept."""
    row, faults = PlotRow(line), []
    for name in COLUMNS:
        try:
            text = _as_text(told.get(name))
            content = _READERS[name](text)
        except _Bad as bad:
            faults.append(Fault(line, bad.sentence, name))
            continue
        if name == "park":
            row.park = content
        else:
            row.values[name] = content
    if not faults:
        faults += [Fault(line, said, name) for name, said in _together(row.values)]
    if not faults:
        try:
            _place(row, geometry)
        except BadShape as bad:
            faults.append(Fault(line, bad.sentence, SHAPE))
    return row, faults


def _as_text(content: Any) -> str:
    if content is None:
        return ""
    if isinstance(content, list):
        return " ".join(_as_text(one) for one in content)
    text = str(content).strip()
    bad = unreadable(text)
    if bad:
        raise _Bad(bad)
    return text


def unreadable(text: str) -> Any:
    """What keeps it from being text, "" where nothing does. A byte that is no UTF-8 was read as
    half a letter, which JSON may also name by itself ("\\ud800")."""
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return NOT_UTF8
    return NO_TEXT if "\x00" in text else ""


def _place(row: PlotRow, geometry: Mapping[str, Any] | None) -> None:
    latitude, longitude = row.values["latitude"], row.values["longitude"]
    if geometry is None and latitude is not None:
        geometry = {"type": "Point", "coordinates": [float(longitude), float(latitude)]}
    row.values["shape"] = None
    if geometry is not None:
        lat, lon = inside_point(geometry)
        # What else a geometry holds (RFC 7946, section 6.1) is nobody's to publish.
        row.values["shape"] = {name: geometry[name] for name in ("type", "coordinates")}
        row.values["latitude"], row.values["longitude"] = Decimal(str(lat)), Decimal(str(lon))


def _together(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What no single value can say."""
    lot, low, high = (
        values[name] for name in ("smallest_lot_ha", "price_min_usd_m2", "price_max_usd_m2")
    )
    if lot is not None and lot > values["area_ha"]:
        yield "smallest_lot_ha", _("The smallest lot is larger than the plot.")
    if low is not None and high is not None and low > high:
        yield "price_min_usd_m2", _("The lowest price is above the highest.")
    if (low is not None or high is not None) and not values["price_as_of"]:
        yield "price_as_of", _("A price needs its date.")
    if values["latitude"] is None and values["longitude"] is not None:
        yield "latitude", _("Give latitude and longitude, or none of them.")
    if values["longitude"] is None and values["latitude"] is not None:
        yield "longitude", _("Give latitude and longitude, or none of them.")


def _filled(text: str) -> str:
    if not text:
        raise _Bad(_("This value is needed."))
    return text


def _code(text: str) -> str:
    if not _CODE.fullmatch(_filled(text)):
        raise _Bad(_("A code has at most 40 characters on one line."))
    return text


def _choice(choices: Any, otherwise: str = "") -> Callable[[str], str]:
    def read(text: str) -> str:
        chosen = text or otherwise
        if _filled(chosen) not in choices.values:
            raise _Bad(
                format_lazy(
                    _("“{text}” is none of: {choices}."),
                    text=text[:60],
                    choices=", ".join(choices.values),
                )
            )
        return chosen

    return read


def _number(places: int, *, positive: bool = False) -> Callable[[str], Decimal | None]:
    """A plain number with a point; empty is None. "1.234,5" and "1e3" are refused, not guessed."""

    def read(text: str) -> Decimal | None:
        if not text:
            return None
        if not re.fullmatch(r"-?[0-9]{1,12}(?:\.[0-9]{1,12})?", text):
            raise _Bad(
                format_lazy(
                    _("“{text}” is not a number. Write it with a point: 12.5."), text=text[:60]
                )
            )
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise _Bad(_("This is not a number.")) from error
        if number < 0 or (positive and number == 0):
            raise _Bad(_("This must be more than nothing.") if positive else _("Less than zero."))
        if number != round(number, places):
            raise _Bad(format_lazy(_("At most {places} decimal places."), places=places))
        if number >= 10 ** (_MOST_DIGITS - 6):
            raise _Bad(_("This is too large to be true."))
        return number

    return read


def _area(text: str) -> Decimal | None:
    return _number(4, positive=True)(_filled(text))


def _degrees(text: str) -> Decimal | None:
    if not text:
        return None
    if not re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{1,12})?", text):
        raise _Bad(_("Write degrees with a point: 21.40123."))
    return Decimal(text)


def _sectors(text: str) -> list[str]:
    codes = [code for code in re.split(r"[\s;,]+", text.upper()) if code]
    for code in codes:
        if not _SECTOR.fullmatch(code):
            raise _Bad(
                format_lazy(
                    _("“{code}” is no VSIC code: a letter A to V, or two to five digits."),
                    code=code[:20],
                )
            )
    return list(dict.fromkeys(codes))


def _as_of(text: str) -> str:
    if text and not _AS_OF.fullmatch(text):
        raise _Bad(_("Write the date as 2026, 2026-05 or 2026-05-31."))
    if len(text) == 10:
        try:
            date.fromisoformat(text)
        except ValueError as error:
            raise _Bad(_("There is no such day.")) from error
    return text


_READERS: dict[str, Callable[[str], Any]] = {
    "park": _filled,
    "code": _code,
    "status": _choice(Plot.Status),
    "area_ha": _area,
    "offer": _choice(Plot.Offer, Plot.Offer.LAND),
    "smallest_lot_ha": _number(4, positive=True),
    "sectors": _sectors,
    "price_min_usd_m2": _number(2),
    "price_max_usd_m2": _number(2),
    "price_as_of": _as_of,
    "latitude": _degrees,
    "longitude": _degrees,
}
