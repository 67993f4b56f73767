"""Rows with their sources joined, in one query: a prefetch would be one more on every page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import F, QuerySet

from portal.languages.printed import days_in_words
from portal.provenance.models import UNNAMED, Grade, Provenanced, Source

P = TypeVar("P", bound=Provenanced)
Words = tuple[Any, str, Any]  # title, address, grade


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
            kept.cited.append(_joined(row))  # type: ignore[attr-defined]
    return whole.values()


def cited(source: Source) -> Cited:
    """Of a source that was read by itself, where rows cannot be joined."""
    return _cited(source.key, source.title, source.url, source.grade)


def _joined(row: Any) -> Cited:
    return _cited(row.source_key, row.source_title, row.source_url, row.source_grade)


def _cited(key: str, title: str, url: str, grade: str) -> Cited:
    label = Grade(grade).label
    if grade == Grade.DERIVED:
        # Our own sum over cited values: the grade says all there is to say.
        return Cited(key, label, "", "", grade)
    return Cited(key, title or UNNAMED, url, label, grade)


def in_words(row: Provenanced) -> tuple[Words, ...]:
    """Of every source of a joined row, as pieces show them."""
    return tuple(map(said, row.cited))  # type: ignore[attr-defined]


def said(source: Cited) -> Words:
    return days_in_words(str(source.title)), source.url, source.grade
