"""What a figure's history keeps: the row before and after, written by the verbs of `figures.py`."""

from collections.abc import Iterable
from typing import Any

from parks.directory.models import Figure, FigureEvent
from portal.accounts.models import User
from portal.languages.text import LANGUAGES, column
from portal.provenance.models import Source


def as_stored(figure: Figure, sources: Iterable[Source] | None = None) -> dict[str, Any]:
    """A figure as its history keeps it."""
    names = ["kind", "item", "unit", "as_of", "confidence", "state", "chosen", "note"]
    names += [column("text", language) for language in LANGUAGES]
    texts = {name: getattr(figure, name) for name in names}
    kept = {name: content for name, content in texts.items() if content != ""}
    if figure.review_due is not None:
        kept["review_due"] = figure.review_due.isoformat()
    if figure.superseded_by_id is not None:
        kept["superseded_by"] = figure.superseded_by_id
    value = None if figure.value is None else str(figure.value)
    cited = figure.sources.all() if sources is None else sources
    return {**kept, "value": value, "sources": sorted(source.key for source in cited)}


def note_down(
    figure: Figure,
    verb: str,
    before: dict[str, Any],
    by: User | None,
    reason: str = "",
    sources: Iterable[Source] | None = None,
) -> None:
    after = as_stored(figure, sources)
    FigureEvent.objects.create(
        figure=figure, verb=verb, before=before, after=after, reason=reason, actor=by
    )
