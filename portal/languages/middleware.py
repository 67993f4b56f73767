"""The address decides the language of a page; nothing else does."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

OFFERED = {code for code, _name in settings.LANGUAGES}


class AddressLanguageMiddleware:
    """Activates the language in the path; the API speaks English; elsewhere Vietnamese.

    Django's LocaleMiddleware adds `Vary: Accept-Language` and reads cookies on every page;
    public pages must be the same bytes for every reader of an address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first = request.path_info.split("/", 2)[1] if request.path_info.startswith("/") else ""
        if first in OFFERED:
            language = first
        elif first == "admin":
            asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
            language = asked if asked in OFFERED else settings.LANGUAGE_CODE
        elif first == "api":
            language = "en"  # what programs are told, and the people who read their logs
        else:
            language = settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response = response.render()  # lazily rendered responses keep this language
        response.headers.setdefault("Content-Language", language)
        return response
