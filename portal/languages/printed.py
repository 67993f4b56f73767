"""Dates as sources print them, in the reader's language."""

import re
from datetime import date

from babel.dates import format_skeleton
from django.utils.translation import get_language, gettext

_PRINTED = re.compile(
    r"^(?P<about>c\. )?(?P<late>late )?(?P<year>\d{4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?"
    r"(?P<approx> \(approx\.\))?$"
)


def babel_name() -> str:
    """Babel's name of the page's language."""
    return (get_language() or "vi").replace("zh-hans", "zh_Hans")


def date_in_words(printed: str) -> str:
    """A date as a source prints it, in the reader's language: "c. 2020" -> "about 2020"."""
    found = _PRINTED.match(printed)
    if found is None:
        return printed
    year = found["year"]
    if found["day"]:
        day = date(int(year), int(found["month"]), int(found["day"]))
        words = format_skeleton("yMMMd", day, locale=babel_name())
    elif found["month"]:
        day = date(int(year), int(found["month"]), 1)
        words = format_skeleton("yMMMM", day, locale=babel_name())
    else:
        words = year
    if found["late"]:
        words = gettext("late %(year)s") % {"year": words}
    if found["about"] or found["approx"]:
        words = gettext("about %(date)s") % {"date": words}
    return words
