"""Incentives as a reader meets them: the measure in values with units, the dates it depends on,
the article that gives it, and its proof."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext

from parks.directory.citing import in_words, joined
from parks.directory.models import Incentive, IncentiveQuerySet
from portal.languages.marked import dated
from portal.languages.numbers import said_twice
from portal.languages.templatetags.shown import tagged
from portal.languages.text import pick
from portal.provenance.models import Confidence, public_states
from portal.provenance.reporting import wrong_value


@dataclass(frozen=True)
class ShownIncentive:
    """One row of the table; what `directory/proof.html` reads stands under the figure's names.

    `percent` and `years` are pairs: for machines, and in the reader's format ("" where the source
    states none).
    """

    label: Any
    relief: Any
    percent: tuple[str, str]
    years: int | None
    whole_term: bool
    start: Any  # "" when not stated
    projects: Any
    licensed_from: date | None
    licensed_until: date | None
    where: Any
    article: str
    article_url: str
    sources: tuple[tuple[Any, str, Any], ...]
    confidence: Any
    state: str
    as_of: str
    report_url: str
    to_be_checked: bool = False
    stale: date | None = None


@dataclass(frozen=True)
class Board:
    """The incentives of one place: those that are public, how many are withheld until their
    article is known, and the taxes of which nothing is public."""

    rows: list[ShownIncentive] = field(default_factory=list)
    withheld: int = 0
    silent: list[Any] = field(default_factory=list)


def board_of(found: IncentiveQuerySet) -> Board:
    """One query."""
    every = list(joined(found.select_related("park")))
    shown = [row for row in every if _public(row)]
    told = {row.tax for row in shown}
    return Board(
        [_show(row) for row in shown],
        len(every) - len(shown),
        [tax.label for tax in Incentive.Tax if tax not in told],
    )


def _public(row: Incentive) -> bool:
    return row.state in public_states() and (row.park is None or row.park.published)


def _show(row: Incentive) -> ShownIncentive:
    stated = row.counted_from != Incentive.Start.NOT_STATED
    article = article_in_words(row)
    return ShownIncentive(
        label=row.get_tax_display(),
        relief=row.get_relief_display(),
        percent=said_twice(row.percent),
        years=row.years,
        whole_term=row.whole_term,
        start=row.get_counted_from_display() if stated else "",
        projects=row.get_condition_display(),
        licensed_from=row.licensed_from,
        licensed_until=row.licensed_until,
        where=_where(row),
        article=article,
        article_url=row.document_url,
        sources=in_words(row),
        confidence=Confidence(row.confidence).label,
        state=row.state,
        as_of=dated(row.as_of),
        report_url=wrong_value(row.get_tax_display(), article),
    )


def _where(row: Incentive) -> Any:
    if row.park is None:
        return row.get_area_display()
    return tagged(pick(row.park, "name", get_language() or "vi"))


def article_in_words(row: Incentive) -> str:
    """ "Article 13, clause 2, 67/2025/QH15"; "" where none is named."""
    if not (row.document and row.article):
        return ""
    said = {"document": row.document, "article": row.article, "clause": row.clause}
    if row.clause:
        return gettext("Article %(article)s, clause %(clause)s, %(document)s") % said
    return gettext("Article %(article)s, %(document)s") % said
