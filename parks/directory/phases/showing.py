"""Phases and developers as the park's page shows them, each with its dates and its proof."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext

from parks.directory.citing import in_words, joined
from parks.directory.models import Developer, KeptRow, Park, Phase
from portal.languages.marked import dated
from portal.languages.numbers import said_twice
from portal.languages.templatetags.shown import tagged
from portal.languages.text import Shown, pick
from portal.provenance.confidence import WEAK
from portal.provenance.models import Confidence, State
from portal.provenance.reporting import wrong_value


@dataclass(frozen=True)
class ShownRow:
    """One line: who or what, how much of it, from when to when. `directory/proof.html` reads the
    names it shares with a figure. `amount` is a pair: for machines, and in the reader's format."""

    name: Any
    word: Any
    amount: tuple[str, str]
    unit: Any
    since: Any
    until: Any
    label: str
    sources: tuple[tuple[Any, str, Any], ...]
    confidence: Any
    state: str
    as_of: Any
    to_be_checked: bool
    report_url: str
    stale: date | None = None


def phases_of(park: Park) -> list[ShownRow]:
    """One query."""
    return [_phase(row, park) for row in joined(Phase.objects.public().filter(park=park))]


def phases_with_an_end(parks: Iterable[Park]) -> dict[int, list[ShownRow]]:
    """Of each park those whose published period has an end; one query for all parks."""
    known = {park.pk: park for park in parks}
    ending = Phase.objects.public().filter(park__in=list(known)).exclude(ends="")
    by_park: dict[int, list[ShownRow]] = defaultdict(list)
    for row in joined(ending):
        by_park[row.park_id].append(_phase(row, known[row.park_id]))
    return by_park


def developers_of(park: Park) -> list[ShownRow]:
    """One query."""
    return [
        _row(
            row,
            park,
            name=tagged(Shown(row.name, "vi")),
            word="",
            amount=said_twice(row.share_pct),
            unit="%",
            since=dated(row.since),
            until=dated(row.until),
        )
        for row in joined(Developer.objects.public().filter(park=park))
    ]


def _phase(row: Phase, park: Park) -> ShownRow:
    return _row(
        row,
        park,
        name=tagged(pick(row, "name", get_language() or "vi")),
        word=row.get_stage_display() if row.stage != Phase.Stage.NOT_STATED else "",
        amount=said_twice(row.area_ha),
        unit=gettext("ha"),
        since=dated(row.starts),
        until=dated(row.ends),
    )


def _row(row: KeptRow, park: Park, **told: Any) -> ShownRow:
    name = strip_tags(str(told["name"]))
    return ShownRow(
        **told,
        label=name,
        sources=in_words(row),
        confidence=Confidence(row.confidence).label,
        state=row.state,
        as_of=dated(row.as_of),
        to_be_checked=row.state == State.PUBLISHED and not _carried(row),
        report_url=wrong_value(row._meta.verbose_name, name, park=park.slug),
    )


def _carried(row: Any) -> bool:
    return any(one.sort not in WEAK for one in row.cited)
