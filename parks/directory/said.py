"""What a source says of a park: one value with its proof, before it is a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from parks.directory.kinds import KINDS
from parks.directory.models import Figure
from portal.languages.text import LANGUAGES, column
from portal.provenance.dates import latest_day
from portal.provenance.models import Confidence, Source, State


@dataclass(frozen=True)
class Said:
    """What a source says: a number with its unit, a text by language, or both."""

    kind: str
    item: str = ""
    position: int = 0
    origin: str = ""
    value: Decimal | None = None
    unit: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    as_of: str = ""
    sources: tuple[Source, ...] = ()
    confidence: str = Confidence.LOW
    state: str = State.WITHHELD
    note: str = ""
    review_due: date | None = None  # None: counted, or kept where the value stays as it was

    def columns(self) -> dict[str, Any]:
        """What the row says, without its sources."""
        texts = {column("text", lang): self.texts.get(lang, "") for lang in LANGUAGES}
        return {
            "kind": self.kind,
            "item": self.item,
            "position": self.position,
            "origin": self.origin,
            "value": self.value,
            "unit": self.unit,
            **texts,
            "as_of": self.as_of,
            "as_of_latest": latest_day(self.as_of),
            "confidence": str(self.confidence),
            "state": str(self.state),
            "note": self.note,
        }

    def written(self, today: date, over: Figure | None = None) -> dict[str, Any]:
        """The row as it will be stored, in place of the row `over`, if any.

        A value is to be reviewed some months after its date, or after the day it was recorded
        where it has none. A correction of anything else leaves the day that was counted, or that
        an official named.
        """
        due = self.review_due
        if due is None and over is not None and _measures(self) == _measures(said_of(over)):
            due = over.review_due
        counted = later(latest_day(self.as_of) or today, KINDS[self.kind].review_months)
        return {**self.columns(), "review_due": due or counted}


def _measures(said: Said) -> tuple[Any, ...]:
    """The value with its unit and date; without a number its words are the value."""
    words = () if said.value is not None else (said.texts.get("vi"), said.texts.get("en"))
    return said.kind, said.value, said.unit, said.as_of, *(text or "" for text in words)


def said_of(figure: Figure) -> Said:
    """What a stored value says."""
    return Said(
        kind=figure.kind,
        item=figure.item,
        position=figure.position,
        origin=figure.origin,
        value=figure.value,
        unit=figure.unit,
        texts={lang: getattr(figure, column("text", lang)) for lang in LANGUAGES},
        as_of=figure.as_of,
        sources=tuple(figure.sources.all()),
        confidence=figure.confidence,
        state=figure.state,
        note=figure.note,
    )


def later(latest: date, months: int) -> date:
    years, month = divmod(latest.month - 1 + months, 12)
    return date(latest.year + years, month + 1, min(latest.day, 28))
