"""Values that follow from other values of a park: what is left of the wastewater treatment, and
how far the nearest port, airport, border gate and city are."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from parks.directory.models import Figure, Park
from parks.directory.said import Said
from portal.provenance.confidence import lowest
from portal.provenance.models import Grade, Source, State, public_states


@dataclass(frozen=True)
class Nearest:
    """The shortest public straight line to any of `places`, kept in `column`."""

    column: str
    places: tuple[str, ...]


# Which of the reference points count as what; the deep-water ports are those of the data file.
NEAREST = (
    Nearest("km_port", ("cai_lan_port", "lach_huyen_port")),
    Nearest("km_airport", ("van_don_airport", "cat_bi_airport", "noi_bai_airport")),
    Nearest("km_border", ("mong_cai_border_gate",)),
    Nearest("km_city", ("hai_phong", "hanoi")),
)
STANDARD, LABEL = "wastewater_standard", "green_label"
SAID_IN_WORDS = frozenset({STANDARD, LABEL})
# "QCVN 40:2011/BTNMT cột B": the column of the national standard, as sources write it.
_COLUMN = re.compile(r"\b(?:cột|column)\s+([AB])\b", re.IGNORECASE)
# What the entry of a green label says: held, or asked for and not held.
HELD: dict[str, bool] = {"held": True, "not_held": False}
NEAREST_FROM = "straight_line"
BUILT, USED = "wastewater_m3_day", "wastewater_used_m3_day"
HEADROOM_PARTS = frozenset({BUILT, USED})
HEADROOM = "computed:wastewater_headroom"  # the origin of the computed figure


def nearest_columns(park: Park) -> dict[str, Decimal | None]:
    """One query. None where no line of the kind is public."""
    lines = {
        place: km
        for place, km in Figure.objects.filter(
            park=park, kind=NEAREST_FROM, chosen=True, state__in=public_states()
        ).values_list("item", "value")
        if km is not None
    }
    return {one.column: _shortest(lines, one.places) for one in NEAREST}


def _shortest(lines: Mapping[str, Decimal], places: Iterable[str]) -> Decimal | None:
    known = [lines[place] for place in places if place in lines]
    return round(min(known), 1) if known else None


def columns_from_words(park: Park) -> dict[str, str | bool | None]:
    """What two texts come down to: the column treated to, and whether a label is held."""
    said = {
        figure.kind: figure
        for figure in Figure.objects.filter(
            park=park, kind__in=SAID_IN_WORDS, chosen=True, state__in=public_states()
        )
    }
    standard, label = said.get(STANDARD), said.get(LABEL)
    found = _COLUMN.search(f"{standard.text_vi} {standard.text_en}") if standard else None
    return {
        "discharge_column": found[1].upper() if found else "",
        "green_label": HELD.get(label.item) if label else None,
    }


def headroom(park: Park) -> Said:
    """Built less used, in cubic metres a day, never below zero; planned capacity never counts.

    As old as the older of the two, as sure as the less sure, and withheld unless both are shown.
    """
    parts = {
        figure.kind: figure
        for figure in Figure.objects.filter(
            park=park, kind__in=HEADROOM_PARTS, chosen=True, value__isnull=False
        ).prefetch_related("sources")
    }
    built, used = parts.get(BUILT), parts.get(USED)
    shown = [one for one in (built, used) if one and one.state != State.WITHHELD]
    if built is None or used is None or len(shown) < len(HEADROOM_PARTS):
        return Said("wastewater_headroom_m3_day", origin=HEADROOM, unit="m3/day")
    older = min(shown, key=lambda figure: str(figure.as_of_latest or ""))
    derived, _new = Source.objects.get_or_create(
        key="headroom", defaults={"grade": Grade.DERIVED, "note": "Capacity built less used."}
    )
    cited = {source.pk: source for figure in shown for source in figure.sources.all()}
    unverified = any(figure.state == State.UNVERIFIED for figure in shown)
    return Said(
        kind="wastewater_headroom_m3_day",
        origin=HEADROOM,
        value=max(Decimal(0), (built.value or Decimal(0)) - (used.value or Decimal(0))),
        unit="m3/day",
        as_of=older.as_of,
        sources=(derived, *cited.values()),
        confidence=lowest(*(figure.confidence for figure in shown)),
        state=State.UNVERIFIED if unverified else State.PUBLISHED,
    )
