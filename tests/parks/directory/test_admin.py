"""Editors correct parks and values in the admin; others cannot."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from parks.directory.loading import load
from parks.directory.models import Figure, FigureEvent, Park, ParkEvent
from portal.accounts.models import User
from portal.provenance.loading import CHANGED, KEPT, Report
from portal.provenance.models import Source, SourceEvent
from tests.forms import sent_as_drawn

SignIn = Callable[[User], Client]
# The history below a form is for reading: no line of it is sent.
NO_EVENTS = {f"events-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}


@pytest.fixture
def area(loaded: Report) -> Figure:
    return Figure.objects.get(park__slug="viet-hung", kind="area_total_ha")


def filled(figure: Figure, **changed: Any) -> dict[str, Any]:
    """The form as the page shows it, with some fields changed."""
    names = [f"{part}_{lang}" for part in ("text", "reason") for lang in
             ("vi", "en", "zh_hans", "ko", "ja")]  # fmt: skip
    data: dict[str, Any] = {name: getattr(figure, name) for name in names}
    for name in ("kind", "item", "value", "unit", "as_of", "confidence", "state", "note"):
        data[name] = getattr(figure, name)
    data["park"] = figure.park_id
    data["sources"] = [source.pk for source in figure.sources.all()]
    last = figure.events.order_by("-pk").first()
    data["last_change"] = last.pk if last else 0
    return {**data, **NO_EVENTS, **changed}


def change_address(row: Figure | Park) -> str:
    return reverse(f"admin:directory_{row._meta.model_name}_change", args=[row.pk])


def test_an_editor_corrects_a_value_and_the_history_says_who_and_why(
    area: Figure, editor: User, signed_in: SignIn
) -> None:
    browser = signed_in(editor)
    assert browser.get(change_address(area)).status_code == 200
    data = filled(area, value="302.5", why="misread")
    assert browser.post(change_address(area), data).status_code == 302
    assert str(Park.objects.get(slug="viet-hung").area_total_ha) == "302.50"
    event = FigureEvent.objects.filter(figure=area).first()
    assert event
    assert (event.actor, event.reason, event.before["value"]) == (editor, "misread", "301.0000")


def test_the_form_asks_for_source_and_reason_and_keeps_what_was_typed(
    area: Figure, editor: User, signed_in: SignIn
) -> None:
    browser = signed_in(editor)
    response = browser.post(change_address(area), filled(area, value="302.5", sources=[]))
    assert response.status_code == 200
    assert {"sources", "why"} <= set(response.context["adminform"].errors)
    assert b"302.5" in response.content
    assert not FigureEvent.objects.filter(actor=editor).exists()


def test_a_new_value_is_added_beside_the_old_one_and_chosen_with_a_reason(
    area: Figure, editor: User, signed_in: SignIn
) -> None:
    browser = signed_in(editor)
    source = Source.objects.get(key="soha_2025")
    data = filled(area, value="310", sources=[source.pk], why="new plan", choose_this="on")
    add = reverse("admin:directory_figure_add")
    assert browser.post(add, data).status_code == 200  # no reason given
    assert browser.post(add, {**data, "reason_vi": "quy hoạch mới"}).status_code == 302
    area.refresh_from_db()
    assert not area.chosen
    assert Park.objects.get(slug="viet-hung").area_total_ha == 310


def test_the_selected_values_are_published_or_withheld(
    area: Figure, editor: User, signed_in: SignIn
) -> None:
    browser = signed_in(editor)
    listed = reverse("admin:directory_figure_changelist")
    browser.post(listed, {"action": "withhold_these", "_selected_action": [area.pk]})
    assert Park.objects.get(slug="viet-hung").area_total_ha is None
    browser.post(listed, {"action": "publish_these", "_selected_action": [area.pk]})
    assert Park.objects.get(slug="viet-hung").area_total_ha == 301


def test_of_the_selected_values_all_are_published_or_none(
    area: Figure, editor: User, signed_in: SignIn
) -> None:
    browser = signed_in(editor)
    listed = reverse("admin:directory_figure_changelist")
    two = [area, Figure.objects.get(park__slug="song-khoai", kind="area_industrial_ha")]
    keys = [figure.pk for figure in two]
    browser.post(listed, {"action": "withhold_these", "_selected_action": keys})
    bare = Figure.objects.create(park=area.park, kind="wage", value=9)
    marked = {"action": "publish_these", "_selected_action": [*keys, bare.pk]}
    browser.cookies["portal_language"] = "en"
    answer = browser.post(listed, marked)
    assert answer.status_code == 409
    assert "without a source cannot be published" in answer.text
    assert set(Figure.objects.filter(pk__in=keys).values_list("state", flat=True)) == {"withheld"}
    browser.post(listed, {**marked, "_selected_action": keys})
    assert set(Figure.objects.filter(pk__in=keys).values_list("state", flat=True)) == {"published"}


def test_a_renamed_park_is_found_by_its_new_name_and_kept_by_the_loader(
    loaded: Report, editor: User, signed_in: SignIn
) -> None:
    park = Park.objects.get(slug="viet-hung")
    browser = signed_in(editor)
    page = browser.get(change_address(park))
    form = page.context["adminform"].form
    data = {name: form.initial.get(name) for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    data |= {"name_vi": "Khu công nghiệp Cái Tên Mới", "aliases": "[]", "former_communes": "[]"}
    data |= {"why": "renamed by decision", "precise_to_km": "4", **NO_EVENTS}
    before = ParkEvent.objects.count()
    assert browser.post(change_address(park), data).status_code == 302
    assert [one.slug for one in Park.objects.matching("cai ten moi")] == ["viet-hung"]
    assert "name_vi" in Park.objects.get(slug="viet-hung").edited
    event = ParkEvent.objects.exclude(actor=None).get(park=park)
    assert (event.actor, event.reason) == (editor, "renamed by decision")
    assert event.before["name_vi"] == park.name_vi
    assert event.after["name_vi"] == "Khu công nghiệp Cái Tên Mới"
    assert (event.before["precise_to_km"], event.after["precise_to_km"]) == (3, 4)
    assert "renamed by decision" in browser.get(change_address(park)).text
    page = browser.post(change_address(park), {**data, "why": ""})
    assert "why" in page.context["adminform"].errors
    assert ParkEvent.objects.count() == before + 1


def test_a_corrected_source_says_who_and_why_and_is_kept_by_the_loader(
    loaded: Report, editor: User, hoa: User, signed_in: SignIn
) -> None:
    source = Source.objects.get(key="soha_2025")
    address = reverse("admin:provenance_source_change", args=[source.pk])
    browser = signed_in(editor)
    sent = sent_as_drawn(browser.get(address)) | {"title": "Báo SOHA", "key": "another"}
    assert "why" in browser.post(address, sent).context["adminform"].errors
    assert signed_in(hoa).post(address, {**sent, "why": "mine"}).status_code == 403
    assert browser.post(address, {**sent, "why": "its full name"}).status_code == 302
    event = SourceEvent.objects.exclude(actor=None).get()
    assert (event.source, event.actor, event.reason) == (source, editor, "its full name")
    assert (event.before, event.after) == ({"title": source.title}, {"title": "Báo SOHA"})
    assert "its full name" in browser.get(address).text
    Source.objects.filter(pk=source.pk).update(grade_note="of an earlier file")
    again = load()
    assert again.counts["sources", CHANGED] == 1  # what the official did not write
    assert load().counts["sources", KEPT] == 1
    kept = Source.objects.get(key="soha_2025")
    assert (kept.title, kept.grade_note) == ("Báo SOHA", source.grade_note)


@pytest.mark.parametrize("who", ["hoa", "leader", "lan"])
def test_others_cannot_change_values(
    area: Figure, signed_in: SignIn, who: str, request: pytest.FixtureRequest
) -> None:
    browser = signed_in(request.getfixturevalue(who))
    before = FigureEvent.objects.count()
    response = browser.post(change_address(area), filled(area, value="1", why="because"))
    assert response.status_code in (302, 403)
    assert FigureEvent.objects.count() == before


def test_my_work_of_an_editor_counts_what_waits(
    loaded: Report, editor: User, signed_in: SignIn
) -> None:
    browser = signed_in(editor)
    page = browser.get(reverse("admin:index"))
    assert page.status_code == 200
    titles = {str(title): list(lanes) for title, lanes in page.context["desks"]}
    lanes = next(lanes for lanes in titles.values() if any("figure" in lane.url for lane in lanes))
    waiting = [lane for lane in lanes if lane.count]
    assert [lane.late for lane in waiting] == [True, False, False]  # late, unverified, withheld
    assert {browser.get(lane.url).status_code for lane in lanes} == {200}
