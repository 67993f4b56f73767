"""The calendar of the data file as a pure `Calendar`, for sums that need no database."""

import json
from datetime import date

from portal.workdays.counting import Calendar, Certainty, SpecialDay
from portal.workdays.loading import FILE
from portal.workdays.models import DayRule

DATA = json.loads(FILE.read_text(encoding="utf-8"))


def _days(*kinds: str) -> dict[date, SpecialDay]:
    return {
        date.fromisoformat(row["date"]): SpecialDay(
            row["kind"], {"name_vi": row["name_vi"], "name_en": row["name_en"]}, row["confirmed"]
        )
        for row in DATA["calendar"]
        if row["kind"] in kinds
    }


# 2026 published, 2027 provisional, nothing else.
CALENDAR = Calendar(
    years={2026: Certainty.FIRM, 2027: Certainty.PROVISIONAL},
    off=_days(*DayRule.OFF),
    makeup=_days(DayRule.Kind.MAKEUP),
    version=1,
)
