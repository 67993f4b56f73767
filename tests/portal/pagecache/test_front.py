"""Anonymous readers get the same bytes, kept ready; a reader with a session never does."""

from typing import Any

import pytest
from django.test import Client

from investors.procedures.models import ProcedureVersion
from portal.pagecache import kept
from portal.pagecache.kept import compressed
from portal.pagecache.pages import MARKER
from portal.pagecache.version import bump_public_version
from tests.portal.pagecache.door import LIST, Door, door

__all__ = ["door"]

pytestmark = pytest.mark.django_db
ABOUT_COOKIES = ("set-cookie", "vary")


def test_two_anonymous_readers_get_the_same_bytes_and_one_of_them_waits(
    door: Door, procedure: ProcedureVersion
) -> None:
    first = door.ask(accept_encoding="br", user_agent="one")
    second = door.ask(accept_encoding="br", user_agent="two", cookie="portal_language=vi")
    assert first.status == second.status == 200
    assert first.body == second.body
    assert first.headers == second.headers
    assert door.rendered == 1
    assert "Investment registration certificate" in second.text


def test_a_page_carries_no_cookie_and_does_not_vary_by_one(door: Door) -> None:
    reply = door.ask()
    assert "Set-Cookie" not in reply.headers
    assert reply.headers["Vary"] == "Accept-Encoding"
    assert reply.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not any(name.lower().startswith("x-portal") for name in reply.headers)


@pytest.mark.parametrize("cookie", ["portal_session=abc", "a=b; portal_session=abc", "messages=x"])
def test_a_reader_with_something_of_their_own_is_always_rendered(door: Door, cookie: str) -> None:
    door.ask()
    reply = door.ask(cookie=cookie)
    door.ask(cookie=cookie)
    assert reply.status == 200
    assert door.rendered == 3
    assert not any(name.lower().startswith("x-portal") for name in reply.headers)


def test_nothing_of_a_signed_in_reader_is_kept(door: Door, lan: Any, client: Client) -> None:
    client.force_login(lan, backend="portal.accounts.backends.RoleBackend")
    cookie = f"portal_session={client.cookies['portal_session'].value}"
    door.ask(cookie=cookie)
    anonymous = door.ask()
    assert door.rendered == 2
    assert lan.email not in anonymous.text
    assert ">Lan<" not in anonymous.text


def test_the_headers_are_those_of_the_uncached_page(door: Door) -> None:
    uncached = door.ask(cookie="portal_session=abc").headers
    cached = door.ask(accept_encoding="gzip").headers
    for name, value in uncached.items():
        if name.lower() not in ("content-length", *ABOUT_COOKIES, "cache-control"):
            assert cached[name] == value
    for name in ("Content-Security-Policy", "X-Frame-Options", "Permissions-Policy"):
        assert cached[name]


def test_each_encoding_is_ready_and_says_the_same(door: Door) -> None:
    plain, zipped, brotli = (door.ask(accept_encoding=one) for one in ("", "gzip", "gzip, br"))
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert brotli.headers["Content-Encoding"] == "br"
    assert plain.text == zipped.text == brotli.text
    assert len({reply.headers["ETag"] for reply in (plain, zipped, brotli)}) == 3
    assert door.rendered == 1


def test_head_says_what_get_would_without_the_bytes(door: Door) -> None:
    before = door.ask(method="HEAD")
    got = door.ask()
    after = door.ask(method="HEAD")
    assert before.body == after.body == b""
    assert before.headers == got.headers == after.headers
    assert door.rendered == 2


def test_a_reader_who_has_the_page_is_told_so(door: Door) -> None:
    first = door.ask(accept_encoding="br")
    again = door.ask(accept_encoding="br", if_none_match=first.headers["ETag"])
    assert again.status == 304
    assert again.body == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Content-Length" not in again.headers
    assert again.headers["Content-Security-Policy"]
    weak = door.ask(accept_encoding="br", if_none_match=f'"x", W/{first.headers["ETag"]}')
    assert weak.status == 304
    other = door.ask(accept_encoding="gzip", if_none_match=first.headers["ETag"])
    assert other.status == 200


def test_a_change_shows_within_a_second(door: Door, procedure: ProcedureVersion) -> None:
    door.ask()
    ProcedureVersion.objects.update(name_en="Certificate, renamed")
    bump_public_version()
    assert "renamed" not in door.ask().text
    door.clock.wait(1.0)
    assert "renamed" in door.ask().text


def test_a_change_without_a_new_version_is_a_mistake_the_cache_cannot_see(
    door: Door, procedure: ProcedureVersion
) -> None:
    door.ask()
    ProcedureVersion.objects.update(name_en="Certificate, renamed")
    door.clock.wait(1.0)
    assert "renamed" not in door.ask().text


def test_a_new_day_renders_anew(door: Door, time_machine: Any) -> None:
    time_machine.move_to("2026-11-02T16:59:00Z", tick=False)  # 23:59 in Vietnam
    door.ask()
    time_machine.move_to("2026-11-02T17:00:00Z", tick=False)
    door.clock.wait(1.0)
    door.ask()
    assert door.rendered == 2


def test_languages_are_kept_apart(door: Door) -> None:
    english, vietnamese = door.ask("/en/procedures/"), door.ask("/vi/procedures/")
    assert 'lang="en"' in english.text
    assert 'lang="vi"' in vietnamese.text
    assert english.headers["Content-Language"] == "en"
    assert 'lang="vi"' in door.ask("/vi/procedures/", accept_language="en").text
    assert door.rendered == 2


def test_a_foreign_host_is_refused_and_leaves_nothing(door: Door) -> None:
    assert door.ask(host="evil.example").status == 400
    assert door.ask(host="evil.example").status == 400
    assert "evil.example" not in door.ask().text
    assert not any(key.host == "evil.example" for key in door.front.shelf.pages)


def test_hosts_are_kept_apart(door: Door) -> None:
    door.ask(host="localhost")
    door.ask(host="portal.test")
    door.ask(host="portal.test", x_forwarded_host="evil.example")
    assert door.rendered == 2


def test_a_page_over_tls_is_not_sent_without(door: Door, settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    door.ask(x_forwarded_proto="https")
    door.ask(x_forwarded_proto="http")
    assert door.rendered == 2


def test_the_order_of_parameters_does_not_matter(door: Door) -> None:
    door.ask(f"{LIST}?field=investment&kind=procedure")
    door.ask(f"{LIST}?kind=procedure&field=investment")
    assert door.rendered == 1
    door.ask(f"{LIST}?kind=procedure&field=land")
    assert door.rendered == 2


@pytest.mark.parametrize(
    "query",
    ["utm_source=x", "field=land&x=1", "q=" + "a" * 600, "&".join("q=1" for _ in range(20))],
)
def test_unknown_and_absurd_parameters_are_rendered_and_not_kept(door: Door, query: str) -> None:
    assert door.ask(f"{LIST}?{query}").status == 200
    assert door.ask(f"{LIST}?{query}").status == 200
    assert door.rendered == 2
    assert not door.front.shelf.pages


@pytest.mark.parametrize("query", ["q=%00", "q=%ff", "%ff=1"])
def test_what_is_not_text_is_refused_and_not_kept(door: Door, query: str) -> None:
    assert door.ask(f"{LIST}?{query}").status == 400
    assert not door.front.shelf.pages


def test_a_page_that_is_not_kept_is_compressed_once(door: Door, monkeypatch: Any) -> None:
    made: list[str] = []

    def counted(encoding: str, body: bytes) -> bytes:
        made.append(encoding)
        return compressed(encoding, body)

    monkeypatch.setattr(kept, "compressed", counted)
    reply = door.ask(f"{LIST}?x=1", accept_encoding="gzip")
    assert reply.headers["Content-Encoding"] == "gzip"
    assert "</html>" in reply.text
    assert made == ["gzip"]
    door.ask(accept_encoding="gzip")
    assert sorted(made[1:]) == ["br", "gzip", "identity"]


def test_a_question_mark_alone_is_the_page_itself(door: Door) -> None:
    door.ask(LIST)
    door.ask(f"{LIST}?")
    assert door.rendered == 1


def test_an_absurdly_long_path_is_not_kept(door: Door) -> None:
    assert door.ask(f"/en/procedures/{'a' * 5000}/").status == 404
    assert not door.front.shelf.pages


def test_other_answers_and_methods_pass_through(door: Door) -> None:
    assert door.ask("/en/procedures/no-such-thing/").status == 404
    assert door.ask("/en/procedures/no-such-thing/").status == 404
    assert door.ask("/healthz").headers["Cache-Control"].startswith("max-age=0, no-cache")
    assert door.ask(LIST, method="POST").status in (403, 405)
    assert not door.front.shelf.pages


def test_the_longest_unused_page_goes_first(door: Door) -> None:
    door.ask("/en/procedures/")
    door.front.shelf.limit = door.front.shelf.size * 2
    door.ask("/vi/procedures/")
    door.ask("/en/procedures/")
    door.ask(f"{LIST}?kind=referral")
    kept = {(key.path, key.query) for key in door.front.shelf.pages if key.encoding == "identity"}
    assert ("/vi/procedures/", "") not in kept
    assert ("/en/procedures/", "") in kept
    assert door.front.shelf.size <= door.front.shelf.limit


@pytest.mark.parametrize("header", [("Set-Cookie", "a=b"), ("Vary", "Accept-Language, Cookie")])
def test_what_a_middleware_made_personal_is_passed_on_and_not_kept(
    header: tuple[str, str], settings: Any
) -> None:
    def django(environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain"), (MARKER, ""), header])
        return [b"hello"]

    door = Door()
    door.django = django
    for _ in range(2):
        reply = door.ask()
        assert reply.headers == {"Content-Type": "text/plain", header[0]: header[1]}
    assert not door.front.shelf.pages
