"""What follows from other values: treatment left over, and the nearest port, airport and city."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from parks.directory.figures import change, choose, publish, record, withhold
from parks.directory.models import Figure, Park
from parks.directory.said import Said
from portal.accounts.models import User
from portal.provenance.models import Confidence, Source, State
from tests.parks.directory.plots.conftest import park_of

HEADROOM = "wastewater_headroom_m3_day"


@pytest.fixture
def bay(db: None) -> Park:
    return park_of("bay-park")


@pytest.fixture
def report(db: None) -> Source:
    return Source.objects.create(key="report", title="Yearly report", grade="official")


def told(kind: str, value: int | str, source: Source, **more: Any) -> Said:
    given: dict[str, Any] = {
        "unit": "m3/day",
        "as_of": "2026-05",
        "confidence": Confidence.HIGH,
        "state": State.PUBLISHED,
        "sources": (source,),
    }
    return Said(kind, value=Decimal(value), **(given | more))


def left(park: Park) -> Decimal | None:
    park.refresh_from_db()
    return park.wastewater_headroom_m3_day


def test_what_is_left_of_the_treatment_is_built_less_used(bay: Park, report: Source) -> None:
    record(bay, told("wastewater_m3_day", 3000, report))
    assert left(bay) is None
    used = told("wastewater_used_m3_day", 1200, report, as_of="2025-12", confidence="medium")
    record(bay, used)
    assert left(bay) == 1800
    figure = Figure.objects.get(park=bay, kind=HEADROOM)
    assert (figure.as_of, figure.confidence, figure.chosen) == ("2025-12", "medium", True)
    assert {source.key for source in figure.sources.all()} == {"headroom", "report"}


def test_planned_capacity_is_never_counted(bay: Park, report: Source) -> None:
    record(bay, told("wastewater_m3_day", 1000, report))
    record(bay, told("wastewater_planned", 9000, report))
    record(bay, told("wastewater_used_m3_day", 1400, report))
    assert left(bay) == 0


def test_it_follows_every_change_and_vanishes_with_its_parts(
    bay: Park, report: Source, editor: User
) -> None:
    record(bay, told("wastewater_m3_day", 3000, report))
    used = record(bay, told("wastewater_used_m3_day", 1200, report))
    change(used, told("wastewater_used_m3_day", 2000, report), by=editor, reason="new report")
    assert left(bay) == 1000
    withhold(used, by=editor, reason="in doubt")
    assert left(bay) is None
    assert Figure.objects.get(park=bay, kind=HEADROOM).state == State.WITHHELD
    publish(used, by=editor, reason="confirmed")
    assert left(bay) == 1000


def test_a_value_that_a_person_chose_stands_before_the_computed_one(
    bay: Park, report: Source, editor: User
) -> None:
    record(bay, told("wastewater_m3_day", 3000, report))
    record(bay, told("wastewater_used_m3_day", 1200, report))
    letter = record(bay, told(HEADROOM, 500, report), by=editor, why="letter of the operator")
    choose(letter, by=editor, reasons={"en": "the operator says so"})
    assert left(bay) == 500
    record(bay, told("wastewater_m3_day", 4000, report, as_of="2026-06"), chosen=True)
    assert left(bay) == 500


def test_the_nearest_of_each_kind_of_place_is_kept(bay: Park, report: Source) -> None:
    for place, km in (("cai_lan_port", 40), ("lach_huyen_port", 25), ("hanoi", 150)):
        record(bay, told("straight_line", km, report, unit="km", item=place))
    hidden = told("straight_line", 3, report, unit="km", item="mong_cai_border_gate")
    record(bay, replace(hidden, state=State.WITHHELD))
    bay.refresh_from_db()
    assert [bay.km_port, bay.km_city] == [Decimal(25), Decimal(150)]
    assert bay.km_airport is bay.km_border is None
