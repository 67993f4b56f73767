"""A newer value takes a former one's place: the former stays readable, and counts nowhere."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from parks.directory.figures import change, choose, record, supersede, withhold
from parks.directory.models import Figure, Park
from parks.directory.said import Said
from portal.accounts.models import User
from portal.pagecache.version import public_version
from portal.provenance.models import Source, State
from portal.refusals import Refused
from tests.parks.directory.test_admin import change_address, filled
from tests.parks.directory.visiting import words

pytestmark = pytest.mark.usefixtures("in_english")
WHY = {"vi": "mới hơn", "en": "the newer one"}


@pytest.fixture
def decision(db: None) -> Source:
    return Source.objects.create(key="decision-1", title="Decision 1/QĐ", grade="official")


@pytest.fixture
def say(park: Park, decision: Source, editor: User) -> Callable[..., Figure]:
    def record_area(hectares: int, as_of: str, kind: str = "area_total_ha", **more: Any) -> Figure:
        said: dict[str, Any] = {
            "unit": "ha",
            "confidence": "high",
            "state": State.PUBLISHED,
            "sources": (decision,),
            **more,
        }
        return record(park, Said(kind, value=Decimal(hectares), as_of=as_of, **said), by=editor)

    return record_area


@pytest.fixture
def former(say: Callable[..., Figure]) -> Figure:
    return say(500, "2024-03")


@pytest.fixture
def newer(former: Figure, say: Callable[..., Figure], editor: User) -> Figure:
    figure = say(520, "2026-05")
    choose(figure, by=editor, reasons=WHY, superseding=True)
    former.refresh_from_db()
    return figure


def test_the_newer_value_is_shown_and_the_former_says_what_took_its_place(
    park: Park, former: Figure, newer: Figure, visitor: Client
) -> None:
    park.refresh_from_db()
    assert park.area_total_ha == 520
    assert (former.chosen, former.superseded_by, former.status) == (False, newer, "superseded")
    said = words(visitor, f"/en/parks/{park.slug}/")
    assert "500 ha , as of Mar 2024 · superseded by 520 ha, as of May 2026" in said


def test_its_history_is_written_with_it(former: Figure, newer: Figure, editor: User) -> None:
    event = former.events.first()
    assert event
    assert (event.verb, event.actor, event.reason) == ("supersede", editor, "mới hơn the newer one")
    assert event.before["chosen"]
    assert not event.after["chosen"]
    assert event.after["superseded_by"] == newer.pk


def test_a_value_that_only_gives_way_has_that_in_its_history_too(
    former: Figure, say: Callable[..., Figure], editor: User
) -> None:
    choose(say(520, "2026-05"), by=editor, reasons=WHY)
    former.refresh_from_db()
    assert (former.chosen, former.superseded_by) == (False, None)
    event = former.events.first()
    assert event
    assert (event.verb, event.actor) == ("give_way", editor)
    assert (event.before["chosen"], event.after["chosen"]) == (True, False)


def test_the_api_says_superseded_and_by_which_value(
    park: Park, former: Figure, newer: Figure, visitor: Client
) -> None:
    rows = visitor.get(f"/api/v1/parks/{park.slug}/").json()["figures"]
    told = {row["id"]: (row["state"], row["superseded_by"], row["marks"]) for row in rows}
    assert told[former.pk] == ("superseded", newer.pk, ["superseded"])
    assert told[newer.pk] == ("published", None, [])
    listed = visitor.get("/api/v1/figures/", {"park": park.slug}).json()["results"]
    assert {row["id"]: row["superseded_by"] for row in listed}[former.pk] == newer.pk


def test_a_withheld_newer_value_is_not_named(
    park: Park, former: Figure, newer: Figure, editor: User, visitor: Client
) -> None:
    withhold(newer, by=editor)
    said = words(visitor, f"/en/parks/{park.slug}/")
    assert "superseded" in said
    assert "520" not in said
    (row,) = visitor.get(f"/api/v1/parks/{park.slug}/").json()["figures"]
    assert (row["state"], row["superseded_by"]) == ("superseded", None)
    park.refresh_from_db()
    assert park.area_total_ha is None


def test_what_was_withheld_stays_withheld_when_it_is_superseded(
    park: Park, say: Callable[..., Figure], editor: User, visitor: Client
) -> None:
    hidden = say(500, "2024-03", state=State.WITHHELD)
    choose(say(520, "2026-05"), by=editor, reasons=WHY, superseding=True)
    hidden.refresh_from_db()
    assert hidden.status == "superseded"
    assert "500" not in words(visitor, f"/en/parks/{park.slug}/")


def test_choosing_the_former_again_ends_it(
    park: Park, former: Figure, newer: Figure, editor: User
) -> None:
    choose(former, by=editor, reasons={"en": "the newer one was a typing error"})
    former.refresh_from_db()
    assert (former.chosen, former.superseded_by, former.status) == (True, None, "published")
    park.refresh_from_db()
    assert park.area_total_ha == 500


def test_a_value_can_be_superseded_later_and_twice_is_once(
    former: Figure, say: Callable[..., Figure], editor: User
) -> None:
    newer = say(520, "2026-05")
    choose(newer, by=editor, reasons=WHY)
    version = public_version()
    supersede(former, by=editor, reason="decision 1")
    supersede(former, by=editor, reason="decision 1")
    former.refresh_from_db()
    assert former.superseded_by == newer
    assert [event.verb for event in former.events.all()] == ["supersede", "give_way", "record"]
    assert public_version() > version


def test_an_older_value_takes_no_newer_ones_place_and_a_lone_one_is_not_superseded(
    former: Figure, say: Callable[..., Figure], editor: User, hoa: User
) -> None:
    with pytest.raises(Refused, match="Choose the newer value first"):
        supersede(former, by=editor)
    older = say(480, "2020")
    with pytest.raises(Refused, match="older"):
        choose(older, by=editor, reasons=WHY, superseding=True)
    former.refresh_from_db()
    assert former.chosen
    with pytest.raises(PermissionDenied):
        supersede(older, by=hoa)
    supersede(older, by=editor)
    older.refresh_from_db()
    assert older.superseded_by == former


def test_neither_of_the_two_moves_to_another_kind(
    former: Figure, newer: Figure, editor: User, decision: Source
) -> None:
    other = Said("area_free_ha", value=Decimal(5), unit="ha", sources=(decision,))
    for figure in (former, newer):
        with pytest.raises(Refused, match="place"):
            change(figure, other, by=editor)


def test_the_database_lets_no_superseded_value_be_chosen(former: Figure, newer: Figure) -> None:
    Figure.objects.filter(pk=newer.pk).update(chosen=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.filter(pk=former.pk).update(chosen=True)
    assert Figure.objects.filter(pk=former.pk).update(chosen=True, superseded_by=None)


def test_a_superseded_entry_of_a_list_stands_behind_the_newer_one(
    park: Park, say: Callable[..., Figure], editor: User, visitor: Client
) -> None:
    road = {"kind": "road_distance", "item": "hanoi", "unit": "km"}
    say(160, "2020", **road)
    choose(say(150, "2026", **road), by=editor, reasons=WHY, superseding=True)
    page = visitor.get(f"/en/parks/{park.slug}/")
    (rows,) = [one.rows for part in page.context["sections"] for one in part.lists]
    assert [row.number for row in rows] == ["150"]
    assert [other.number for other in rows[0].others] == ["160"]
    compared = visitor.get("/en/parks/compare/", {"park": [park.slug]})
    assert b"160" not in compared.content.partition(b"<main")[2]


def test_an_editor_supersedes_a_value_with_the_form_that_records_the_newer(
    former: Figure, editor: User, decision: Source, signed_in: Callable[[User], Client]
) -> None:
    browser = signed_in(editor)
    data = filled(former, value="520", as_of="2026-05", why="decision 1", last_change="")
    data |= {"supersedes": "on", "reason_vi": "mới hơn"}
    add = reverse("admin:directory_figure_add")
    page = browser.post(add, data)
    assert "supersedes" in page.context["adminform"].errors
    assert browser.post(add, {**data, "choose_this": "on"}).status_code == 302
    former.refresh_from_db()
    assert former.superseded_by
    assert former.superseded_by.value == 520
    changelist = reverse("admin:directory_figure_changelist")
    assert browser.get(changelist, {"superseded": "yes"}).context["cl"].result_count == 1
    assert "superseded" in browser.get(changelist).text
    assert browser.get(change_address(former)).status_code == 200


def test_the_list_of_an_editor_marks_what_the_chosen_one_replaced(
    former: Figure, say: Callable[..., Figure], editor: User, signed_in: Callable[[User], Client]
) -> None:
    newer = say(520, "2026-05")
    choose(newer, by=editor, reasons=WHY)
    changelist = reverse("admin:directory_figure_changelist")
    marked = {"action": "supersede_these", "_selected_action": [former.pk, newer.pk]}
    signed_in(editor).post(changelist, marked)  # the chosen one is among them: none is marked
    former.refresh_from_db()
    assert former.superseded_by is None
    signed_in(editor).post(changelist, {**marked, "_selected_action": [former.pk]})
    former.refresh_from_db()
    assert former.superseded_by == newer
