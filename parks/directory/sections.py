"""The park's page: which figures stand under which heading, in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from parks.directory.kinds import GROUPS, KINDS, Kind
from parks.directory.models import Figure
from parks.directory.showing import ShownFigure, entries, headline

# What an investor looks for first; also on the cards of the list.
HEADLINES = (
    "area_total_ha",
    "area_industrial_ha",
    "occupancy_pct",
    "lease_price_usd_m2_max",
    "power_mva",
)


@dataclass(frozen=True)
class EntryList:
    """The entries of one list ("Companies there"); `numeric`: each is a name and a number."""

    kind: str
    label: Any
    rows: list[ShownFigure]
    numeric: bool


@dataclass(frozen=True)
class Section:
    """One heading: numbers with units, facts in words, lists."""

    key: str
    title: Any
    numbers: list[ShownFigure]
    facts: list[ShownFigure]
    lists: list[EntryList]


def headlines(figures: list[Figure]) -> list[ShownFigure]:
    return [headline(kind, figures) for kind in HEADLINES]


def sections(figures: list[Figure]) -> list[Section]:
    """Every group; a single value that is unknown stays, and says so."""
    found: list[Section] = []
    for key, title in GROUPS.items():
        kinds = [kind for kind in KINDS.values() if kind.group == key]
        singles = [kind for kind in kinds if not kind.many]
        found.append(
            Section(
                key,
                title,
                [headline(kind.key, figures) for kind in singles if kind.unit],
                [headline(kind.key, figures) for kind in singles if not kind.unit],
                _lists([kind for kind in kinds if kind.many], figures),
            )
        )
    return found


def _lists(kinds: list[Kind], figures: list[Figure]) -> list[EntryList]:
    """Kinds with the same name are one list (an investment in two currencies)."""
    by_label: dict[str, EntryList] = {}
    for kind in kinds:
        rows = entries(kind.key, figures)
        if not rows:
            continue
        merged = by_label.setdefault(
            str(kind.label), EntryList(kind.key, kind.label, [], bool(kind.unit))
        )
        merged.rows.extend(rows)
    return list(by_label.values())


def sources_of(shown: Iterable[Section]) -> list[tuple[Any, str, Any]]:
    """Every source cited on the page, once, in order of first use."""
    found: dict[tuple[Any, str, Any], None] = {}
    for section in shown:
        rows = [*section.numbers, *section.facts]
        rows += [row for one in section.lists for row in one.rows]
        for row in rows:
            for part in (row, *row.others):
                found |= dict.fromkeys(part.sources)
    return list(found)
