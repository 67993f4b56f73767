"""Whole anonymous public pages, ready compressed, in front of Django.

A page is kept when its view says that it is the same for everyone (`pages.public_page`), and
only then; everything else passes through untouched. Kept under the public version and the day,
so a verb that calls `bump_public_version()` shows within a second in every process. Each process
keeps its own pages; where there is a Redis (`shared.py`), it looks there before it renders one.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from portal.pagecache.asking import (
    Environ,
    has_this,
    host_is_ours,
    key_of,
    names_in,
    read_as_utf8,
)
from portal.pagecache.kept import Headers, Key, Shelf, Variant, variant, variants
from portal.pagecache.pages import MARKER
from portal.pagecache.shared import SharedShelf
from portal.pagecache.watch import Stamp, VersionWatch

StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

# Under which version and day the page being made will be kept; None for one that will not be.
STAMP = "portal.stamp"
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
        shared: SharedShelf | None = None,
    ) -> None:
        self.application = application
        self.shared = shared
        self.watch = watch or VersionWatch()
        self.shelf = Shelf(settings.PAGE_CACHE_BYTES if limit is None else limit)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        read_as_utf8(environ)
        key = key_of(environ)
        stamp = self.watch.now() if key else None
        if key and stamp:
            page = self.find(key, stamp)
            if page is not None:
                return send(page, environ, start_response)
        environ[STAMP] = stamp
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
            page = self.keep(key, stamp, answer.headers, whole)
            return send(page, environ, start_response)
        return send(variant(key.encoding, answer.headers, whole), environ, start_response)

    def find(self, key: Key, stamp: Stamp) -> Variant | None:
        page = self.shelf.find(key, stamp)
        if page is None and self.shared and host_is_ours(key.host):
            page = self.shared.find(key, stamp)
            if page is not None:
                self.shelf.keep(key, stamp, page)
        return page

    def keep(self, key: Key, stamp: Stamp, headers: Headers, whole: bytes) -> Variant:
        """Keeps every encoding, here and for the other processes; returns the one asked for."""
        made = variants(headers, whole)
        pages = [(key._replace(encoding=name), page) for name, page in made.items()]
        for one, page in pages:
            self.shelf.keep(one, stamp, page)
        if self.shared:
            self.shared.keep(pages, stamp)
        return made[key.encoding]


def may_keep(key: Key, environ: Environ, allowed: set[str], size: int) -> bool:
    return (
        environ["REQUEST_METHOD"] == "GET"
        and size <= LARGEST_PAGE_BYTES
        and (not key.query or names_in(key.query) <= allowed)
        # Django answered 200, so it allowed the host; checked again where it becomes a key.
        and host_is_ours(key.host)
    )


def joined(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        close = getattr(body, "close", None)
        if close:
            close()  # Django ends the request (and frees its connection) here


def send(one: Variant, environ: Environ, start_response: StartResponse) -> list[bytes]:
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and has_this(known, one.etag):
        start_response("304 Not Modified", one.headers_unchanged)
        return []
    start_response("200 OK", one.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [one.body]
