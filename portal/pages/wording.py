"""Numbers, units and periods of the indicators in the reader's words."""

import re
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from parks.directory.showing import date_in_words

UNITS: dict[str, Any] = {
    "points of 100": _("points of 100"),
    "points of 40": _("points of 40"),
    "percent": "%",
    "rank": "",
    "USD billion": _("billion USD"),
    "USD million": _("million USD"),
    "VND billion": _("billion VND"),
    "USD": "USD",
    "projects": _("projects"),
    "times": _("times"),
}
# What a period's last part says beside the time.
_PARTS: dict[str, Any] = {
    "total": _("total"),
    "domestic": _("domestic"),
    "manufacturing": _("manufacturing"),
    "plan": _("plan"),
}
_PERIOD = re.compile(
    r"^(?P<year>\d{4})(?:-(?P<until>\d{4})|-(?P<month>\d{2})|-Q(?P<quarter>\d)|-(?P<months>\d+)M)?"
    r"(?:-(?P<part>[a-z]+))?$"
)


def number(value: Decimal) -> str:
    return format_decimal(value, format="#,##0.####", locale=(get_language() or "vi"))


def period_in_words(period: str) -> str:
    """ "2025-9M" -> "9 months of 2025"; as printed when it has another shape."""
    found = _PERIOD.match(period)
    if found is None:
        return period
    words = _time_in_words(found)
    part = found["part"]
    return f"{words}, {_PARTS.get(part, part)}" if part else words


def _time_in_words(found: re.Match[str]) -> str:
    year = found["year"]
    if found["until"]:
        return f"{year}–{found['until']}"
    if found["month"]:
        return date_in_words(f"{year}-{found['month']}")
    if found["quarter"]:
        return gettext("quarter %(quarter)s of %(year)s") % {
            "quarter": found["quarter"],
            "year": year,
        }
    if found["months"]:
        return gettext("first %(months)s months of %(year)s") % {
            "months": found["months"],
            "year": year,
        }
    return year
