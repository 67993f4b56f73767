"""What officials may do to the calendar, and what each act leaves behind."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from portal.accounts.models import User
from portal.pagecache.version import public_version
from portal.refusals import Refused
from portal.workdays.calendar import current_calendar
from portal.workdays.counting import Certainty, YearNotPublished
from portal.workdays.loading import load
from portal.workdays.models import CalendarEvent, CalendarVersion, CalendarYear, DayRule
from portal.workdays.publishing import propose_year, publish_year, remove_day, set_day

CULTURE_DAY = date(2026, 11, 24)
MAKEUP, HOLIDAY, ORDINARY = DayRule.Kind.MAKEUP, DayRule.Kind.HOLIDAY, DayRule.Kind.ORDINARY


@pytest.fixture(autouse=True)
def calendar(db: None) -> None:
    load()


def test_an_official_s_entry_wins_over_the_file(editor: User) -> None:
    assert not current_calendar().is_working_day(CULTURE_DAY)
    set_day(CULTURE_DAY, ORDINARY, by=editor, reason="Notice 1/TB-BNV moved it")
    assert current_calendar().is_working_day(CULTURE_DAY)


def test_an_entry_without_names_keeps_those_of_the_row_it_overrules(editor: User) -> None:
    row = set_day(date(2026, 8, 31), DayRule.Kind.SWAPPED, by=editor, reason="Notice 2 confirms")
    assert (row.name_vi, row.confirmed) == ("Nghỉ hoán đổi", True)
    special = current_calendar().special(date(2026, 8, 31))
    assert special
    assert special.confirmed


def test_an_unconfirmed_makeup_saturday_can_be_taken_away(editor: User) -> None:
    set_day(date(2026, 8, 22), ORDINARY, by=editor, reason="No notice says so")
    assert not current_calendar().is_working_day(date(2026, 8, 22))


def test_an_entry_taken_back_leaves_the_file_s_row(editor: User) -> None:
    set_day(CULTURE_DAY, ORDINARY, by=editor, reason="A slip")
    remove_day(CULTURE_DAY, by=editor, reason="It was a slip")
    assert not current_calendar().is_working_day(CULTURE_DAY)
    latest = CalendarEvent.objects.first()
    assert latest
    assert (latest.what, latest.by, latest.reason) == ("day_removed", editor, "It was a slip")


def test_each_change_raises_both_versions_and_leaves_a_line(editor: User) -> None:
    number, public = CalendarVersion.current()[0], public_version()
    set_day(CULTURE_DAY, ORDINARY, by=editor, reason="Notice 1")
    assert CalendarVersion.current()[0] == number + 1 == current_calendar().version
    assert public_version() == public + 1
    line = CalendarEvent.objects.get(version=number + 1)
    assert (line.by, line.date, line.before) == (editor, CULTURE_DAY, {})
    assert line.after["kind"] == "ordinary"


def test_a_proposed_year_does_not_count_until_it_is_published(editor: User) -> None:
    propose_year(2028, by=editor)
    assert not DayRule.objects.of_year(2028).filter(confirmed=True).exists()
    with pytest.raises(YearNotPublished):
        current_calendar().is_working_day(date(2028, 1, 4))
    publish_year(2028, by=editor, note="Notice 3")
    calendar = current_calendar()
    assert calendar.years[2028] == Certainty.FIRM
    assert calendar.is_working_day(date(2028, 1, 4))
    assert not calendar.is_working_day(date(2028, 1, 3))  # for New Year on a Saturday
    row = CalendarYear.objects.get(year=2028)
    assert (row.published_by, row.published_at is not None) == (editor, True)


def test_the_library_tells_holidays_from_the_days_that_stand_in_for_them(editor: User) -> None:
    propose_year(2028, by=editor)
    kinds = dict(DayRule.objects.of_year(2028).values_list("date", "kind"))
    assert kinds[date(2028, 1, 1)] == HOLIDAY
    assert kinds[date(2028, 1, 3)] == DayRule.Kind.COMPENSATORY
    assert kinds[date(2028, 11, 24)] == HOLIDAY


def test_in_a_year_of_the_file_the_library_does_not_count(editor: User) -> None:
    DayRule.objects.create(date=date(2027, 2, 4), kind=HOLIDAY, origin=DayRule.Origin.LIBRARY)
    CalendarVersion.bump()
    assert current_calendar().is_working_day(date(2027, 2, 4))


def test_a_provisional_year_can_be_published_and_the_file_leaves_it_so(editor: User) -> None:
    publish_year(2027, by=editor, note="Notice 4")
    report = load()
    assert report.counts["years", "kept"] == 1
    assert current_calendar().years[2027] == Certainty.FIRM


@pytest.mark.usefixtures("in_english")
def test_a_year_published_by_mistake_is_taken_back_with_a_reason(editor: User) -> None:
    draft = CalendarYear.Status.DRAFT
    with pytest.raises(Refused, match="needs a reason"):
        publish_year(2026, by=editor, status=draft)
    publish_year(2026, by=editor, status=draft, note="Published too early")
    assert 2026 not in current_calendar().years


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda by: propose_year(2027, by=by), "already here"),
        (lambda by: propose_year(1999, by=by), "knows the years"),
        (lambda by: publish_year(2031, by=by), "propose it first"),
        (lambda by: set_day(date(2031, 1, 1), HOLIDAY, by=by, reason="x"), "propose it first"),
        (lambda by: set_day(CULTURE_DAY, HOLIDAY, by=by, reason=" "), "Say why"),
        (lambda by: set_day(CULTURE_DAY, MAKEUP, by=by, reason="x"), "Saturday or a Sunday"),
        (lambda by: remove_day(CULTURE_DAY, by=by, reason="x"), "No official has entered"),
        (lambda by: remove_day(CULTURE_DAY, by=by, reason=""), "Say why"),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_what_is_refused_leaves_nothing(
    editor: User, act: Callable[[User], Any], sentence: str
) -> None:
    before = CalendarVersion.current(), CalendarEvent.objects.count()
    with pytest.raises(Refused, match=sentence):
        act(editor)
    assert (CalendarVersion.current(), CalendarEvent.objects.count()) == before


@pytest.mark.parametrize("who", ["hoa", "head", "lan"])
@pytest.mark.usefixtures("in_english")
def test_only_editors_and_administrators_change_the_calendar(
    who: str, request: pytest.FixtureRequest
) -> None:
    someone = request.getfixturevalue(who)
    with pytest.raises(Refused, match="Your role"):
        set_day(CULTURE_DAY, ORDINARY, by=someone, reason="x")
    with pytest.raises(Refused, match="Your role"):
        propose_year(2028, by=someone)
    with pytest.raises(Refused, match="Your role"):
        publish_year(2027, by=someone)
