"""The park's page: which figures stand under which heading, in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from parks.directory.kinds import GROUPS, KINDS
from parks.directory.models import Figure
from parks.directory.showing import Cited, ShownFigure, entries, headline

# What an investor looks for first; also on the cards of the list.
HEADLINES = ("area_total_ha", "area_industrial_ha", "lease_price_usd_m2_max", "power_mva")


@dataclass(frozen=True)
class EntryList:
    """The entries of one list kind ("Companies there")."""

    kind: str
    label: Any
    rows: list[ShownFigure]


@dataclass(frozen=True)
class Section:
    key: str
    title: Any
    figures: list[ShownFigure]
    lists: list[EntryList]


def headlines(figures: list[Figure]) -> list[ShownFigure]:
    return [headline(kind, figures) for kind in HEADLINES]


def sections(figures: list[Figure]) -> list[Section]:
    """Every group; a single value that is unknown stays, and says so. Empty lists go."""
    found: list[Section] = []
    for key, title in GROUPS.items():
        kinds = [kind for kind in KINDS.values() if kind.group == key]
        singles = [headline(kind.key, figures) for kind in kinds if not kind.many]
        lists = [
            EntryList(kind.key, kind.label, rows)
            for kind in kinds
            if kind.many and (rows := entries(kind.key, figures))
        ]
        found.append(Section(key, title, singles, lists))
    return found


def sources_of(shown: Iterable[Section]) -> list[Cited]:
    """Every source cited on the page, once, in order of first use."""
    found: dict[str, Cited] = {}
    for section in shown:
        rows = [*section.figures, *(row for one in section.lists for row in one.rows)]
        for row in rows:
            for part in (row, *row.others):
                for source in part.sources:
                    found.setdefault(source.key, source)
    return list(found.values())
