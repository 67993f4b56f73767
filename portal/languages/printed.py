"""Dates as sources print them, in the reader's language."""

import re
from datetime import date

from babel.dates import format_skeleton
from django.utils.dates import MONTHS_3
from django.utils.translation import get_language, gettext, pgettext

_PRINTED = re.compile(
    r"^(?P<about>c\. )?(?P<late>late )?(?P<year>\d{4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?"
    r"(?P<approx> \(approx\.\))?$"
)
_DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")


def babel_name() -> str:
    """Babel's name of the page's language."""
    return (get_language() or "vi").replace("zh-hans", "zh_Hans")


# Languages whose dates run from the year to the day, as CLDR writes them: "2026年11月16日周一".
_YEAR_FIRST = ("zh-hans", "ko", "ja")


def weekday_name(day: date) -> str:
    names = (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )
    return names[day.weekday()]


def day_in_words(day: date) -> str:
    """ "Mon 16 Nov 2026"; in Vietnamese "Thứ Hai, 16/11/2026"; in Chinese "2026年11月16日周一"."""
    if get_language() in _YEAR_FIRST:
        return str(format_skeleton("yMMMEd", day, locale=babel_name()))
    if get_language() == "vi":
        return f"{weekday_name(day)}, {day:%d/%m/%Y}"
    return f"{weekday_name(day)} {day.day} {_month(day.month)} {day.year}"


def month_in_words(year: int, month: int) -> str:
    """ "Nov 2026"; in Vietnamese "11/2026"."""
    if get_language() in _YEAR_FIRST:
        return str(format_skeleton("yMMM", date(year, month, 1), locale=babel_name()))
    return f"{month:02}/{year}" if get_language() == "vi" else f"{_month(month)} {year}"


def year_in_words(year: int) -> str:
    """ "2026"; in Chinese "2026年"."""
    if get_language() in _YEAR_FIRST:
        return str(format_skeleton("y", date(year, 1, 1), locale=babel_name()))
    return str(year)


def _month(number: int) -> str:
    return str(MONTHS_3[number]).capitalize()


def days_in_words(text: str) -> str:
    """A citation with its dates in the reader's form: "soha.vn, 2025-12-05"."""
    return _DAY.sub(lambda found: date_in_words(found[0]), text)


def date_in_words(printed: str) -> str:
    """A date as a source prints it, in the reader's language: "c. 2020" -> "about 2020"."""
    found = _PRINTED.match(printed)
    if found is None:
        return printed
    year, month, day = (int(found[name] or 1) for name in ("year", "month", "day"))
    try:
        given = date(year, month, day)
    except ValueError:  # the 31st of February, as a source prints it
        return printed
    if found["day"]:
        words = day_in_words(given)
    elif found["month"]:
        words = month_in_words(year, month)
    else:
        words = year_in_words(year)
    if found["late"]:
        words = gettext("late %(year)s") % {"year": words}
    if found["about"] or found["approx"]:
        words = gettext("about %(date)s") % {"date": words}
    return words
