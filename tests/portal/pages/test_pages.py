"""The portal's own pages, its front door and its error pages, as a visitor meets them."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client, RequestFactory

from portal import errors

OWN = ["", "about/", "indicators/", "privacy/", "accessibility/"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", OWN)
def test_a_visitor_reads_every_page_of_the_house_and_is_given_no_cookie(
    visitor: Client, desk: object, page: str, language: str
) -> None:
    answer = visitor.get(f"/{language}/{page}")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "cookie" not in answer.headers.get("Vary", "").lower()
    assert "csrf" not in answer.text
    assert f'<html lang="{language}">' in answer.text


def test_a_page_names_itself_and_its_other_languages(visitor: Client, desk: object) -> None:
    page = visitor.get("/en/about/").text
    assert f'<link rel="canonical" href="{settings.SITE_URL}/en/about/">' in page
    assert f'hreflang="vi" href="{settings.SITE_URL}/vi/about/"' in page
    for code, name in settings.LANGUAGES:
        assert re.search(
            rf'<a href="/{code}/about/" lang="{code}" hreflang="{code}".*>{name}', page
        )


def test_the_legend_explains_every_mark_and_every_word_of_confidence(
    visitor: Client, desk: object
) -> None:
    page = visitor.get("/en/about/").text
    said = ("not published", "to be checked", "to be reviewed since", "high confidence",
            "medium confidence", "low confidence")  # fmt: skip
    assert [words for words in said if words not in page] == []


@pytest.mark.parametrize("address", ["/en/", "/vi/about/", "/dev/pieces/", "/en/nowhere/"])
def test_nothing_on_a_page_needs_an_inline_script_or_style(
    visitor: Client, desk: object, address: str
) -> None:
    page = visitor.get(address).text
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", page)


@pytest.mark.parametrize(
    ("cookie", "browser", "door"),
    [
        ("", "", "/vi/"),
        ("", "en-GB,en;q=0.9", "/en/"),
        ("", "fr-FR,fr", "/vi/"),
        ("vi", "en", "/vi/"),
        ("en", "vi", "/en/"),
        ("xx", "en", "/en/"),
    ],
)
def test_the_front_door_opens_by_cookie_then_browser_then_in_vietnamese(
    visitor: Client, cookie: str, browser: str, door: str
) -> None:
    if cookie:
        visitor.cookies["portal_language"] = cookie
    answer = visitor.get("/", headers={"accept-language": browser})
    assert (answer.status_code, answer["Location"]) == (302, door)
    assert answer["Vary"] == "Accept-Language, Cookie"


def test_a_reader_chooses_the_language_for_next_time_and_stays_on_the_page(visitor: Client) -> None:
    answer = visitor.get("/language/?to=en&next=/en/parks/%3Fq=hai%2520ha")
    assert answer["Location"] == "/en/parks/?q=hai%20ha"
    assert answer.cookies["portal_language"].value == "en"
    assert visitor.get("/")["Location"] == "/en/"


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example/", "\\\\evil", ""])
def test_the_choice_of_a_language_never_leads_to_another_site(visitor: Client, onward: str) -> None:
    assert visitor.get("/language/", {"to": "en", "next": onward})["Location"] == "/en/"


def test_a_language_that_is_not_ours_is_not_remembered(visitor: Client) -> None:
    answer = visitor.get("/language/?to=fr")
    assert answer["Location"] == "/vi/"
    assert not answer.cookies


@pytest.mark.parametrize("address", ["/en/nowhere/", "/fr/", "/nowhere", "/en/parks/no-such-park/"])
def test_a_wrong_address_gets_a_page_of_the_portal_without_a_cookie(
    visitor: Client, db: None, address: str
) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 404
    assert 'class="site-head"' in answer.text
    assert not answer.cookies


def test_input_that_is_not_text_gets_a_clear_400(visitor: Client, db: None) -> None:
    answer = visitor.get("/en/parks/?q=%00")
    assert answer.status_code == 400
    assert 'class="site-head"' in answer.text


@pytest.mark.parametrize(
    ("show", "status"),
    [
        (lambda r: errors.bad_request(r, Exception()), 400),
        (lambda r: errors.permission_denied(r, Exception()), 403),
        (errors.csrf_failure, 403),
        (errors.server_error, 500),
    ],
)
def test_every_error_has_a_page_that_touches_no_session(
    show: Callable[[HttpRequest], object], status: int
) -> None:
    request = RequestFactory().get("/en/")  # no session, no user: touching them would fail
    answer = show(request)
    assert answer.status_code == status  # type: ignore[attr-defined]
    assert 'class="site-head"' in answer.content.decode()  # type: ignore[attr-defined]


def test_a_500_is_shown_even_when_no_template_can_be(settings: object) -> None:
    settings.TEMPLATES = []  # type: ignore[attr-defined]
    answer = errors.server_error(RequestFactory().get("/en/"))
    assert answer.status_code == 500
    assert "Cổng Đầu tư Quảng Ninh" in answer.content.decode()


def test_search_machines_are_told_where_to_look_and_where_not(visitor: Client) -> None:
    robots = visitor.get("/robots.txt").text
    assert "Disallow: /admin/" in robots
    assert "/sitemap.xml" in robots
