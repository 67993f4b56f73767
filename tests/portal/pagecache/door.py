"""Asking the front cache as a web server does: WSGI in, status, headers and bytes out."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import brotli
import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from portal.pagecache.front import FrontCache
from portal.pagecache.shared import SharedShelf
from portal.pagecache.watch import VersionWatch

LIST = "/en/procedures/"


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        encoding = self.headers.get("Content-Encoding")
        if encoding == "br":
            return str(brotli.decompress(self.body), "utf-8")
        if encoding == "gzip":
            return gzip.decompress(self.body).decode()
        return self.body.decode()


class Clock:
    """Monotonic seconds that pass only when told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds

    def wait(self, seconds: float) -> None:
        self.seconds += seconds


class Door:
    """A portal with its front cache. `rendered` counts the requests that reached Django."""

    def __init__(self, limit: int = 10_000_000, shared: SharedShelf | None = None) -> None:
        self.rendered = 0
        self.clock = Clock()
        self.django: Any = get_wsgi_application()
        self.front = FrontCache(self.render, VersionWatch(clock=self.clock), limit, shared)

    def render(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.rendered += 1
        return self.django(environ, start_response)

    def ask(self, address: str = LIST, method: str = "GET", **headers: str) -> Reply:
        path, _, query = address.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(path, "latin-1"),
            "QUERY_STRING": query,
            "HTTP_HOST": "localhost",
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        setup_testing_defaults(environ)
        said: list[Any] = []

        def start_response(status: str, headers: list[Any], exc_info: Any = None) -> Any:
            said[:] = [status, headers]
            return lambda _data: None

        answered = validator(self.front)(environ, start_response)
        body = b"".join(answered)
        answered.close()  # type: ignore[attr-defined]
        return Reply(int(said[0].split()[0]), dict(said[1]), body)


@pytest.fixture
def door(settings: Any) -> Iterator[Door]:
    settings.ALLOWED_HOSTS = ["localhost", "portal.test"]
    # The test's own transaction lives on the connection that a request would give back.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield Door()
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)
