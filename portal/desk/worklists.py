"""The officials' lists of what waits: what a list is, and its pages without counting them.

A page starts after the last row of the one before (keyset by date and key), so the thousandth
page costs what the first does. Counts stop at `COUNT_CAP`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet

from portal.accounts.models import User
from portal.workdays.counting import Calendar

PAGE = 50
COUNT_CAP = 1000
SEARCHED = 20  # rows a search shows
SHORTEST_PART = 3  # letters; fewer are looked up whole only
NO_DATE = date(9999, 12, 31)

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Worklist:
    """One list of a room. Its rows come by the date that is to be kept, those without one last."""

    key: str
    label: Any
    empty: Any  # the sentence where no row is
    newest_first: bool = False
    late: bool = False
    counted: bool = True


@dataclass(frozen=True)
class Count:
    number: int
    capped: bool  # there are more than `number`


@dataclass(frozen=True)
class Page(Generic[Row]):
    rows: list[Row]
    after: str  # where the next page starts; empty when this is the last


@dataclass(frozen=True)
class Worklists(Generic[Row]):
    """The lists of one room, and what is the room's own about them.

    `right` opens them; `address` and `record` name their page and that of a row in `portal.urls`;
    `due` is the column of the date that is to be kept. `rows_of` says what a person sees in the
    list of a key, unordered; `drawn` brings along what a list shows of its rows.
    """

    title: Any
    right: str
    address: str
    record: str
    due: str
    lists: tuple[Worklist, ...]
    rows_of: Callable[[str, User, datetime, Calendar], "QuerySet[Row]"]
    drawn: Callable[[Any], "QuerySet[Row]"]
    search: Callable[[User, str], list[Row]]

    @property
    def step(self) -> str:
        """The address that a step of a row is sent to."""
        return f"{self.record}_move"

    def named(self, key: str) -> Worklist | None:
        return next((worklist for worklist in self.lists if worklist.key == key), None)

    def count(self, worklist: Worklist, user: User, now: datetime, calendar: Calendar) -> Count:
        rows = self.rows_of(worklist.key, user, now, calendar)
        found = rows.order_by()[: COUNT_CAP + 1].count()
        return Count(min(found, COUNT_CAP), found > COUNT_CAP)

    def page(
        self, worklist: Worklist, user: User, now: datetime, calendar: Calendar, after: str = ""
    ) -> Page[Row]:
        rows = self.drawn(self.rows_of(worklist.key, user, now, calendar))
        start = _start(after)
        rows = _newest_first(rows, start) if worklist.newest_first else self._by_due(rows, start)
        found = list(rows[: PAGE + 1])
        if len(found) <= PAGE:
            return Page(found, "")
        last = found[PAGE - 1]
        due = getattr(last, self.due) or NO_DATE
        return Page(found[:PAGE], f"{due.isoformat()}~{last.pk}")

    def _by_due(self, rows: "QuerySet[Row]", start: tuple[date, int] | None) -> "QuerySet[Row]":
        due = self.due
        rows = rows.order_by(F(due).asc(nulls_last=True), "pk")
        if start is None:
            return rows
        day, pk = start
        if day == NO_DATE:
            return rows.filter(Q((due, None)), pk__gt=pk)
        later = Q((f"{due}__gt", day)) | Q((due, day), pk__gt=pk)
        return rows.filter(Q((f"{due}__gte", day)) & later | Q((due, None)))


def find(seen: "QuerySet[Row]", typed: str, *, whole: Q, part: Q) -> list[Row]:
    """What `whole` finds; where that is nothing and enough was typed, what `part` finds."""
    found = list(seen.filter(whole).order_by("-pk")[:SEARCHED])
    if found or len(typed) < SHORTEST_PART:
        return found
    return list(seen.filter(part).order_by("-pk")[:SEARCHED])


def _newest_first(rows: "QuerySet[Row]", start: tuple[date, int] | None) -> "QuerySet[Row]":
    rows = rows.order_by("-pk")
    return rows.filter(pk__lt=start[1]) if start else rows


def _start(after: str) -> tuple[date, int] | None:
    """A place somebody typed or an old link kept is the first page, not an error."""
    day, _tilde, pk = after.partition("~")
    try:
        return (date.fromisoformat(day), int(pk)) if after and len(pk) < 19 else None
    except ValueError:
        return None
