"""Error pages in the portal's own look: no cookie, no session, and a 500 that needs nothing."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib.admin import site
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.template import loader
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from portal.typed import page_before, typed_texts

log = logging.getLogger(__name__)

# When even the template cannot be rendered. Two languages, because none can be trusted here.
LAST_RESORT = (
    '<!doctype html><html lang="vi"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>Lỗi hệ thống / System error</title>"
    "<h1>Cổng Đầu tư Quảng Ninh</h1>"
    "<p>Hệ thống gặp lỗi. Vui lòng thử lại sau ít phút.</p>"
    '<p lang="en">Something failed on our side. Please try again in a few minutes.</p>'
    '<p><a href="/">Trang chủ / Home</a></p></html>'
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    too_large = isinstance(exception, RequestDataTooBig)
    too_many = isinstance(exception, (TooManyFieldsSent, TooManyFilesSent))
    return _page(request, "400.html", 400, {"too_large": too_large, "too_many": too_many})


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    try:
        return _page(request, "500.html", 500)
    except Exception:
        log.exception("the page for 500 failed too")
        response = HttpResponse(LAST_RESORT, status=500)
        add_never_cache_headers(response)
        return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, "403.html", 403, {"csrf": True, "back": page_before(request)})


class MethodMiddleware:
    """An address that takes forms only, opened like a page: a page instead of an empty answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        empty = isinstance(answer, HttpResponseNotAllowed) and not answer.content
        if not empty or request.path.startswith("/api/"):
            return answer
        page = _page(request, "405.html", 405)
        page["Allow"] = answer["Allow"]
        return page


def _official_at_work(request: HttpRequest) -> bool:
    """An official in the officials' house: elsewhere nobody's session is read for an error."""
    # What is refused before anyone is known has no user.
    known = request.path.startswith(reverse("admin:index")) and hasattr(request, "user")
    return known and site.has_permission(request)


def _page(
    request: HttpRequest, template: str, status: int, context: dict[str, Any] | None = None
) -> HttpResponse:
    if request.path.startswith("/api/"):
        answer = JsonResponse({"detail": HTTPStatus(status).phrase}, status=status)
        add_never_cache_headers(answer)
        return answer
    told: dict[str, Any] = {}
    # A 500 must not fail once more over what was sent or over who asks.
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        told = {"typed": typed_texts(request), "official": _official_at_work(request)}
    body = loader.render_to_string(template, {**told, **(context or {})}, request)
    response = HttpResponse(body, status=status)
    add_never_cache_headers(response)
    return response
