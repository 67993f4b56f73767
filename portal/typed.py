"""What a person wrote into a form that could not be taken, for an error page to give back."""

import re

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.http import url_has_allowed_host_and_scheme

NOT_TEXT = re.compile("[\x00\ufffd\ud800-\udfff]")
# Never shown again: what opens something, and what no person typed.
HIDDEN = re.compile("token|password|secret|code|consent|seen|website", re.IGNORECASE)
LONG = 40
MOST = 20


def typed_texts(request: HttpRequest) -> list[str]:
    """Whatever was written in words. Empty for a form of another site, whose words are not the
    reader's, and for what was too large to be read."""
    if request.method != "POST":
        return []
    try:
        parts = list(request.POST.lists()) if _is_ours(request) else []
    except (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError):
        return []
    texts = [
        NOT_TEXT.sub("", value).strip()
        for name, values in parts
        if not HIDDEN.search(name)
        for value in values
        if isinstance(value, str)
    ]
    return [text for text in texts if len(text) >= LONG or re.search(r"\s", text)][:MOST]


def page_before(request: HttpRequest) -> str:
    """The page of this portal that the request came from; empty where that is not known."""
    back = request.META.get("HTTP_REFERER", "")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return back if safe else ""


def _is_ours(request: HttpRequest) -> bool:
    """Browsers name the site of the form with every POST."""
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"
