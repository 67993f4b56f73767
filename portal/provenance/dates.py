"""Dates as sources print them: "2025-12", "2016", "2022 (approx.)", "late 2024"."""

import calendar
import re
from datetime import date

_PRINTED = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


def latest_day(printed: str | None) -> date | None:
    """The last day a printed date can mean, or None when no year can be read."""
    found = _PRINTED.search(printed or "")
    if found is None:
        return None
    year = int(found["year"])
    month = int(found["month"] or 12)
    day = int(found["day"] or calendar.monthrange(year, month)[1])
    return date(year, month, day)
