"""The directory's texts in each language, for those who review translations."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from parks.directory.models import Figure, Park
from parks.directory.wording import LABEL, OTHERS, TEXT, read_wording, record_of
from portal.languages.models import TextReview, digest_of
from portal.languages.text import column
from portal.translations.waiting import wait_for_review

PARK = "directory.park:"
RECORDS = (PARK, LABEL, TEXT)


def text_of(record: str, field: str, language: str) -> str:
    """As it stands now; empty where there is none (any more)."""
    if record.startswith(PARK):
        park = Park.objects.filter(slug=record.removeprefix(PARK)).first()
        return str(getattr(park, column(field, language), "")) if park else ""
    return _files().get((record, language), "")


def labels_in(figures: Iterable[Figure]) -> set[str]:
    """The records of the labels whose Vietnamese stands in these figures and their reasons."""
    found: set[str] = set()
    for figure in figures:
        for english, vietnamese in (
            (figure.text_en, figure.text_vi),
            (figure.reason_en, figure.reason_vi),
        ):
            for part in _parts(english):
                record, translated = _labels().get(part, ("", ""))
                if record and translated in vietnamese:
                    found.add(record)
    return found


def _parts(text: str) -> Iterator[str]:
    """A label stands alone, or in brackets behind the name of a company."""
    yield text
    if text.endswith(")"):
        yield from (text[at.end() : -1] for at in re.finditer(r" \(", text))


def names_wait(park: Park, *, reworded: Collection[str] = (), reviewed: bool = False) -> list[str]:
    """Notes down that the translated names of a park wait for their review, and what became of
    each row. `reworded`: the columns that were changed; `reviewed`: what is said of new rows."""
    outcomes = []
    for language in OTHERS:
        name = column("name", language)
        if getattr(park, name):
            row = TextReview(
                record=f"{PARK}{park.slug}",
                field="name",
                language=language,
                source_language="vi",
                source_digest=digest_of(park.name_vi),
                reviewed=reviewed,
            )
            outcomes.append(wait_for_review(row, reworded=name in reworded))
    return outcomes


@cache
def _labels() -> dict[str, tuple[str, str]]:
    """Record and Vietnamese of each label, by its English."""
    labels = read_wording().labels
    return {english: (record_of(LABEL, english), told) for english, told in labels.items()}


@cache
def _files() -> dict[tuple[str, str], str]:
    wording = read_wording()
    found: dict[tuple[str, str], str] = {}
    for english, vietnamese in wording.labels.items():
        record = record_of(LABEL, english)
        found |= {(record, "en"): english, (record, "vi"): vietnamese}
    for source, others in wording.texts.items():
        record = record_of(TEXT, source)
        found |= {(record, lang): text for lang, text in others.items() if lang != "source"}
        found[record, others["language"]] = source
    return found
