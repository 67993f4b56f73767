"""The line under the head of a page in a language nobody has reviewed yet."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import get_language

from portal.pagecache.front import STAMP
from portal.pagecache.watch import Stamp
from portal.translations.interface import TRANSLATED, state_of_translation

# Of each language the state under the last public version: its query is asked once a version,
# not for every page, and no page is kept with the state of another version.
_known: dict[str, tuple[Stamp, str]] = {}


def translation_note(request: HttpRequest) -> dict[str, Callable[[], str]]:
    """Asked of the database only where a page draws it; "" in Vietnamese."""

    def state() -> str:
        language = get_language() or ""
        if language not in TRANSLATED:
            return ""
        stamp: Stamp | None = getattr(request, "environ", {}).get(STAMP)
        if stamp is None:
            return state_of_translation(language)
        if language not in _known or _known[language][0] != stamp:
            _known[language] = (stamp, state_of_translation(language))
        return _known[language][1]

    return {"translation_state": state}
