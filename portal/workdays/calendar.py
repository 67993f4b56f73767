"""The calendar of the database as the pure `Calendar` that dates are counted with."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from portal.languages.text import columns
from portal.workdays.counting import Calendar, Certainty, SpecialDay
from portal.workdays.models import CalendarVersion, CalendarYear, DayRule

COUNTED = {
    CalendarYear.Status.PUBLISHED.value: Certainty.FIRM,
    CalendarYear.Status.PROVISIONAL.value: Certainty.PROVISIONAL,
}
# The later wins.
PRECEDENCE = [DayRule.Origin.LIBRARY, DayRule.Origin.FILE, DayRule.Origin.OFFICIAL]

# One calendar a process, under a stamp that every change renews and no rollback brings back.
_kept: tuple[UUID, Calendar] | None = None


def current_calendar() -> Calendar:
    """Published and provisional years: one query, two more after a change."""
    global _kept
    number, stamp = CalendarVersion.current()
    if stamp is None:
        return Calendar(years={})
    if _kept is None or _kept[0] != stamp:
        _kept = (stamp, _read(number))
    return _kept[1]


def _read(version: int) -> Calendar:
    years = {
        year: COUNTED[status]
        for year, status in CalendarYear.objects.filter(status__in=COUNTED).values_list(
            "year", "status"
        )
    }
    rules = effective_rules(DayRule.objects.filter(date__year__in=years))
    days = {
        day: SpecialDay(
            kind=rule.kind,
            names={name: getattr(rule, name) for name in columns("name")},
            confirmed=rule.confirmed,
        )
        for day, rule in rules.items()
    }
    return Calendar(
        years=years,
        off={day: special for day, special in days.items() if special.kind in DayRule.OFF},
        makeup={
            day: special for day, special in days.items() if special.kind == DayRule.Kind.MAKEUP
        },
        version=version,
    )


def effective_rules(rules: Iterable[DayRule]) -> dict[date, DayRule]:
    """The rule that holds for each day: official before file before library.

    In a year that the file covers its silence counts too, so the library's rows of it do not.
    """
    rows = list(rules)
    covered = {rule.date.year for rule in rows if rule.origin == DayRule.Origin.FILE}
    counted = [
        rule
        for rule in rows
        if rule.origin != DayRule.Origin.LIBRARY or rule.date.year not in covered
    ]
    counted.sort(key=lambda rule: PRECEDENCE.index(DayRule.Origin(rule.origin)))
    return {rule.date: rule for rule in counted}
