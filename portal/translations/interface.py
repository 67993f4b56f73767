"""The words of the interface in one language: a text like any other, to be read by an official.

Its row in the table of reviews names the catalogue as a whole, by its digest: one changed word
and the translation counts as unreviewed again.
"""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import to_locale

from portal.languages.models import TextReview, digest_of

RECORD, FIELD = "portal.interface", "catalogue"
# Officials write Vietnamese themselves; English is what the sources are written in.
SOURCE = "vi"
TRANSLATED = tuple(code for code, _name in settings.LANGUAGES if code != SOURCE)


@cache
def catalogue_digest(language: str) -> str:
    """SHA-256 of the language's catalogue; of the Vietnamese one for English, which has none."""
    place = Path(settings.BASE_DIR) / "portal" / "locale"
    found = place / to_locale(language) / "LC_MESSAGES" / "django.po"
    if not found.exists():
        found = place / SOURCE / "LC_MESSAGES" / "django.po"
    return digest_of(found.read_text(encoding="utf-8"))


def state_of_translation(language: str) -> str:
    """ "reviewed" | "partly" (the interface is, some content is not) | "unreviewed"; one query."""
    now = Q(record=RECORD, reviewed=True, source_digest=catalogue_digest(language))
    found = TextReview.objects.filter(language=language).aggregate(
        interface=Count("pk", filter=now), waiting=Count("pk", filter=Q(reviewed=False))
    )
    if not found["interface"]:
        return "unreviewed"
    return "partly" if found["waiting"] else "reviewed"


def waiting_records(language: str) -> frozenset[str]:
    """The records whose text in this language no official has read."""
    waiting = TextReview.objects.filter(language=language, reviewed=False)
    return frozenset(waiting.values_list("record", flat=True))


def wanted_rows() -> list[TextReview]:
    return [
        TextReview(
            record=RECORD,
            field=FIELD,
            language=language,
            source_language=SOURCE,
            source_digest=catalogue_digest(language),
        )
        for language in TRANSLATED
    ]
