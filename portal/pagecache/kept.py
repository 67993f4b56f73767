"""Whole answers in memory, ready to send in each encoding; the longest unused go first."""

import gzip
import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass

import brotli

from portal.pagecache.watch import Stamp

Headers = list[tuple[str, str]]
Key = tuple[str, bool, str, str]  # host, over TLS, path, query in order
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


@dataclass(frozen=True, slots=True)
class Page:
    variants: dict[str, Variant]
    size: int

    @classmethod
    def of(cls, headers: Headers, body: bytes) -> "Page":
        """The page that Django answered with, which varied by nothing but the encoding."""
        variants = {name: variant(name, headers, body) for name in ENCODINGS}
        return cls(variants, sum(len(one.body) for one in variants.values()) + 4096)


def variant(encoding: str, headers: Headers, whole_body: bytes) -> Variant:
    """One encoding alone: all that a page which is not kept needs."""
    etag = f'"{hashlib.sha256(whole_body).hexdigest()[:32]}-{encoding}"'
    body = compressed(encoding, whole_body)
    shared = [(name, value) for name, value in headers if name.lower() not in REPLACED] + [
        ("Cache-Control", CACHE_CONTROL),
        ("Vary", "Accept-Encoding"),
        ("ETag", etag),
    ]
    whole = [*shared, ("Content-Length", str(len(body)))]
    if encoding != "identity":
        whole.append(("Content-Encoding", encoding))
    unchanged = [(name, value) for name, value in shared if name.lower() not in OF_THE_BODY]
    return Variant(body, etag, whole, unchanged)


def compressed(encoding: str, body: bytes) -> bytes:
    if encoding == "gzip":
        return gzip.compress(body, compresslevel=6, mtime=0)
    return brotli.compress(body, quality=5) if encoding == "br" else body


class Shelf:
    """Pages by key and stamp, `limit` bytes in all. A page of an older stamp is not found."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self.pages: OrderedDict[Key, tuple[Stamp, Page]] = OrderedDict()
        self.lock = threading.Lock()

    def find(self, key: Key, stamp: Stamp) -> Page | None:
        with self.lock:
            kept = self.pages.get(key)
            if kept is None or kept[0] != stamp:
                return None
            self.pages.move_to_end(key)
            return kept[1]

    def keep(self, key: Key, stamp: Stamp, page: Page) -> None:
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
