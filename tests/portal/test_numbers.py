"""Every number of a public page says what it is: a value (`data`), a date (`time`), a link, a
control, or an element marked as a count, an article of law or a name."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from parks.directory.models import Incentive, Park
from portal.languages.text import LANGUAGES
from portal.pages.sitemap import OWN_PAGES
from portal.provenance.models import State

SAYING = {
    *("data", "time", "a", "code"),
    *("input", "select", "option", "button", "textarea", "label"),
}
MARKED = {"data-count", "data-article"}
EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "use", "path"}
CHOSEN = "park=song-khoai&park=hai-ha&park=dong-mai&park=van-don"
NEEDS = (
    "area=20&power=10&water=500&discharge=300&column=A&port=60&border=200&budget=100"
    "&workers=100&green=on&start=2027-03&must=area&must=port"
)
DIGIT = re.compile(r"\d")
# A name or a sentence may hold a year, a road or a phase, but never a quantity.
QUANTITY = re.compile(
    r"\d\s*(?:%|ha\b|km|m²|m2\b|m³|m3\b|MW|MVA|kV|USD|VND|tấn|triệu|tỷ|million|billion)"
    r"|[$€₫]\s*\d"
)


class Reader(HTMLParser):
    """Gathers the digits inside `main` that no element around them explains."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool, bool]] = []  # (tag, says its numbers, is a name)
        self.bare: list[str] = []
        self.values: list[str] = []

    @property
    def inside(self) -> bool:
        return any(tag == "main" for tag, *_how in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in EMPTY:
            return
        given = dict(attrs)
        says = tag in SAYING or bool(MARKED & given.keys())
        self.open.append((tag, says, "data-name" in given))
        if self.inside and tag == "data":
            self.values.append(given.get("value") or "")
        if self.inside and tag == "time":
            self.values.append(given.get("datetime") or "")

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, text: str) -> None:
        if not self.inside or any(says for _tag, says, _name in self.open):
            return
        named = any(name for *_tag, name in self.open)
        if (QUANTITY if named else DIGIT).search(text):
            self.bare.append(" ".join(text.split()))


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


def addresses(visitor: Client) -> Iterator[str]:
    """Every page of the map of the site, and those that are found by a choice."""
    for language in LANGUAGES:
        with translation.override(language):
            yield from (reverse(route) for route in OWN_PAGES)
            yield f"{reverse('parks:compare')}?{CHOSEN}"
            yield f"{reverse('parks:match')}?{NEEDS}"
            yield f"{reverse('parks:shortlist')}?{CHOSEN}"
            yield f"{reverse('parks:list')}?free_min=50&port_max=60&unknown=1"
            yield f"{reverse('parks:list')}?demonstration=on"
            for slug in Park.objects.filter(demonstration=True).values_list("slug", flat=True):
                yield reverse("parks:park", args=[slug])
                yield reverse("parks:plots", args=[slug])
                yield f"{reverse('parks:compare')}?park={slug}&park=song-khoai"
    for part in mapped(visitor, "/sitemap.xml"):
        yield from mapped(visitor, part)


def mapped(visitor: Client, address: str) -> list[str]:
    found = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", visitor.get(address).content.decode())
    assert found
    return found


@pytest.mark.parametrize(
    ("html", "bare"),
    [
        ("<main>714 ha</main>", ["714 ha"]),
        ('<main><data value="714">714 ha</data></main>', []),
        ("<main><p>as of <b>2025</b></p></main>", ["2025"]),
        ('<main><p>as of <time datetime="2025">2025</time></p></main>', []),
        ("<main><p data-count>3 of <b>22</b></p> 5</main>", ["5"]),
        ('<main><input value="5"><br>6</main>7', ["6"]),
        ("<main><p data-name>Beside road 18, phase 2, since 2025</p></main>", []),
        ("<main><p data-name>A park of 714 ha</p></main>", ["A park of 714 ha"]),
        ("<main><p data-name>Free: <a href='/'>30 %</a>, $5</p></main>", [", $5"]),
    ],
)
def test_a_bare_digit_is_found_and_a_marked_one_is_not(html: str, bare: list[str]) -> None:
    assert read(html).bare == bare


def test_no_public_page_shows_a_number_without_saying_what_it_is(db: None, visitor: Client) -> None:
    call_command("load_data", stdout=StringIO())
    call_command("load_demo", stdout=StringIO())
    # As they will stand once they are compared with the law.
    read_in_the_law = {"document": "1/2000/QH10", "article": "9", "state": State.PUBLISHED}
    assert Incentive.objects.update(**read_in_the_law)
    found: dict[str, list[str]] = {}
    pages = list(dict.fromkeys(addresses(visitor)))
    for address in pages:
        response = visitor.get(address)
        assert response.status_code == 200, address
        reader = read(response.content.decode())
        assert all(reader.values), address  # each of them for machines, too
        if reader.bare:
            found[address] = reader.bare
    assert len(pages) > 400
    assert found == {}
