"""Dates and periods as sources print them: "2025-12", "2022 (approx.)", "late 2024", "2025-9M"."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_PRINTED = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
# A year, some years, a quarter, a half, or the months since January; then what of it.
_PERIOD = re.compile(
    r"^(?P<year>\d{4})"
    r"(?:-(?P<until>\d{4})|-(?P<month>\d\d)|-Q(?P<quarter>[1-4])|-H(?P<half>[12])"
    r"|-(?P<months>\d{1,2})M)?(?:-(?P<part>[a-z]+))?$"
)


@dataclass(frozen=True)
class Period:
    """One of `month`, `quarter`, `half`, `months` (since January) or none: whole years."""

    year: int
    until: int | None = None
    month: int | None = None
    quarter: int | None = None
    half: int | None = None
    months: int | None = None
    part: str = ""

    @property
    def last_month(self) -> int:
        if self.quarter or self.half:
            return 3 * (self.quarter or 0) + 6 * (self.half or 0)
        return self.month or self.months or 12

    @property
    def last_day(self) -> date:
        year, month = self.until or self.year, self.last_month
        return date(year, month, calendar.monthrange(year, month)[1])


def read_period(printed: str) -> Period | None:
    """ "2025-9M", "2023-Q1", "2025-H1", "2021-2025", "2025-10M-manufacturing"."""
    found = _PERIOD.match(printed)
    if found is None:
        return None
    numbers = {
        name: int(text) for name, text in found.groupdict().items() if text and name != "part"
    }
    period = Period(**numbers, part=found["part"] or "")
    return period if 1 <= period.last_month <= 12 else None


def latest_day(printed: str | None) -> date | None:
    """The last day a printed date can mean, or None when no year can be read.

    `ValueError` for a day or month that does not exist: the 31st of February.
    """
    found = _PRINTED.search(printed or "")
    if found is None:
        return None
    year = int(found["year"])
    month = int(found["month"] or 12)
    day = int(found["day"] or calendar.monthrange(year, month)[1])
    return date(year, month, day)


def typed_day(typed: str) -> date | None:
    """As above, of what a person types into a form: None for a day that does not exist, too."""
    try:
        return latest_day(typed)
    except ValueError:
        return None
