"""Loads `data/calendar.json`: the years that count, and their days off and make-up days.

Idempotent. A year that an official decided on keeps their decision; officials' days are rows of
their own, so the file never touches them.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.pagecache.version import bump_public_version
from portal.provenance.files import read_file
from portal.provenance.loading import CHANGED, CREATED, KEPT, UNCHANGED, Report, load_sources
from portal.provenance.models import Source
from portal.refusals import Refused
from portal.workdays.file_shape import check
from portal.workdays.models import CalendarEvent, CalendarVersion, CalendarYear, DayRule
from portal.workdays.recording import record, state_of_day, state_of_year

FILE = Path(__file__).parent / "data" / "calendar.json"


def load(path: Path = FILE) -> Report:
    """Refused, with nothing loaded, when the file has a fault."""
    file = read_file(path)
    check(path.name, file)
    return load_calendar(file)


@transaction.atomic
def load_calendar(data: Mapping[str, Any]) -> Report:
    """`data`: calendar_years {"2026": "published"}, calendar [day], source_index {key: source}.

    Refused, with nothing loaded, when a day lies in a year the file says nothing of.
    """
    report = Report()
    years = {int(year): status for year, status in data["calendar_years"].items()}
    wanted = {date.fromisoformat(entry["date"]): entry for entry in data["calendar"]}
    if strange := [day for day in wanted if day.year not in years]:
        raise Refused(
            _("The file has days of %(year)s, but no status for that year.")
            % {"year": strange[0].year}
        )
    sources = load_sources(data["source_index"], report)
    before = {
        rule.date: rule
        for rule in DayRule.objects.filter(
            origin=DayRule.Origin.FILE, date__year__in=years
        ).select_related("source")
    }
    changes: list[dict[str, Any]] = []
    for year, status in years.items():
        _load_year(year, status, report, changes)
    for day, entry in wanted.items():
        _load_day(day, entry, sources, before.pop(day, None), report, changes)
    for day, rule in before.items():  # no longer in the file
        changes.append({"year": day.year, "date": day, "before": state_of_day(rule), "after": {}})
        rule.delete()
        report.add("days", CHANGED)
    if changes:
        version = CalendarVersion.bump()
        for change in changes:
            record(CalendarEvent.What.LOADED, version=version, **change)
        bump_public_version()
    return report


def _load_year(year: int, status: str, report: Report, changes: list[dict[str, Any]]) -> None:
    row, created = CalendarYear.objects.get_or_create(year=year, defaults={"status": status})
    before = {} if created else state_of_year(row)
    if created:
        outcome = CREATED
    elif row.status == status:
        outcome = UNCHANGED
    elif row.published_at:
        outcome = KEPT
    else:
        row.status = status
        row.save(update_fields=["status"])
        outcome = CHANGED
    if outcome in (CREATED, CHANGED):
        changes.append({"year": year, "before": before, "after": state_of_year(row)})
    report.add("years", outcome)


def _load_day(
    day: date,
    entry: Mapping[str, Any],
    sources: Mapping[str, Source],
    row: DayRule | None,
    report: Report,
    changes: list[dict[str, Any]],
) -> None:
    before = state_of_day(row) if row else {}
    rule = row or DayRule(date=day, origin=DayRule.Origin.FILE)
    rule.kind = entry["kind"]
    rule.name_vi, rule.name_en = entry["name_vi"], entry["name_en"]
    rule.confirmed = entry["confirmed"]
    rule.source = sources[entry["source"]]
    after = state_of_day(rule)
    if before == after:
        report.add("days", UNCHANGED)
        return
    rule.save()
    changes.append({"year": day.year, "date": day, "before": before, "after": after})
    report.add("days", CHANGED if row else CREATED)
