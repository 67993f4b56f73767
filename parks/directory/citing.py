"""Rows with their sources joined, in one query: a prefetch would be one more on every page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import F, QuerySet

from portal.languages.printed import days_in_words
from portal.provenance.models import UNNAMED, Grade, Provenanced

P = TypeVar("P", bound=Provenanced)


@dataclass(frozen=True)
class Cited:
    """A source as shown: `url` and `grade` (in words) may be empty."""

    key: str
    title: Any
    url: str
    grade: Any
    sort: str = ""  # the grade itself


def joined(found: QuerySet[P]) -> Iterable[P]:
    """Each row once, in the order of `found`, with its sources as `cited`."""
    whole: dict[int, P] = {}
    for row in found.annotate(
        source_key=F("sources__key"),
        source_title=F("sources__title"),
        source_url=F("sources__url"),
        source_grade=F("sources__grade"),
    ):
        kept = whole.setdefault(row.pk, row)
        if kept is row:
            row.cited = []  # type: ignore[attr-defined]
        if row.source_key:  # type: ignore[attr-defined]
            kept.cited.append(_cited(row))  # type: ignore[attr-defined]
    return whole.values()


def _cited(row: Any) -> Cited:
    grade = Grade(row.source_grade).label
    if row.source_grade == Grade.DERIVED:
        # Our own sum over cited values: the grade says all there is to say.
        return Cited(row.source_key, grade, "", "", row.source_grade)
    title = row.source_title or UNNAMED
    return Cited(row.source_key, title, row.source_url, grade, row.source_grade)


def in_words(row: Provenanced) -> tuple[tuple[Any, str, Any], ...]:
    """(title, address, grade) of every source of a joined row, as pieces show them."""
    cited: list[Cited] = row.cited  # type: ignore[attr-defined]
    return tuple((days_in_words(str(one.title)), one.url, one.grade) for one in cited)
