"""The verbs of figures: who may, what is asked, what is remembered, what is shown."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from parks.directory.facets import kept
from parks.directory.figures import change, choose, publish, record, withhold
from parks.directory.models import Figure, Park
from parks.directory.said import Said
from portal.accounts.models import User
from portal.pagecache.version import public_version
from portal.provenance.models import Source, State
from portal.refusals import Refused

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def decision(db: None) -> Source:
    return Source.objects.create(key="decision-1", title="Decision 1/QĐ", grade="official")


def area(hectares: int, *sources: Source, **more: Any) -> Said:
    said = {"unit": "ha", "as_of": "2026-05", "confidence": "high", "state": State.PUBLISHED}
    return Said("area_total_ha", value=Decimal(hectares), sources=sources, **{**said, **more})


def test_a_recorded_value_is_shown_and_remembered(
    park: Park, decision: Source, editor: User
) -> None:
    before = public_version()
    figure = record(park, area(500, decision), by=editor)
    park.refresh_from_db()
    assert park.area_total_ha == 500
    assert (figure.chosen, figure.recorded_by) == (True, editor)
    assert str(figure.review_due) == "2028-05-28"
    event = figure.events.get()
    assert (event.verb, event.actor, event.after["sources"]) == ("record", editor, ["decision-1"])
    assert public_version() > before


def test_a_person_without_the_right_cannot_write(
    park: Park, decision: Source, hoa: User, editor: User
) -> None:
    figure = record(park, area(500, decision), by=editor)
    with pytest.raises(PermissionDenied):
        record(park, area(1, decision), by=hoa)
    with pytest.raises(PermissionDenied):
        withhold(figure, by=hoa)
    assert Figure.objects.count() == 1


def test_a_value_without_a_source_is_refused(park: Park, decision: Source, editor: User) -> None:
    with pytest.raises(Refused, match="source"):
        record(park, area(500), by=editor)
    figure = record(park, area(500, decision), by=editor)
    with pytest.raises(Refused, match="source"):
        change(figure, area(501), by=editor, reason="typing error")


def test_choosing_between_two_values_needs_a_reason_and_moves_the_column(
    park: Park, decision: Source, editor: User
) -> None:
    first = record(park, area(500, decision), by=editor)
    second = record(park, area(520, decision), by=editor)
    assert (first.chosen, second.chosen) == (True, False)
    with pytest.raises(Refused, match="why"):
        choose(second, by=editor)
    choose(second, by=editor, reasons={"vi": "mới hơn"})
    park.refresh_from_db()
    first.refresh_from_db()
    assert park.area_total_ha == 520
    assert not first.chosen


def test_a_withheld_value_leaves_the_column_and_comes_back_when_published(
    park: Park, decision: Source, editor: User
) -> None:
    figure = record(park, area(500, decision), by=editor)
    withhold(figure, by=editor, reason="being checked")
    park.refresh_from_db()
    assert park.area_total_ha is None
    publish(figure, by=editor)
    park.refresh_from_db()
    assert park.area_total_ha == 500
    assert [event.verb for event in figure.events.all()] == ["published", "withheld", "record"]


def test_an_unverified_value_counts_only_where_it_may_be_shown(
    park: Park, decision: Source, editor: User, settings: Any
) -> None:
    settings.SHOW_UNVERIFIED = False
    record(park, area(500, decision, state=State.UNVERIFIED), by=editor)
    park.refresh_from_db()
    assert park.area_total_ha is None
    assert not Figure.objects.public().exists()
    settings.SHOW_UNVERIFIED = True
    assert Figure.objects.public().exists()


def test_figures_of_a_withheld_park_are_not_public(
    park: Park, decision: Source, editor: User
) -> None:
    record(park, area(500, decision), by=editor)
    Park.objects.filter(pk=park.pk).update(published=False)
    assert not Figure.objects.public().exists()


def test_the_count_beside_a_filter_follows_what_becomes_known_and_unknown(
    park: Park, decision: Source, editor: User
) -> None:
    figure = record(park, area(40, decision), by=editor)
    assert kept().known["area_min"] == 1
    withhold(figure, by=editor)
    assert kept().known["area_min"] == 0


def test_the_count_of_green_labels_follows_one_that_is_no_longer_held(
    park: Park, decision: Source, editor: User, visitor: Client
) -> None:
    def counted() -> int:
        said = re.search(r'name="green".*?class="count">(\d+)<', visitor.get("/en/parks/").text)
        return int(said[1]) if said else -1

    held = Said("green_label", "held", texts={"vi": "Có"}, as_of="2026-05", sources=(decision,),
                state=State.PUBLISHED)  # fmt: skip
    figure = record(park, held, by=editor)
    assert counted() == 1
    change(figure, replace(held, item="not_held", texts={"vi": "Không"}), by=editor)
    assert counted() == 0
    change(figure, held, by=editor)
    assert counted() == 1
