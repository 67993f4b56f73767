"""How well parks meet needs: each need met, not met, or not published. Pure, column by column.

There are no weights. Must-haves come first: a park that misses one stands below every park that
misses none, and one that has not published it stands between. Then the other needs are counted.
Only columns of `Park` that were read already are used; words are made for the shown page alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import Any

from parks.directory.match.needs import Needs


class Verdict(IntEnum):
    UNMET = 0
    UNKNOWN = 1
    MET = 2


UNMET, UNKNOWN, MET = Verdict.UNMET, Verdict.UNKNOWN, Verdict.MET

# What is read of each park, in this order.
COLUMNS = (
    *("pk", "sort_name", "status", "area_free_ha", "area_total_ha", "power_free_mva"),
    *("power_mva", "water_free_m3_day", "water_m3_day", "wastewater_headroom_m3_day"),
    *("wastewater_m3_day", "discharge_column", "km_port", "km_border", "price_min_usd_m2"),
    *("price_max_usd_m2", "workers_nearby", "green_label"),
)
OPERATING = "operating"
M2_PER_HA = 10_000


@dataclass(frozen=True, slots=True)
class Fit:
    """One park: the verdict on each need, in the order of the needs."""

    pk: int
    verdicts: tuple[Verdict, ...]
    must_unmet: int
    must_unknown: int
    met: int


def rank(
    rows: Sequence[tuple[Any, ...]], needs: Needs, sectors: Mapping[int, frozenset[str]]
) -> list[Fit]:
    """The parks in order, the best first; `rows` hold `COLUMNS`, `sectors` what parks prefer."""
    if not rows:
        return []
    table = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True))
    columns = [_JUDGES[key](table, value, needs, sectors) for key, value in needs.wanted.items()]
    musts = [key in needs.must for key in needs.wanted]
    fits: list[tuple[tuple[Any, ...], Fit]] = []
    for pk, name, verdicts in zip(
        table["pk"], table["sort_name"], zip(*columns, strict=True), strict=True
    ):
        must = [verdict for verdict, binding in zip(verdicts, musts, strict=True) if binding]
        fit = Fit(pk, verdicts, must.count(UNMET), must.count(UNKNOWN), verdicts.count(MET))
        key = (fit.must_unmet, fit.must_unknown, -fit.met, verdicts.count(UNMET), name, pk)
        fits.append((key, fit))
    fits.sort(key=lambda one: one[0])
    return [fit for _key, fit in fits]


Table = Mapping[str, Sequence[Any]]
Judge = Callable[[Table, Any, Needs, Mapping[int, frozenset[str]]], list[Verdict]]


def _at_least(free: str, whole: str = "") -> Judge:
    """Enough is free: met. Less is free, or not even the whole would do: not met."""

    def judge(table: Table, wanted: Any, *_rest: Any) -> list[Verdict]:
        wholes = table[whole] if whole else (None,) * len(table[free])
        return [
            (MET if left >= wanted else UNMET)
            if left is not None
            else UNMET
            if all_of_it is not None and all_of_it < wanted
            else UNKNOWN
            for left, all_of_it in zip(table[free], wholes, strict=True)
        ]

    return judge


def _within(column: str) -> Judge:
    def judge(table: Table, wanted: Any, *_rest: Any) -> list[Verdict]:
        return [UNKNOWN if km is None else MET if km <= wanted else UNMET for km in table[column]]

    return judge


def _sector(
    table: Table, wanted: Any, _needs: Needs, sectors: Mapping[int, frozenset[str]]
) -> list[Verdict]:
    """A preference is not a prohibition: a park that prefers others has not said no to this."""
    return [MET if wanted in sectors.get(pk, ()) else UNKNOWN for pk in table["pk"]]


def _column(table: Table, wanted: Any, *_rest: Any) -> list[Verdict]:
    """Column A is the stricter one and serves who asks for B."""
    return [
        UNKNOWN if not column else MET if column <= wanted else UNMET
        for column in table["discharge_column"]
    ]


def _budget(table: Table, wanted: Any, needs: Needs, _sectors: Any) -> list[Verdict]:
    """Met when even the highest price fits; not met when not even the lowest does."""
    square_metres = needs.wanted.get("area", Decimal(0)) * M2_PER_HA
    per_m2 = wanted / square_metres if square_metres else None
    if per_m2 is None:
        return [UNKNOWN] * len(table["pk"])
    return [
        MET
        if high is not None and high <= per_m2
        else UNMET
        if low is not None and low > per_m2
        else UNKNOWN
        for low, high in zip(table["price_min_usd_m2"], table["price_max_usd_m2"], strict=True)
    ]


def _start(table: Table, *_rest: Any) -> list[Verdict]:
    """A park in operation can be built in, whatever the day. Of the others a phase may have a
    published period, which is that of a project and no day on which land is ready: it is said in
    words (`words.py`) and counts neither for nor against the park."""
    return [MET if status == OPERATING else UNKNOWN for status in table["status"]]


def _green(table: Table, *_rest: Any) -> list[Verdict]:
    return [UNKNOWN if label is None else MET if label else UNMET for label in table["green_label"]]


_JUDGES: dict[str, Judge] = {
    "sector": _sector,
    "area": _at_least("area_free_ha", "area_total_ha"),
    "power": _at_least("power_free_mva", "power_mva"),
    "water": _at_least("water_free_m3_day", "water_m3_day"),
    "discharge": _at_least("wastewater_headroom_m3_day", "wastewater_m3_day"),
    "column": _column,
    "port": _within("km_port"),
    "border": _within("km_border"),
    "budget": _budget,
    "start": _start,
    "workers": _at_least("workers_nearby"),
    "green": _green,
}
