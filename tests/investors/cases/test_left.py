"""Time left on a day off after the date: both rooms, and both sides, say late."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from investors.cases.left import left_of
from investors.cases.models import Case
from investors.enquiries.left import left_state, left_words
from portal.accounts.models import User
from portal.workdays.counting import Calendar
from tests.cast import VIETNAM
from tests.investors.cases.conftest import Bring


@pytest.mark.parametrize(
    ("day", "words", "state"),
    [
        (12, "in 2 working days", "open"),
        (13, "in 1 working day", "soon"),
        (16, "due today", "soon"),
        (17, "1 working day late", "late"),
    ],
)
def test_days_around_a_monday(
    day: int, words: str, state: str, bring: Bring, calendar: Calendar
) -> None:
    left = left_of(bring("4"), calendar, datetime(2026, 11, day, 9, tzinfo=VIETNAM))
    assert (left.words, left.state) == (words, state)


@pytest.fixture
def due_friday(bring: Bring, hoa: User, monday: Any) -> Case:
    case = bring("4")
    Case.objects.filter(pk=case.pk).update(due=datetime(2026, 11, 13).date(), contact_user=None)
    case.refresh_from_db()
    return case


@pytest.mark.parametrize("day", [14, 15])
def test_on_the_weekend_after_a_friday_it_is_late_and_not_due_today(
    day: int, due_friday: Case, calendar: Calendar, monday: Any, hoa: User, signed_in: Any
) -> None:
    monday.move_to(datetime(2026, 11, day, 9, tzinfo=VIETNAM))
    left = left_of(due_friday, calendar, timezone.now())
    assert (left.words, left.state) == ("late", "late")
    official: Client = signed_in(hoa)
    page = official.get(f"/admin/work/cases/{due_friday.reference}/").content.decode()
    assert "due today" not in page


def test_the_investors_page_does_not_say_due_today_on_the_saturday_after(
    due_friday: Case, monday: Any, lan: User, signed_in: Any
) -> None:
    Case.objects.filter(pk=due_friday.pk).update(contact_user=lan)
    monday.move_to(datetime(2026, 11, 14, 9, tzinfo=VIETNAM))
    page = signed_in(lan).get(f"/en/track/{due_friday.reference}/").content.decode()
    assert "due today" not in page
    monday.move_to(datetime(2026, 11, 13, 9, tzinfo=VIETNAM))
    page = signed_in(lan).get(f"/en/track/{due_friday.reference}/").content.decode()
    assert "due today" in page


def test_calendar_days_are_said_as_such(in_english: None) -> None:
    assert left_words(2, passed=False, calendar_days=True) == "in 2 days"
    assert left_words(-1, passed=True, calendar_days=True) == "1 day late"
    assert left_state(-1, passed=True) == "late"
