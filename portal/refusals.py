"""One shape for "no": `Refused` with a sentence; and a clear 400 for input no form would send."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

from portal.typed import NOT_TEXT, page_before, typed_texts

GetResponse = Callable[[HttpRequest], HttpResponse]


class Refused(Exception):
    """A move, a form or a call was understood and is not allowed; `sentence` says why."""

    def __init__(self, sentence: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class RefusalMiddleware:
    """Turns a `Refused` that left a page's view into a message on the page it came from, or
    into a page of its own (409) where that is not known."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        back = page_before(request)
        # A GET that is refused would be refused again: sending it to itself never ends.
        asked_again = urlsplit(back).path == request.path and request.method != "POST"
        typed = typed_texts(request)
        # Words that were typed would be lost on the way back.
        if not back or asked_again or typed:
            context = {"sentence": error.sentence, "typed": typed, "back": back}
            response = render(request, "409.html", context, status=409)
            add_never_cache_headers(response)
            return response
        messages.error(request, str(error.sentence))
        return HttpResponseRedirect(back)


class BadInputMiddleware:
    """Refuses null bytes and broken UTF-8 before any room sees them.

    PostgreSQL cannot store a null byte and Django decodes bad UTF-8 silently, so both would
    otherwise surface as a 500 or as half-understood input deep inside a view.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: object, **_kwargs: object) -> None:
        if _spoiled(request.path) or any(
            _spoiled(name) or any(map(_spoiled, values))
            for part in (request.GET, request.POST)
            for name, values in part.lists()
        ):
            raise BadRequest(_("The address or the form holds characters that are not text."))


def _spoiled(text: object) -> bool:
    """A null byte, what broken UTF-8 decodes to, or half of a surrogate pair."""
    return isinstance(text, str) and NOT_TEXT.search(text) is not None
