"""Whole anonymous public pages, ready compressed, in front of Django.

A page is kept when its view says that it is the same for everyone (`pages.public_page`), and
only then; everything else passes through untouched. Kept under the public version and the day,
so a verb that calls `bump_public_version()` shows within a second in every process. Each process
keeps its own pages; after a change each renders a page once more. A layer in Redis behind them
would save those renderings and is not built.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from portal.pagecache.asking import (
    Environ,
    encoding_for,
    has_this,
    host_is_ours,
    key_of,
    names_in,
    read_as_utf8,
)
from portal.pagecache.kept import Headers, Key, Page, Shelf, Variant, variant
from portal.pagecache.pages import MARKER
from portal.pagecache.watch import VersionWatch

StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

LARGEST_PAGE_BYTES = 2 * 1024 * 1024


class Answer:
    """What the application says through `start_response`, held until it is known what it is."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: Headers = []
        self.error: Any = None

    def __call__(self, status: str, headers: Headers, exc_info: Any = None) -> None:
        self.status, self.headers, self.error = status, headers, exc_info

    def take_marker(self) -> str | None:
        """The parameters the page depends on when it is marked public; the mark is taken off."""
        marks = [value for name, value in self.headers if name.lower() == MARKER.lower()]
        if not marks:
            return None
        self.headers = [(n, value) for n, value in self.headers if n.lower() != MARKER.lower()]
        return marks[0]

    def is_personal(self) -> bool:
        """What a middleware may have added after the view: a cookie, or varying by anything that
        is not in the key."""
        return any(
            name.lower() == "set-cookie"
            or (name.lower() == "vary" and not varies_by_encoding_alone(value))
            for name, value in self.headers
        )


def varies_by_encoding_alone(vary: str) -> bool:
    return {word.strip().lower() for word in vary.split(",")} <= {"accept-encoding", ""}


class FrontCache:
    """WSGI: `application = FrontCache(django_application)`."""

    def __init__(
        self,
        application: Application,
        watch: VersionWatch | None = None,
        limit: int | None = None,
    ) -> None:
        self.application = application
        self.watch = watch or VersionWatch()
        self.shelf = Shelf(settings.PAGE_CACHE_BYTES if limit is None else limit)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        read_as_utf8(environ)
        key = key_of(environ)
        stamp = self.watch.now() if key else None
        if key and stamp:
            page = self.shelf.find(key, stamp)
            if page is not None:
                return send(page, environ, start_response)
        answer = Answer()
        body = self.application(environ, answer)
        depends_on = answer.take_marker()
        if key is None or depends_on is None or not answer.status.startswith("200"):
            start_response(answer.status, answer.headers, answer.error)
            return body
        if answer.is_personal():
            start_response(answer.status, answer.headers, answer.error)
            return body
        whole = joined(body)
        allowed = set(filter(None, depends_on.split(",")))
        if stamp and may_keep(key, environ, allowed, len(whole)):
            page = Page.of(answer.headers, whole)
            self.shelf.keep(key, stamp, page)
            return send(page, environ, start_response)
        return send_variant(variant(asked(environ), answer.headers, whole), environ, start_response)


def may_keep(key: Key, environ: Environ, allowed: set[str], size: int) -> bool:
    host, _secure, _path, query = key
    return (
        environ["REQUEST_METHOD"] == "GET"
        and size <= LARGEST_PAGE_BYTES
        and (not query or names_in(query) <= allowed)
        # Django answered 200, so it allowed the host; checked again where it becomes a key.
        and host_is_ours(host)
    )


def joined(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        close = getattr(body, "close", None)
        if close:
            close()  # Django ends the request (and frees its connection) here


def send(page: Page, environ: Environ, start_response: StartResponse) -> list[bytes]:
    return send_variant(page.variants[asked(environ)], environ, start_response)


def asked(environ: Environ) -> str:
    return encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))


def send_variant(one: Variant, environ: Environ, start_response: StartResponse) -> list[bytes]:
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and has_this(known, one.etag):
        start_response("304 Not Modified", one.headers_unchanged)
        return []
    start_response("200 OK", one.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [one.body]
