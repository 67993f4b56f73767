"""Requests that no browser sends: a clear 4xx, never a 500, and never another reader's page."""

import json
from collections.abc import Callable, Iterator

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.test.client import RequestFactory

from parks.directory.models import Park
from portal.accounts.models import User
from portal.pagecache.front import FrontCache
from portal.provenance.models import Confidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask() -> Iterator[Callable[..., tuple[str, bytes]]]:
    """Asks through the cache in front of Django, with any Content-Type."""
    front = FrontCache(WSGIHandler())
    # As Django's own test client does: the connection of the test's transaction stays open.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)

    def one(address: str, content_type: str = "") -> tuple[str, bytes]:
        environ = RequestFactory(SERVER_NAME="localhost").get(address).environ
        if content_type:
            environ["CONTENT_TYPE"] = content_type
        said: list[str] = []
        body = front(environ, lambda status, *_rest: said.append(status))
        return said[0], b"".join(body)

    yield one
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.fixture
def zone(park: Park) -> Park:
    return Park.objects.create(
        slug="a-zone",
        kind=Park.Kind.ZONE,
        status=Park.Status.OPERATING,
        status_confidence=Confidence.HIGH,
        confidence=Confidence.HIGH,
        published=True,
        name_vi="Khu kinh tế",
    )


def test_a_foreign_charset_does_not_change_what_an_address_means(
    ask: Callable[..., tuple[str, bytes]], zone: Park
) -> None:
    address = "/api/v1/parks/?kind=economic_zone"
    _status, odd = ask(address, "x/y; charset=cp037")
    _status, plain = ask(address)
    assert [one["slug"] for one in json.loads(plain)["results"]] == ["a-zone"]
    assert json.loads(odd) == json.loads(plain)


@pytest.mark.parametrize("charset", ["rot13", "hex", "unicode_escape", "undefined"])
def test_a_charset_that_is_none_is_no_error_of_ours(
    ask: Callable[..., tuple[str, bytes]], charset: str, park: Park
) -> None:
    status, _body = ask("/en/parks/?q=abc%5Cud800", f"text/plain; charset={charset}")
    assert status.startswith("200")


@pytest.mark.parametrize(
    "address",
    ["/en/parks/?order=price&after=1e999999999~1", "/en/parks/?order=area&after=-1e99~1"],
)
def test_an_absurd_place_in_the_list_begins_it_anew(visitor: Client, address: str) -> None:
    assert visitor.get(address).status_code in (200, 400)


def test_json_nested_deeply_is_refused(visitor: Client) -> None:
    answer = visitor.post(
        "/api/v1/cases/status/", data="[" * 100_000, content_type="application/json"
    )
    assert answer.status_code == 400


def test_nobody_searches_people_by_the_hash_of_their_password(
    administrator: User, signed_in: Callable[[User], Client]
) -> None:
    answer = signed_in(administrator).get("/admin/accounts/user/?password__startswith=argon2")
    assert answer.status_code in (302, 400)
