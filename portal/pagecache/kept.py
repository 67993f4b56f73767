"""Whole answers in memory, ready to send in each encoding; the longest unused go first."""

import gzip
import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import NamedTuple

import brotli

from portal.pagecache.watch import Stamp

Headers = list[tuple[str, str]]


class Key(NamedTuple):
    """What one kept answer belongs to. The path begins with the language of the page."""

    host: str
    secure: bool  # over TLS
    path: str
    query: str  # in order
    encoding: str


ENCODINGS = ("br", "gzip", "identity")  # in the order of preference
CACHE_CONTROL = "public, max-age=0, must-revalidate"
# Belong to one form of the answer, or are said anew here.
REPLACED = {"content-length", "content-encoding", "etag", "cache-control", "vary"}
OF_THE_BODY = {"content-length", "content-encoding", "content-type", "content-language"}


@dataclass(frozen=True, slots=True)
class Variant:
    """One encoding of one page, with the headers of a 200 and of a 304."""

    body: bytes
    etag: str
    headers: Headers
    headers_unchanged: Headers

    @classmethod
    def of(cls, headers: Headers, body: bytes) -> "Variant":
        """From the headers of a 200, its ETag among them, and the body as it is sent."""
        etag = next(value for name, value in headers if name == "ETag")
        unchanged = [(name, value) for name, value in headers if name.lower() not in OF_THE_BODY]
        return cls(body, etag, headers, unchanged)

    @property
    def size(self) -> int:
        """In memory, about."""
        return len(self.body) + 1536


def variants(headers: Headers, whole_body: bytes) -> dict[str, Variant]:
    """The page that Django answered with, which varied by nothing but the encoding."""
    return {name: variant(name, headers, whole_body) for name in ENCODINGS}


def variant(encoding: str, headers: Headers, whole_body: bytes) -> Variant:
    """One encoding alone: all that a page which is not kept needs."""
    body = compressed(encoding, whole_body)
    whole = [(name, value) for name, value in headers if name.lower() not in REPLACED] + [
        ("Cache-Control", CACHE_CONTROL),
        ("Vary", "Accept-Encoding"),
        ("ETag", f'"{hashlib.sha256(whole_body).hexdigest()[:32]}-{encoding}"'),
        ("Content-Length", str(len(body))),
    ]
    if encoding != "identity":
        whole.append(("Content-Encoding", encoding))
    return Variant.of(whole, body)


def compressed(encoding: str, body: bytes) -> bytes:
    if encoding == "gzip":
        return gzip.compress(body, compresslevel=6, mtime=0)
    return brotli.compress(body, quality=5) if encoding == "br" else body


class Shelf:
    """Answers by key and stamp, `limit` bytes in all. One of an older stamp is not found."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self.pages: OrderedDict[Key, tuple[Stamp, Variant]] = OrderedDict()
        self.lock = threading.Lock()

    def find(self, key: Key, stamp: Stamp) -> Variant | None:
        with self.lock:
            kept = self.pages.get(key)
            if kept is None or kept[0] != stamp:
                return None
            self.pages.move_to_end(key)
            return kept[1]

    def keep(self, key: Key, stamp: Stamp, page: Variant) -> None:
        with self.lock:
            self._drop(key)
            self.pages[key] = (stamp, page)
            self.size += page.size
            while self.size > self.limit:
                self._drop(next(iter(self.pages)))

    def _drop(self, key: Key) -> None:
        kept = self.pages.pop(key, None)
        if kept is not None:
            self.size -= kept[1].size
