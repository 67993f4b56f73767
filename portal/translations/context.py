"""The line under the head of a page in a language, or with a text, that nobody has reviewed yet."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.translation import get_language

from portal.pagecache.front import STAMP
from portal.pagecache.watch import Stamp
from portal.translations.interface import (
    SOURCE,
    TRANSLATED,
    state_of_translation,
    waiting_records,
)
from portal.translations.note import HERE, unread_in_words

T = TypeVar("T")
# Of each language what was known under the last public version: its query is asked once a
# version, not for every page, and no page is kept with the state of another version.
_known: dict[str, tuple[Stamp, Any]] = {}
_SHOWN = "_translated_records"


def shows_translated(request: HttpRequest, records: Iterable[str]) -> None:
    """A view says which records of the table of reviews its page shows the Vietnamese of."""
    setattr(request, _SHOWN, {*getattr(request, _SHOWN, ()), *records})


def translation_note(request: HttpRequest) -> dict[str, Callable[[], str]]:
    """Asked of the database only where a page draws it. In Vietnamese, the language of the
    interface, "here" where this page shows a translation that waits for its review, else ""."""

    @cache  # its words ask for it, too
    def state() -> str:
        language = get_language() or ""
        if language == SOURCE:
            shown: set[str] = getattr(request, _SHOWN, set())
            waits = shown and shown & _once_a_version(request, language, waiting_records)
            return HERE if waits else ""
        if language in TRANSLATED:
            return _once_a_version(request, language, state_of_translation)
        return ""

    return {"translation_state": state, "translation_unread": lambda: unread_in_words(state())}


def _once_a_version(request: HttpRequest, language: str, ask: Callable[[str], T]) -> T:
    stamp: Stamp | None = getattr(request, "environ", {}).get(STAMP)
    if stamp is None:
        return ask(language)
    if language not in _known or _known[language][0] != stamp:
        _known[language] = (stamp, ask(language))
    known: T = _known[language][1]
    return known
