"""The history row of each change of the calendar."""

from datetime import date
from typing import Any

from portal.languages.text import columns
from portal.workdays.models import CalendarEvent, CalendarYear, DayRule


def record(
    what: CalendarEvent.What,
    *,
    version: int,
    year: int,
    date: date | None = None,
    by_id: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> CalendarEvent:
    """Call inside the transaction of the change. `by_id` is empty for the data file."""
    return CalendarEvent.objects.create(
        what=what,
        version=version,
        year=year,
        date=date,
        by_id=by_id,
        before=before or {},
        after=after or {},
        reason=reason,
    )


def state_of_day(rule: DayRule) -> dict[str, Any]:
    names = {name: getattr(rule, name) for name in columns("name") if getattr(rule, name)}
    return {
        "kind": str(rule.kind),
        **names,
        "confirmed": rule.confirmed,
        "origin": str(rule.origin),
        "source": rule.source.key if rule.source else None,
    }


def state_of_year(row: CalendarYear) -> dict[str, Any]:
    return {"status": str(row.status), "note": row.note}
