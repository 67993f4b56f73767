"""The line under the head of a page in a language nobody has reviewed yet."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import get_language

from portal.translations.interface import TRANSLATED, state_of_translation


def translation_note(request: HttpRequest) -> dict[str, Callable[[], str]]:
    """Asked of the database only where a page draws it: "" in Vietnamese."""

    def state() -> str:
        language = get_language() or ""
        return state_of_translation(language) if language in TRANSLATED else ""

    return {"translation_state": state}
