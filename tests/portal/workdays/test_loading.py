"""The data file as the calendar."""

import json
from datetime import date
from typing import Any

import pytest

from portal.refusals import Refused
from portal.workdays.calendar import current_calendar
from portal.workdays.loading import FILE, load, load_calendar
from portal.workdays.models import CalendarEvent, CalendarVersion, CalendarYear, DayRule
from tests.portal.workdays.days import CALENDAR

pytestmark = pytest.mark.django_db


@pytest.fixture
def data() -> dict[str, Any]:
    return dict(json.loads(FILE.read_text(encoding="utf-8")))


def test_the_database_holds_the_calendar_of_the_file() -> None:
    load()
    calendar = current_calendar()
    assert calendar.years == CALENDAR.years
    assert set(calendar.off) == set(CALENDAR.off)
    assert set(calendar.makeup) == set(CALENDAR.makeup)
    special = calendar.special(date(2026, 8, 31))
    assert special
    assert not special.confirmed
    assert special.names["name_en"] == "Swapped day off"


def test_every_day_keeps_its_source(data: dict[str, Any]) -> None:
    load_calendar(data)
    keys = dict(DayRule.objects.values_list("date", "source__key"))
    assert keys == {date.fromisoformat(row["date"]): row["source"] for row in data["calendar"]}


def test_loading_again_changes_nothing(data: dict[str, Any]) -> None:
    assert load_calendar(data).changed_anything
    before = CalendarVersion.current()
    assert not load_calendar(data).changed_anything
    assert CalendarVersion.current() == before


def test_a_changed_and_a_dropped_day_follow_the_file(data: dict[str, Any]) -> None:
    load_calendar(data)
    calendar = [dict(row) for row in data["calendar"] if row["date"] != "2026-01-02"]
    next(row for row in calendar if row["date"] == "2026-08-31")["confirmed"] = True
    report = load_calendar({**data, "calendar": calendar})
    assert report.counts["days", "changed"] == 2
    assert current_calendar().is_working_day(date(2026, 1, 2))
    assert DayRule.objects.get(date=date(2026, 8, 31)).confirmed
    assert CalendarEvent.objects.filter(version=CalendarVersion.current()[0]).count() == 2


def test_days_of_a_year_without_a_status_are_refused(data: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        load_calendar({**data, "calendar_years": {"2026": "published"}})
    assert not CalendarYear.objects.exists()


def test_without_any_calendar_no_year_counts() -> None:
    assert current_calendar().years == {}


def test_a_calendar_is_read_once_until_it_changes(django_assert_num_queries: Any) -> None:
    load()
    current_calendar()
    with django_assert_num_queries(1):
        current_calendar()
    CalendarVersion.bump()
    with django_assert_num_queries(3):
        current_calendar()
