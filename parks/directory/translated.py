"""The directory's texts in each language, for those who review translations."""

from functools import cache

from parks.directory.models import Park
from parks.directory.wording import LABEL, TEXT, read_wording, record_of
from portal.languages.text import column

PARK = "directory.park:"
RECORDS = (PARK, LABEL, TEXT)


def text_of(record: str, field: str, language: str) -> str:
    """As it stands now; empty where there is none (any more)."""
    if record.startswith(PARK):
        park = Park.objects.filter(slug=record.removeprefix(PARK)).first()
        return str(getattr(park, column(field, language), "")) if park else ""
    return _files().get((record, language), "")


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
