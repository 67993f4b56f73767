"""Wordings that the park file itself does not have: files of translations beside it.

`labels_vi.json` is the Vietnamese of the file's English labels; `texts.json` the Chinese, Korean
and Japanese of its descriptions, of the phases and of the authority. Both are an editor's; which
text an official has read since is in the table of reviews.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from parks.directory.file_shape import LABELS, TEXTS
from portal.languages.models import TextReview, digest_of
from portal.provenance.files import read_file

DATA = Path(__file__).parent / "data"
OTHERS = ("zh-hans", "ko", "ja")
RECORDS = LABEL, TEXT = ("directory.label:", "directory.text:")


@dataclass(frozen=True)
class Wording:
    labels: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by source text

    def both(self, english: str) -> dict[str, str]:
        vietnamese = self.labels.get(english, "")
        return {"en": english, **({"vi": vietnamese} if vietnamese else {})}

    def with_others(self, said: Mapping[str, str]) -> dict[str, str]:
        """The same text with its translations; found by its English, else by its Vietnamese."""
        others = self.texts.get(said.get("en") or said.get("vi") or "", {})
        return {**said, **{lang: others[lang] for lang in OTHERS if lang in others}}

    def columns(self, field_name: str, vietnamese: str, english: str) -> dict[str, str]:
        """A description of the park as its columns: `place_vi`, …, `place_zh_hans`, …"""
        said = self.with_others({"vi": vietnamese, "en": english})
        return {
            f"{field_name}_{lang.replace('-', '_')}": said.get(lang, "")
            for lang in ("vi", "en", *OTHERS)
        }

    def reviews(self) -> Iterator[TextReview]:
        """A row for each wording, waiting for its review."""
        for english in self.labels:
            yield _row(LABEL, "label", "vi", english, "en")
        for source, others in self.texts.items():
            for language in OTHERS:
                yield _row(TEXT, "text", language, source, others["language"])


def read_wording() -> Wording:
    labels = read_file(DATA / "labels_vi.json", LABELS)["labels"]
    texts = read_file(DATA / "texts.json", TEXTS)["texts"]
    return Wording(labels, {one["source"]: one for one in texts})


def record_of(start: str, source: str) -> str:
    return f"{start}{digest_of(source)[:16]}"


def load_reviews(wording: Wording) -> None:
    """A review by an official stands; the row of a source text that is gone goes with it."""
    wanted = {(row.record, row.language): row for row in wording.reviews()}
    mine = TextReview.objects.filter(record__startswith=LABEL) | TextReview.objects.filter(
        record__startswith=TEXT
    )
    known = {(row.record, row.language): row for row in mine}
    gone = [row.pk for key, row in known.items() if key not in wanted]
    TextReview.objects.filter(pk__in=gone).delete()
    TextReview.objects.bulk_create(row for key, row in wanted.items() if key not in known)


def _row(start: str, field_name: str, language: str, source: str, written_in: str) -> TextReview:
    return TextReview(
        record=record_of(start, source),
        field=field_name,
        language=language,
        source_language=written_in,
        source_digest=digest_of(source),
    )
