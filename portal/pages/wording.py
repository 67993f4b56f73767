"""Numbers, units and periods of the indicators in the reader's words."""

from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.languages.printed import babel_name, date_in_words
from portal.provenance.dates import Period, read_period

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
# Under which heading a series stands; "": one that is not named here.
_GOVERNMENT, _INVESTMENT = _("How the province is governed"), _("Investment")
_PARKS, _ECONOMY = _("Industrial parks"), _("Economy")
THEMES: dict[str, Any] = {
    "fdi_total": _INVESTMENT,
    "manufacturing_investment_multiple": _INVESTMENT,
    **dict.fromkeys(("fdi_parks", "ddi_parks", "park_occupancy", "park_projects"), _PARKS),
    **dict.fromkeys(
        ("grdp", "grdp_growth", "grdp_per_capita", "iip", "manufacturing_share"), _ECONOMY
    ),
    **dict.fromkeys(("pci", "pgi", "par_index", "sipas", "papi"), _GOVERNMENT),
    "": _("Other"),
}
# What a period's last part says beside the time.
_PARTS: dict[str, Any] = {
    "total": _("total"),
    "domestic": _("domestic"),
    "manufacturing": _("manufacturing"),
    "plan": _("plan"),
}


def number(value: Decimal) -> str:
    return format_decimal(value, format="#,##0.####", locale=babel_name())


def period_in_words(printed: str) -> str:
    """ "2025-9M" -> "first 9 months of 2025"; as printed when it has another shape."""
    period = read_period(printed)
    if period is None:
        return printed
    words = _time_in_words(period)
    return f"{words}, {_PARTS.get(period.part, period.part)}" if period.part else words


def _time_in_words(period: Period) -> str:
    year = str(period.year)
    if period.until:
        return f"{year}–{period.until}"
    if period.month:
        return date_in_words(f"{year}-{period.month:02}")
    if period.quarter:
        return gettext("quarter %(quarter)s of %(year)s") % {
            "quarter": period.quarter,
            "year": year,
        }
    if period.half:
        return gettext("half %(half)s of %(year)s") % {"half": period.half, "year": year}
    if period.months:
        return gettext("first %(months)s months of %(year)s") % {
            "months": period.months,
            "year": year,
        }
    return year
