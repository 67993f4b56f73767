"""Numbers, units and periods of the indicators in the reader's words."""

from decimal import Decimal
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.languages.marked import timed, with_days
from portal.languages.money import MONEY, money_in_words
from portal.languages.numbers import number_in_words
from portal.languages.printed import date_in_words
from portal.languages.text import Shown, pick
from portal.provenance.dates import Period, read_period

UNITS: dict[str, Any] = {
    "points of 100": _("points of 100"),
    "points of 40": _("points of 40"),
    "percent": "%",
    "rank": "",
    # Beside an amount, portal/languages/money.py says these four.
    "USD billion": _("billion USD"),
    "USD million": _("million USD"),
    "VND billion": _("billion VND"),
    "USD": "USD",
    "projects": _("projects"),
    "times": _("times"),
}
# Who publishes a series, as the data file names it.
PUBLISHERS: dict[str, Any] = {
    "Ban Quản lý Khu kinh tế": _("Economic Zone Authority"),
    "Bộ Nội vụ": _("Ministry of Home Affairs"),
    "Bộ Tài chính": _("Ministry of Finance"),
    "Cơ quan Thống kê": _("statistics office"),
    "Sở Công Thương": _("Department of Industry and Trade"),
    "Tỉnh": pgettext_lazy("publisher", "the province"),
}
# How a value of each of these kinds is said: an amount that is not exact says so beside it.
_INEXACT: dict[str, Any] = {
    "about": pgettext_lazy("amount", "about %(amount)s"),
    "at least": pgettext_lazy("amount", "at least %(amount)s"),
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


def amount_in_words(value: Decimal, unit: str, kind: str) -> tuple[str, Any]:
    """(amount, unit) as a figure shows them; "about" and "at least" belong to the amount."""
    words = money_in_words(value, unit) if unit in MONEY else number_in_words(value)
    inexact = _INEXACT.get(kind)
    said = str(inexact % {"amount": words}) if inexact else words
    return said, "" if unit in MONEY else UNITS.get(unit, unit)


def publisher_in_words(printed: str) -> Shown:
    """ "Tỉnh / Bộ Tài chính" in the reader's language; tagged as Vietnamese where the name has no
    translation here."""
    language = get_language() or "vi"
    parts = printed.split(" / ")
    # Abbreviations ("VCCI") are the same in every language.
    known = all(part in PUBLISHERS or part.isascii() for part in parts)
    if known and language != "vi":
        return Shown(" / ".join(str(PUBLISHERS.get(part, part)) for part in parts), language)
    return Shown(printed, "vi")


def said_by(printed: str) -> Shown:
    """Who said a value: the file writes "Vietnamese / English"."""
    vietnamese, both, english = printed.partition(" / ")
    texts = {"said_vi": vietnamese, "said_en": english if both else ""}
    shown = pick(texts, "said", get_language() or "vi")
    return Shown(with_days(shown.text), shown.lang)


def period_in_words(printed: str) -> str:
    """ "2025-9M" -> "first 9 months of 2025"; as printed when it has another shape."""
    period = read_period(printed)
    if period is None:
        return printed
    words = _time_in_words(period)
    return f"{words}, {_PARTS.get(period.part, period.part)}" if period.part else words


def period_marked(printed: str, *, capital: bool = False) -> SafeString:
    """The same with its years for machines: a time, or two years with a dash between them.
    `capital`: it stands at the beginning of a line."""
    period = read_period(printed)
    if period is None:
        return conditional_escape(printed)
    if period.until and not period.part:
        years = (timed(str(year), str(year)) for year in (period.year, period.until))
        return format_html("{}–{}", *years)
    machine = f"{period.year}-{period.month:02}" if period.month else str(period.year)
    words = period_in_words(printed)
    return timed(machine, capfirst(words) if capital else words)


def part_of(printed: str) -> str:
    """Which part of the whole a period measures ("manufacturing"), "" for the whole."""
    period = read_period(printed)
    return period.part if period else ""


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
