"""A form that was opened before a colleague changed the row is not written over the change."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from investors.enquiries.models import Norm
from investors.enquiries.norms import set_norm
from investors.procedures.models import ProcedureVersion
from investors.procedures.publishing import correct
from parks.directory.editing import write_park
from parks.directory.figures import record, withhold
from parks.directory.models import Figure, Park
from parks.directory.said import Said
from portal.accounts.models import Organisation, User
from portal.accounts.naming import confirm_name
from portal.provenance.models import Confidence, Source, State
from portal.provenance.sources import write_source
from portal.workdays.models import DayRule
from portal.workdays.publishing import set_day
from tests.forms import sent_as_drawn

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
# What changes the row meanwhile, what is typed into the form, and what must not come back.
Row = tuple[Any, Callable[[], Any], dict[str, Any], Callable[[], Any]]


@pytest.fixture
def figure(park: Park, editor: User) -> Figure:
    source = Source.objects.create(key="plan", title="Plan", grade="A")
    said = Said(
        "area_total_ha",
        value=100,  # type: ignore[arg-type]
        unit="ha",
        as_of="2026",
        sources=(source,),
        confidence=Confidence.HIGH,
        state=State.PUBLISHED,
    )
    return record(park, said, by=editor, why="first")


def of_a_figure(figure: Figure, by: User) -> Row:
    act = lambda: withhold(figure, by=by, reason="leaked")  # noqa: E731
    typed = {"why": "a typing slip", "note": "small"}
    return figure, act, typed, lambda: Figure.objects.get(pk=figure.pk).state


def of_a_park(park: Park, by: User) -> Row:
    act = lambda: write_park(park.slug, {"published": False}, by=by, reason="wrong")  # noqa: E731
    typed = {"why": "a typing slip", "name_en": "Song Khoai"}
    return park, act, typed, lambda: Park.objects.get(pk=park.pk).published


def of_a_source(by: User) -> Row:
    source = write_source("plan-2", {"title": "Plan", "grade": "official"})
    act = lambda: write_source("plan-2", {"grade": "press"}, by=by, reason="read it")  # noqa: E731
    typed = {"why": "a typing slip", "title": "The plan"}
    return source, act, typed, lambda: Source.objects.get(pk=source.pk).grade


def of_a_norm(by: User) -> Row:
    norm = Norm.objects.get()
    kept = Norm.objects.get()
    kept.answer_days = 2
    act = lambda: set_norm(kept, by=by)  # noqa: E731
    return norm, act, {"acknowledge_days": 1}, lambda: Norm.objects.get().answer_days


def of_a_name(desk: Organisation, by: User) -> Row:
    act = lambda: confirm_name(desk.names.get(), by=by)  # noqa: E731
    return desk, act, {"key": desk.key}, lambda: desk.names.get().state


def of_a_day(by: User) -> Row:
    day, holiday = date(2026, 12, 31), DayRule.Kind.HOLIDAY
    row = set_day(day, holiday, by=by, reason="Notice 5", names={"name_vi": "Nghỉ thêm"})
    act = lambda: set_day(day, DayRule.Kind.ORDINARY, by=by, reason="Notice 6")  # noqa: E731
    typed = {"name_en": "Extra", "reason": "Notice 5"}
    return row, act, typed, lambda: DayRule.objects.get(pk=row.pk).kind


def of_a_procedure(version: ProcedureVersion, by: User) -> Row:
    row = version.procedure
    act = lambda: correct(row, {"state": State.WITHHELD}, by)  # noqa: E731
    return row, act, {"code": "1.010000"}, lambda: type(row).objects.get(pk=row.pk).state


@pytest.fixture
def rows(
    figure: Figure,
    park: Park,
    desk: Organisation,
    calendar: object,
    procedure: ProcedureVersion,
    editor: User,
    administrator: User,
) -> dict[str, Row]:
    return {
        "figure": of_a_figure(figure, editor),
        "park": of_a_park(park, editor),
        "source": of_a_source(editor),
        "norm": of_a_norm(editor),
        "name": of_a_name(desk, administrator),
        "day": of_a_day(editor),
        "procedure": of_a_procedure(procedure, editor),
    }


def page_of(row: Any) -> str:
    label, name = row._meta.app_label, row._meta.model_name
    return reverse(f"admin:{label}_{name}_change", args=[row.pk])


@pytest.mark.parametrize("kind", ["figure", "park", "source", "norm", "name", "day", "procedure"])
def test_a_form_of_before_a_change_comes_back_and_is_written_when_sent_again(
    kind: str, rows: dict[str, Row], editor: User, administrator: User, signed_in: SignIn
) -> None:
    row, change, typed, state = rows[kind]
    browser = signed_in(administrator if kind == "name" else editor)
    sent = sent_as_drawn(browser.get(page_of(row))) | typed
    change()
    changed = state()
    answer = browser.post(page_of(row), sent)
    assert answer.status_code == 200
    assert state() == changed
    form = answer.context["adminform"].form
    assert list(form.errors) == ["__all__"]
    name, text = list(typed.items())[-1]
    assert str(form[name].value()) == str(text)  # nothing typed is lost
    assert browser.post(page_of(row), {**sent, "last_change": ""}).status_code == 200
    again = {**sent, "last_change": form["last_change"].value()}
    assert browser.post(page_of(row), again).status_code == 302
    assert state() != changed


@pytest.mark.parametrize("kind", ["figure", "park", "source", "norm", "name", "day", "procedure"])
def test_a_form_that_nobody_overtook_is_written_at_once(
    kind: str, rows: dict[str, Row], editor: User, administrator: User, signed_in: SignIn
) -> None:
    row, _change, typed, _state = rows[kind]
    browser = signed_in(administrator if kind == "name" else editor)
    sent = sent_as_drawn(browser.get(page_of(row))) | typed
    assert browser.post(page_of(row), sent).status_code == 302
