"""Each need is met, not met or not published; must-haves come before everything else."""

from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parks.directory.match.needs import NEEDS, Needs, read_needs
from parks.directory.match.score import COLUMNS, MET, UNKNOWN, UNMET, Verdict, rank


def row(pk: int = 1, **known: Any) -> tuple[Any, ...]:
    """A park of which nothing is published but `known`."""
    values = {"pk": pk, "sort_name": f"park {pk:03}", "status": "operating", "discharge_column": ""}
    return tuple((values | known).get(name) for name in COLUMNS)


def verdict(needs: dict[str, Any], **known: Any) -> Verdict:
    """On the first of the needs."""
    (fit,) = rank([row(**known)], Needs(needs), {1: frozenset({"electronics"})})
    return fit.verdicts[0]


@pytest.mark.parametrize(
    ("needs", "known", "said"),
    [
        ({"area": Decimal(50)}, {"area_free_ha": Decimal(50)}, MET),
        (
            {"area": Decimal(50)},
            {"area_free_ha": Decimal(49), "area_total_ha": Decimal(900)},
            UNMET,
        ),
        ({"area": Decimal(50)}, {"area_total_ha": Decimal(900)}, UNKNOWN),
        ({"area": Decimal(50)}, {"area_total_ha": Decimal(16)}, UNMET),
        ({"area": Decimal(50)}, {}, UNKNOWN),
        ({"discharge": 1200}, {"wastewater_headroom_m3_day": 800}, UNMET),
        ({"discharge": 1200}, {"wastewater_headroom_m3_day": 1200}, MET),
        ({"discharge": 1200}, {"wastewater_m3_day": 3000}, UNKNOWN),
        ({"discharge": 1200}, {"wastewater_m3_day": 1100}, UNMET),
        ({"power": 40}, {"power_mva": 32}, UNMET),
        ({"power": 20}, {"power_mva": 32}, UNKNOWN),
        ({"water": 20}, {"water_free_m3_day": 30}, MET),
        ({"column": "B"}, {"discharge_column": "A"}, MET),
        ({"column": "A"}, {"discharge_column": "B"}, UNMET),
        ({"column": "A"}, {}, UNKNOWN),
        ({"port": 60}, {"km_port": 60}, MET),
        ({"port": 60}, {"km_port": 61}, UNMET),
        ({"border": 60}, {}, UNKNOWN),
        ({"sector": "electronics"}, {}, MET),
        ({"sector": "textiles"}, {}, UNKNOWN),
        ({"start": "2027-03"}, {}, MET),
        ({"start": "2027-03"}, {"status": "planned"}, UNKNOWN),
        ({"workers": 500}, {"workers_nearby": 400}, UNMET),
        ({"green": True}, {"green_label": True}, MET),
        ({"green": True}, {"green_label": False}, UNMET),
        ({"green": True}, {}, UNKNOWN),
    ],
)
def test_a_need_is_met_not_met_or_not_published(
    needs: dict[str, Any], known: dict[str, Any], said: Verdict
) -> None:
    assert verdict(needs, **known) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(90, 100, MET), (90, 110, UNKNOWN), (101, 120, UNMET), (None, None, UNKNOWN), (None, 90, MET)],
)
def test_a_budget_is_met_when_even_the_highest_price_fits(
    low: int | None, high: int | None, said: Verdict
) -> None:
    needs = {"budget": Decimal(10_000_000), "area": Decimal(10)}  # 100 dollars a square metre
    assert verdict(needs, price_min_usd_m2=low, price_max_usd_m2=high) == said


def test_a_missed_must_have_stands_below_an_unknown_one_and_that_below_a_met_one() -> None:
    needs = Needs({"area": Decimal(50), "port": Decimal(60)}, frozenset({"area"}))
    missed = row(1, area_free_ha=Decimal(10), km_port=Decimal(1))
    unknown = row(2, km_port=Decimal(1))
    met = row(3, area_free_ha=Decimal(60), km_port=Decimal(500))
    assert [fit.pk for fit in rank([missed, unknown, met], needs, {})] == [3, 2, 1]


def test_among_equal_must_haves_more_needs_met_come_first_and_then_the_name() -> None:
    needs = Needs({"port": Decimal(60), "green": True})
    rows = [row(1), row(2, km_port=Decimal(5)), row(3, km_port=Decimal(70)), row(4)]
    assert [fit.pk for fit in rank(rows, needs, {})] == [2, 1, 4, 3]


# However slow a busy machine makes the lists.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=1, max_size=30),
    st.integers(1, 100),
)
def test_no_park_is_lost_and_none_that_meets_the_must_stands_below_one_that_does_not(
    free: list[int | None], wanted: int
) -> None:
    needs = Needs({"area": wanted}, frozenset({"area"}))
    fits = rank([row(pk, area_free_ha=ha) for pk, ha in enumerate(free)], needs, {})
    assert sorted(fit.pk for fit in fits) == list(range(len(free)))
    verdicts = [fit.verdicts[0] for fit in fits]
    assert verdicts == sorted(verdicts, reverse=True)


def test_every_need_has_a_judge() -> None:
    asked = {key: True if key == "green" else "B" if key == "column" else 1 for key in NEEDS}
    (fit,) = rank([row()], Needs({**asked, "sector": "x", "start": "2027-01"}), {})
    assert len(fit.verdicts) == len(NEEDS)


def test_no_parks_are_no_error() -> None:
    assert rank([], Needs({"area": 1}), {}) == []


def test_nonsense_is_left_out_and_named() -> None:
    query = QueryDict("area=lots&port=60&column=C&start=soon&must=port&must=cheap&workers=-3")
    _form, needs = read_needs(query, ())
    assert needs.wanted == {"port": Decimal(60)}
    assert needs.must == {"port"} or needs.must == frozenset()
    assert {typed for _label, typed in needs.misunderstood} >= {"lots", "C", "soon", "-3"}


def test_a_budget_without_land_is_asked_again() -> None:
    form, needs = read_needs(QueryDict("budget=1000000"), ())
    assert "budget" not in needs.wanted
    assert "budget" in form.errors


def test_the_needs_survive_their_own_address() -> None:
    text = "sector=electronics&area=50&column=B&start=2027-03&green=on&must=area&must=green"
    _form, needs = read_needs(QueryDict(text), ["electronics"])
    again = QueryDict(mutable=True)
    for name, value in needs.pairs():
        again.appendlist(name, value)
    assert read_needs(again, ["electronics"])[1] == needs
