"""`/` and the choice of a language: the only two addresses that look at the reader's language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from portal.pages.context import OFFERED

A_YEAR = 365 * 24 * 3600


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """By cookie, then the browser's languages, then Vietnamese."""
    asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if asked not in OFFERED:
        asked = get_language_from_request(request)
    language = asked if asked in OFFERED else settings.LANGUAGE_CODE
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """`/language/?to=en&next=/en/parks/`: remembers the choice, goes on to the page."""
    wanted = request.GET.get("to", "")
    language = wanted if wanted in OFFERED else settings.LANGUAGE_CODE
    onward = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, allowed_hosts=None) and onward.startswith("/")
    response = HttpResponseRedirect(onward if safe else f"/{language}/")
    if wanted in OFFERED:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=A_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    response["Cache-Control"] = "private, no-store"
    return response
