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

    def one(address: str, content_type: str = "", form: bytes | None = None) -> tuple[str, bytes]:
        token = "a" * 32
        factory = RequestFactory(
            SERVER_NAME="localhost", HTTP_COOKIE=f"csrftoken={token}", HTTP_X_CSRFTOKEN=token
        )
        method = "GET" if form is None else "POST"
        environ = factory.generic(method, address, form or b"").environ
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


# One word for it, and the forms of RFC 2231 that mean the same (section 4: encoded, 3: in parts).
CHARSETS = ["charset={}", "charset*={}", "charset*=''{}", "charset*0={}", "charset*0*={}"]
in_every_form = pytest.mark.parametrize("form", [*CHARSETS, "CharSet *= {}", 'a=";"; charset*={}'])


@in_every_form
def test_a_foreign_charset_does_not_change_what_an_address_means(
    ask: Callable[..., tuple[str, bytes]], zone: Park, form: str
) -> None:
    address = "/api/v1/parks/?kind=economic_zone"
    _status, odd = ask(address, f"x/y; {form.format('cp037')}")
    _status, plain = ask(address)
    assert [one["slug"] for one in json.loads(plain)["results"]] == ["a-zone"]
    assert json.loads(odd) == json.loads(plain)


@in_every_form
@pytest.mark.parametrize("charset", ["rot13", "hex", "unicode_escape", "undefined"])
def test_a_charset_that_is_none_is_no_error_of_ours(
    ask: Callable[..., tuple[str, bytes]], charset: str, park: Park, form: str
) -> None:
    status, _body = ask("/en/parks/?q=abc%5Cud800", f"text/plain; {form.format(charset)}")
    assert status.startswith("200")


@pytest.mark.parametrize("value", ["{}", "nowhere''{}"])
@in_every_form
def test_a_form_is_read_as_utf8_whatever_charset_it_names(
    ask: Callable[..., tuple[str, bytes]], form: str, value: str
) -> None:
    kind = f"application/x-www-form-urlencoded; {form.format(value.format('cp037'))}"
    status, page = ask("/vi/track/lost/", kind, "email=không@có.vn".encode())
    assert status.startswith("422"), status
    assert "không@có.vn" in page.decode()


def test_a_form_in_parts_keeps_its_boundary(ask: Callable[..., tuple[str, bytes]]) -> None:
    part = 'Content-Disposition: form-data; name="email"'
    typed = f"--ranh\r\n{part}\r\n\r\nkhông@có.vn\r\n--ranh--\r\n".encode()
    for boundary in ("boundary=ranh", 'charset*=cp037; Boundary="ranh"; charset=hex'):
        status, page = ask("/vi/track/lost/", f"multipart/form-data; {boundary}", typed)
        assert status.startswith("422"), status
        assert "không@có.vn" in page.decode()


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
