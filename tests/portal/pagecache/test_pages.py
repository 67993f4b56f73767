"""A page that says it is public and looks at its reader is found out at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from portal.pagecache.asking import encoding_for
from portal.pagecache.pages import MARKER, NotTheSameForEveryone, public_page


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the same for everyone")


def greeting(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"hello {request.session.get('name')}")


def with_a_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_token(request))


def with_a_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse()
    response.set_cookie("seen", "1")
    return response


def varying(request: HttpRequest) -> HttpResponse:
    return HttpResponse(headers={"Vary": "Cookie"})


@pytest.fixture
def ask(rf: RequestFactory) -> Callable[..., Any]:
    def get(view: Any, *names: str, cookie: str = "") -> Any:
        request = rf.get("/", HTTP_COOKIE=cookie)
        request.session = SessionStore()
        return public_page(*names)(view)(request)

    return get


def test_a_plain_page_is_marked_with_what_it_depends_on(ask: Callable[..., HttpResponse]) -> None:
    assert ask(plain, "kind", "page")[MARKER] == "kind,page"


@pytest.mark.parametrize("view", [greeting, with_a_form, with_a_cookie, varying])
def test_a_page_that_looks_at_its_reader_is_found_out(
    ask: Callable[..., HttpResponse], view: Any
) -> None:
    with pytest.raises(NotTheSameForEveryone):
        ask(view)


@pytest.mark.parametrize("view", [greeting, with_a_form, with_a_cookie, varying])
def test_production_serves_it_and_does_not_keep_it(
    ask: Callable[..., HttpResponse], view: Any, settings: Any
) -> None:
    settings.PRODUCTION = True
    assert MARKER not in ask(view)


def test_a_signed_in_reader_may_be_greeted(ask: Callable[..., HttpResponse]) -> None:
    assert MARKER not in ask(greeting, cookie="portal_session=abc")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=0.2, gzip;q=0.8", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("identity", "identity"),
        ("gzip;q=nonsense, ;;;,", "gzip"),
        ("gzip;q=0.0.0", "identity"),
    ],
)
def test_the_best_encoding_the_reader_takes(accepted: str, encoding: str) -> None:
    assert encoding_for(accepted) == encoding
