"""Officials write of every park; operators of their own, unverified until an official publishes."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from parks.directory.figures import change, choose, publish, record, supersede, withhold
from parks.directory.loading import load
from parks.directory.models import Figure, Park, Plot
from parks.directory.plots.keeping import Proof, write_plots
from parks.directory.plots.row import PlotRow
from parks.directory.said import Said
from portal.accounts.models import Organisation, User
from portal.provenance.models import Source, State
from portal.refusals import Refused

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def brochure(db: None) -> Source:
    return Source.objects.create(key="brochure", title="Brochure 2026", grade="developer")


@pytest.fixture
def operated(park: Park, operator: Organisation) -> Park:
    park.operator = operator
    park.save(update_fields=["operator"])
    return park


def area(hectares: int, *sources: Source, **more: Any) -> Said:
    said = {"unit": "ha", "as_of": "2026-05", "confidence": "high", "state": State.PUBLISHED}
    return Said("area_total_ha", value=Decimal(hectares), sources=sources, **{**said, **more})


def test_an_operators_value_comes_in_unverified_and_an_officials_as_they_say(
    operated: Park, operator: Organisation, brochure: Source, oanh: User, editor: User
) -> None:
    theirs = record(operated, area(500, brochure), by=oanh)
    assert (theirs.state, theirs.confidence) == (State.UNVERIFIED, "medium")
    assert (theirs.recorded_by, theirs.recorded_for) == (oanh, operator)
    ours = record(operated, area(510, brochure), by=editor)
    assert (ours.state, ours.confidence, ours.recorded_for) == (State.PUBLISHED, "high", None)
    assert not ours.chosen


@pytest.mark.parametrize("who", ["vinh", "tam", "lan", "hoa"])
def test_a_colleague_who_only_looks_a_stranger_and_other_officials_write_nothing(
    operated: Park, brochure: Source, oanh: User, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        record(operated, area(500, brochure), by=request.getfixturevalue(who))
    figure = record(operated, area(500, brochure), by=oanh)
    with pytest.raises(PermissionDenied):
        change(figure, area(501, brochure), by=request.getfixturevalue(who))
    assert Figure.objects.get().value == 500


def test_of_a_park_that_is_not_theirs_operators_write_nothing(
    park: Park, operated: Park, brochure: Source, oanh: User
) -> None:
    values = {f.attname: getattr(park, f.attname) for f in Park._meta.concrete_fields}
    values |= {"id": None, "slug": "hai-ha", "operator_id": None}
    with pytest.raises(PermissionDenied):
        record(Park.objects.create(**values), area(500, brochure), by=oanh)
    assert record(operated, area(500, brochure), by=oanh).pk


def test_choosing_publishing_withholding_and_superseding_stay_with_officials(
    operated: Park, brochure: Source, oanh: User, editor: User
) -> None:
    figure = record(operated, area(500, brochure), by=oanh)
    other = record(operated, area(520, brochure), by=oanh)
    acts: tuple[Callable[[User], None], ...] = (
        lambda by: choose(other, by=by, reasons={"en": "newer"}),
        lambda by: publish(other, by=by),
        lambda by: withhold(other, by=by),
        lambda by: supersede(figure, by=by),
    )
    for act in acts:
        with pytest.raises(PermissionDenied):
            act(oanh)
        act(editor)


def test_an_operator_corrects_its_own_word_until_an_official_has_published_it(
    operated: Park, brochure: Source, oanh: User, editor: User
) -> None:
    figure = record(operated, area(500, brochure), by=oanh)
    assert change(figure, area(501, brochure), by=oanh).state == State.UNVERIFIED
    publish(figure, by=editor)
    operated.refresh_from_db()
    assert operated.area_total_ha == 501
    with pytest.raises(Refused, match="new value beside it"):
        change(figure, area(502, brochure), by=oanh)
    of_the_authority = record(operated, area(510, brochure, state=State.UNVERIFIED), by=editor)
    with pytest.raises(Refused, match="new value beside it"):
        change(of_the_authority, area(502, brochure), by=oanh)
    operated.refresh_from_db()
    assert operated.area_total_ha == 501


def test_a_value_without_a_source_is_refused_of_operators_too(
    operated: Park, brochure: Source, oanh: User
) -> None:
    with pytest.raises(Refused, match="source"):
        record(operated, area(500), by=oanh)
    assert record(operated, area(500, brochure), by=oanh).pk


def rows(park: Park, *codes: str, status: str = "ready") -> Iterable[PlotRow]:
    told = {"status": status, "offer": "land", "area_ha": Decimal(5), "sectors": []}
    return [PlotRow(1, park.slug, {"code": code, **told}) for code in codes]


def test_plots_of_an_operator_are_unverified_and_a_withheld_one_stays_withheld(
    operated: Park, brochure: Source, oanh: User, tam: User, editor: User
) -> None:
    hidden = Proof((brochure,), "2026-05", state=State.WITHHELD)
    shown = Proof((brochure,), "2026-05", state=State.PUBLISHED)
    write_plots(rows(operated, "A"), shown, by=editor)
    assert Figure.objects.get(kind="area_free_ha").state == State.PUBLISHED
    with pytest.raises(PermissionDenied):
        write_plots(rows(operated, "A", status="leased"), shown, by=tam)
    write_plots(rows(operated, "A", "B", status="leased"), shown, by=oanh)
    states = dict(Plot.objects.values_list("code", "state"))
    assert states == {"A": State.UNVERIFIED, "B": State.UNVERIFIED}
    total = Figure.objects.get(kind="area_leased_ha")
    assert (total.value, total.state) == (Decimal(10), "unverified")
    write_plots(rows(operated, "B"), hidden, by=editor)
    write_plots(rows(operated, "B", status="reserved"), shown, by=oanh)
    assert Plot.objects.get(code="B").state == State.WITHHELD
    assert Figure.objects.get(kind="area_leased_ha").state == State.WITHHELD


def test_loading_the_file_again_leaves_the_sums_of_the_portal_alone(
    db: None, brochure: Source
) -> None:
    load()
    park = Park.objects.get(slug="dong-mai")
    said: dict[str, Any] = {"unit": "m3/day", "as_of": "2026", "state": State.PUBLISHED}
    used = Said("wastewater_used_m3_day", value=Decimal(400), sources=(brochure,), **said)
    record(park, used, chosen=True)
    free = Figure.objects.get(park=park, kind="wastewater_headroom_m3_day")
    before = (free.value, free.state)
    load()
    free.refresh_from_db()
    assert (free.value, free.state) == before == (Decimal(700), "published")
