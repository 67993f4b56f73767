"""The notes on terms in each language, for those who review translations."""

from functools import cache
from pathlib import Path

from investors.procedures.file_shape import NOTES
from investors.procedures.models import ProcedureVersion
from portal.languages.models import digest_of
from portal.provenance.files import read_file

FILE = Path(__file__).parent / "data" / "days_notes_vi.json"
NOTE = "procedures.days_note:"
RECORDS = (NOTE,)


def read_notes() -> dict[str, str]:
    """The Vietnamese of each note, by its English."""
    notes: dict[str, str] = read_file(FILE, NOTES)["notes"]
    return notes


def record_of(english: str) -> str:
    return f"{NOTE}{digest_of(english)[:16]}"


def text_of(record: str, field: str, language: str) -> str:
    """As it stands now; empty where there is none (any more)."""
    return _notes().get((record, language), "")


def note_record(version: ProcedureVersion) -> str:
    """The record of the version's note, where its Vietnamese is the translation of the file."""
    record = record_of(version.days_note_en)
    ours = version.days_note_vi and version.days_note_vi == text_of(record, "days_note", "vi")
    return record if ours else ""


@cache
def _notes() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for english, vietnamese in read_notes().items():
        record = record_of(english)
        found |= {(record, "en"): english, (record, "vi"): vietnamese}
    return found
