"""The calendar's pages in the admin: who sees, who presses, and what a form may not do."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.workdays.loading import load
from portal.workdays.models import CalendarEvent, CalendarYear, DayRule

SignIn = Callable[[User], Client]
DAY = {"date": "2026-12-31", "kind": "holiday", "name_vi": "Nghỉ thêm", "reason": "Notice 5"}


@pytest.fixture(autouse=True)
def calendar(db: None) -> None:
    load()


@pytest.fixture
def desk_of(signed_in: SignIn, editor: User) -> Client:
    return signed_in(editor)


@pytest.mark.parametrize("model", ["calendaryear", "dayrule", "calendarevent"])
def test_an_editor_reads_years_days_and_history(desk_of: Client, model: str) -> None:
    assert desk_of.get(reverse(f"admin:workdays_{model}_changelist")).status_code == 200
    row = apps.get_model("workdays", model)._default_manager.first()
    assert row
    page = desk_of.get(reverse(f"admin:workdays_{model}_change", args=[row.pk]))
    assert page.status_code == 200


@pytest.mark.parametrize("model", ["calendaryear", "dayrule", "calendarevent"])
def test_an_official_of_another_trade_does_not(signed_in: SignIn, hoa: User, model: str) -> None:
    page = signed_in(hoa).get(reverse(f"admin:workdays_{model}_changelist"))
    assert page.status_code == 403


def test_proposing_then_publishing_a_year(desk_of: Client, editor: User) -> None:
    desk_of.post(reverse("admin:calendar_propose"), {"year": "2028"})
    year = CalendarYear.objects.get(year=2028)
    assert year.status == "draft"
    page = desk_of.get(reverse("admin:workdays_calendaryear_change", args=[year.pk]))
    assert reverse("admin:calendar_publish", args=[2028]) in page.content.decode()
    desk_of.post(
        reverse("admin:calendar_publish", args=[2028]),
        {"status": "published", "note": "Notice 3"},
    )
    year.refresh_from_db()
    assert (year.status, year.published_by, year.note) == ("published", editor, "Notice 3")


@pytest.mark.parametrize(
    ("name", "args", "sent"),
    [
        ("calendar_propose", [], {"year": "2028"}),
        ("calendar_publish", [2027], {"status": "published"}),
    ],
)
def test_the_buttons_ask_for_the_right_themselves(
    signed_in: SignIn, hoa: User, desk_of: Client, name: str, args: list[int], sent: dict[str, str]
) -> None:
    before = list(CalendarYear.objects.values())
    assert signed_in(hoa).post(reverse(f"admin:{name}", args=args), sent).status_code == 403
    assert desk_of.get(reverse(f"admin:{name}", args=args)).status_code == 405
    assert list(CalendarYear.objects.values()) == before


@pytest.mark.parametrize("year", ["", "soon", "-1", "1999", "99999", "2027"])
def test_a_year_that_cannot_be_proposed_is_said_on_the_page(desk_of: Client, year: str) -> None:
    page = desk_of.post(
        reverse("admin:calendar_propose"),
        {"year": year},
        HTTP_REFERER="http://testserver/admin/workdays/calendaryear/",
        follow=True,
    )
    assert page.status_code == 200
    assert [message.level_tag for message in page.context["messages"]] == ["error"]


def test_an_editor_enters_and_takes_back_a_day(desk_of: Client, editor: User) -> None:
    desk_of.post(reverse("admin:workdays_dayrule_add"), DAY)
    row = DayRule.objects.get(date=date(2026, 12, 31))
    assert (row.origin, row.confirmed, row.name_vi) == ("official", True, "Nghỉ thêm")
    event = CalendarEvent.objects.first()
    assert event
    assert (event.by, event.reason) == (editor, "Notice 5")
    desk_of.post(
        reverse("admin:workdays_dayrule_change", args=[row.pk]),
        {**DAY, "name_vi": "Nghỉ hè", "last_change": event.pk},
    )
    row.refresh_from_db()
    assert row.name_vi == "Nghỉ hè"
    desk_of.post(reverse("admin:calendar_remove_day", args=[row.pk]), {"reason": "Wrong"})
    assert not DayRule.objects.filter(pk=row.pk).exists()


def test_a_day_of_the_file_may_be_overruled_from_the_form(desk_of: Client) -> None:
    sent = {**DAY, "date": "2026-11-24", "kind": "ordinary"}
    desk_of.post(reverse("admin:workdays_dayrule_add"), sent)
    assert DayRule.objects.filter(date=date(2026, 11, 24)).count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"date": "2031-01-01"},
        {"date": "soon"},
        {"kind": "party"},
        {"kind": "makeup"},  # a Thursday
    ],
)
def test_a_form_with_errors_keeps_what_was_typed(desk_of: Client, wrong: dict[str, str]) -> None:
    page = desk_of.post(reverse("admin:workdays_dayrule_add"), {**DAY, **wrong})
    assert page.status_code == 200
    assert "Nghỉ thêm" in page.content.decode()
    assert not DayRule.objects.written_by_officials().exists()


def test_rows_of_the_file_are_shown_not_edited(desk_of: Client) -> None:
    row = DayRule.objects.get(date=date(2026, 11, 24))
    address = reverse("admin:workdays_dayrule_change", args=[row.pk])
    assert 'name="reason"' not in desk_of.get(address).content.decode()
    assert desk_of.post(address, {**DAY, "date": "2026-11-24"}).status_code == 403
    removal = reverse("admin:calendar_remove_day", args=[row.pk])
    assert desk_of.post(removal, {"reason": "x"}).status_code == 404
    assert desk_of.post(reverse("admin:workdays_dayrule_delete", args=[row.pk])).status_code == 403


def test_history_and_years_have_no_form(desk_of: Client) -> None:
    event, year = CalendarEvent.objects.first(), CalendarYear.objects.first()
    assert event
    assert year
    for name, row in (("calendarevent", event), ("calendaryear", year)):
        address = reverse(f"admin:workdays_{name}_change", args=[row.pk])
        assert desk_of.post(address, {"year": "2040"}).status_code == 403
        assert desk_of.get(reverse(f"admin:workdays_{name}_add")).status_code == 403


def test_late_in_the_year_my_work_asks_for_the_next_calendar(desk_of: Client) -> None:
    address = reverse("admin:workdays_calendaryear_changelist")
    lane = f'<a href="{address}">\n                <span class="lane-count">'
    with time_machine.travel("2026-09-30T10:00+07:00"):
        assert lane not in desk_of.get(reverse("admin:index")).content.decode()
    with time_machine.travel("2026-10-01T10:00+07:00"):
        assert lane in desk_of.get(reverse("admin:index")).content.decode()
    CalendarYear.objects.filter(year=2027).update(status="published")
    with time_machine.travel("2026-10-01T10:00+07:00"):
        assert lane not in desk_of.get(reverse("admin:index")).content.decode()
