"""What every page's frame needs: the address in each language and the section; never the reader.

Anything of the reader (session, user, messages) in this frame would end up in pages that are kept
for everyone.
"""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

OFFERED = tuple(code for code, _name in settings.LANGUAGES)


class Language(NamedTuple):
    code: str
    name: str  # in itself: "Tiếng Việt"
    path: str  # of this same page in that language
    current: bool


def house(request: HttpRequest) -> dict[str, Any]:
    here = request.path.split("/")
    under_language = len(here) > 2 and here[1] in OFFERED
    language = get_language() or settings.LANGUAGE_CODE
    query = request.META.get("QUERY_STRING", "") if request.method == "GET" else ""
    languages = [
        Language(code, name, _in_language(here, code, query, under_language), code == language)
        for code, name in settings.LANGUAGES
    ]
    return {
        "site_url": settings.SITE_URL,
        "languages": languages,
        "canonical": settings.SITE_URL + request.path if under_language else "",
        "section": here[2] if under_language else "",
        "shows_unverified": settings.SHOW_UNVERIFIED,
    }


def _in_language(here: list[str], code: str, query: str, under_language: bool) -> str:
    if not under_language:
        return f"/{code}/"
    path = "/".join(["", code, *here[2:]])
    return f"{path}?{query}" if query else path
