"""The rules of the data file: what a value's sources, state and confidence are."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import slugify

from parks.directory.kinds import KINDS
from parks.directory.reading import Entry, Record, cites, source_keys
from parks.directory.said import Said
from parks.directory.wording import Wording
from portal.languages.folding import fold
from portal.provenance.confidence import WEAK, carried_by, lowest
from portal.provenance.loading import state_of
from portal.provenance.models import Confidence, Source, State


class Rules:
    """Applied to one record."""

    def __init__(self, record: Record, sources: Mapping[str, Source], wording: Wording) -> None:
        self.record = record
        self.sources = sources
        self.wording = wording

    def at(self, path: str) -> Any:
        found: Any = self.record
        for step in path.split("."):
            found = found[step]
        return found

    def said(self, kind: str, path: str, keys: list[str], **more: Any) -> Said:
        """State and confidence by the file's rules; see "notes" and "field_states" there."""
        cited = tuple(self.sources[key] for key in keys if key in self.sources)
        carried = [source.grade for source in cited if source.grade not in WEAK]
        state = state_of(path, self.record)
        if state == State.PUBLISHED and not carried and not KINDS[kind].description:
            state = State.WITHHELD
        if "texts" in more:
            more["texts"] = self.wording.with_others(more["texts"])
        own = more.pop("confidence", None) or self.record["confidence"]
        return Said(
            kind=kind,
            origin=more.pop("origin", path)[:120],
            unit=more.pop("unit", KINDS[kind].unit),
            state=state,
            confidence=lowest(own, self.record["confidence"], carried_by(carried)),
            sources=cited,
            **more,
        )

    def keys(self, cited: str) -> list[str]:
        """The sources of a field; of a record's sources as a whole, only those that carry."""
        keys = source_keys(cited, self.record)
        if cites(cited, self.record):
            return keys
        return [key for key in keys if self.sources[key].grade not in WEAK]

    def sureness(self, cited: str) -> str:
        """Low where the record does not say which of its sources carries the value."""
        return self.record["confidence"] if cites(cited, self.record) else str(Confidence.LOW)

    def both(self, english: str) -> dict[str, str]:
        return self.wording.both(english)

    def item(
        self, kind: str, path: str, index: int, name: str, keys: list[str], **more: Any
    ) -> Entry:
        """An entry of a list. Its name, not its place in the list, finds the row again."""
        item = slugify(fold(name))[:60] or str(index)
        said = self.said(
            kind,
            f"{path}[{index}]",
            [key for key in keys if key != "unsourced"],
            origin=f"{kind}.{item}",
            item=item,
            position=index,
            **more,
        )
        return Entry(said)
