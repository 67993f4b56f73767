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
    review_due: date | None = None  # None: counted from the date of the value

    def columns(self) -> dict[str, Any]:
        """The row as it will be stored, without its sources."""
        latest = latest_day(self.as_of)
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
            "as_of_latest": latest,
            "confidence": str(self.confidence),
            "state": str(self.state),
            "note": self.note,
            "review_due": self.review_due or later(latest, KINDS[self.kind].review_months),
        }


def said_of(figure: Figure) -> Said:
    """What a stored value says; its date of review is counted anew."""
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


def later(latest: date | None, months: int) -> date | None:
    if latest is None:
        return None
    years, month = divmod(latest.month - 1 + months, 12)
    return date(latest.year + years, month + 1, min(latest.day, 28))
