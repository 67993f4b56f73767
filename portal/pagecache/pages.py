"""Saying that a page is the same for every anonymous reader, and holding it to that."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse

MARKER = "X-Portal-Public"  # read and taken off by `front.py`; never leaves the portal
# A reader with one of these may see something of their own: a name, or a message once.
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")

log = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]


_NOT_KEPT = "portal.not_kept"


class NotTheSameForEveryone(RuntimeError):
    """A page marked public read the session, set a cookie or used a form's token."""


def public_page(*query: str) -> Callable[[View], View]:
    """Marks the answers (200) of a view as whole pages that the front cache may keep.

    `query` names the parameters the page depends on; an address with any other is rendered each
    time. Leave out free text (a search) and the key of a later page: they would fill the cache with
    pages nobody asks again. For the same reason a view may say `not_kept` of an answer.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response.render()
            if response.status_code != 200 or any(
                name in request.COOKIES for name in PERSONAL_COOKIES
            ):
                return response
            if request.META.get(_NOT_KEPT):
                return response
            personal = what_is_personal(request, response)
            if not personal:
                response[MARKER] = ",".join(query)
            elif settings.PRODUCTION:  # served, never kept
                log.error("%s is marked public and %s", request.path, personal)
            else:
                raise NotTheSameForEveryone(f"{request.path} {personal}.")
            return response

        return marked

    return decorate


def not_kept(request: Any) -> None:
    """For a view whose address asks for what does not exist: there is no end of such addresses,
    and they would push the real pages out of the store."""
    request.META[_NOT_KEPT] = True


def what_is_personal(request: HttpRequest, response: HttpResponseBase) -> str:
    """Why this answer is not the same for every reader, or "" when it is."""
    if response.cookies:
        return f"sets a cookie ({', '.join(response.cookies)})"
    if getattr(request, "session", None) is not None and request.session.accessed:
        return "read the session (request.user, request.session)"
    if "CSRF_COOKIE_NEEDS_UPDATE" in request.META:
        return "used a form's token"
    if "cookie" in response.get("Vary", "").lower():
        return "varies by cookie"
    return ""
