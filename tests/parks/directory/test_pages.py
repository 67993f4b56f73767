"""The list and the pages of parks, as an anonymous reader meets them."""

import gzip
import re
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parks.directory.loading import load
from parks.directory.models import Figure, Park
from portal.provenance.loading import Report
from portal.provenance.models import State
from tests.benchmarks.generate import generate_parks
from tests.parks.directory.altered import FILE, changed_file

LIST = "/en/parks/"


def words(visitor: Client, address: str, status: int = 200) -> str:
    """The visible text of a page."""
    response = visitor.get(address)
    assert response.status_code == status, address
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    text = re.sub(r"<(option|script)[^>]*>.*?</\1>", " ", main, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def listed(visitor: Client, query: str = "") -> list[str]:
    page = visitor.get(LIST + query).content.decode()
    return re.findall(r'entry-title"><a href="/en/parks/([^/"]+)/', page)


def test_the_list_says_that_it_is_not_complete(loaded: Report, visitor: Client) -> None:
    text = words(visitor, LIST)
    assert "The list is not complete." in text
    assert "It holds 14 of 23 planned industrial parks" in text  # two phases of one park: one


def test_the_list_holds_every_published_record_over_its_pages(
    loaded: Report, visitor: Client
) -> None:
    first = visitor.get(LIST).content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    slugs = listed(visitor) + listed(visitor, unescape(following[1]).partition(LIST)[2])
    published = set(Park.objects.public().values_list("slug", flat=True))
    assert len(slugs) == len(set(slugs)) == 22
    assert set(slugs) == published
    assert "quan-trieu" not in published


def test_a_search_without_accents_finds_the_park(loaded: Report, visitor: Client) -> None:
    assert "hai-ha" in listed(visitor, "?q=hai+ha")
    assert "4 of 22 parks, zones and clusters match." in words(visitor, LIST + "?q=hai+ha")


def test_unknown_values_are_counted_and_shown_on_request(loaded: Report, visitor: Client) -> None:
    strict = "?kind=industrial_park&area_min=300"
    text = words(visitor, LIST + strict)
    slugs = listed(visitor, strict)
    assert set(slugs) == {"song-khoai", "hai-ha", "bac-tien-phong", "nam-tien-phong", "viet-hung"}
    assert "5 of 22 parks, zones and clusters match. 8 have not published: total area." in text
    widened = listed(visitor, strict + "&unknown=1")
    assert set(widened) > set(slugs)
    assert len(widened) == 13


def test_each_filter_in_use_can_be_removed(loaded: Report, visitor: Client) -> None:
    page = visitor.get(LIST + "?kind=industrial_park&q=quang+yen").content.decode()
    chips = re.findall(r'class="chip" href="([^"]+)"', page)
    assert [unescape(one) for one in chips] == [
        LIST + "?kind=industrial_park",
        LIST + "?q=quang+yen",
    ]


def test_the_largest_come_first_and_the_unknown_last(loaded: Report, visitor: Client) -> None:
    slugs = listed(visitor, "?order=area&kind=industrial_park")
    assert slugs[:3] == ["bac-tien-phong", "song-khoai", "hai-ha"]
    known = [Park.objects.get(slug=slug).area_total_ha is not None for slug in slugs]
    assert known == sorted(known, reverse=True)


@pytest.mark.parametrize(
    "query",
    [
        "?area_min=abc", "?area_min=-1", "?area_min=NaN", "?area_min=1e400", "?price_max=Infinity",
        "?kind=castle", "?status=x", "?order=weight", "?sector=a b", "?q=" + "x" * 101,
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_named_and_left_out(
    loaded: Report, visitor: Client, query: str
) -> None:
    assert "was not understood" in words(visitor, LIST + query)
    assert len(listed(visitor, query)) == 20


@pytest.mark.parametrize(
    "after", ["x", "~", "~x", "1~99999999999999999999", "NaN~1", "1e99~3", "~-1", "²~²", "a~b~c"]
)
@pytest.mark.parametrize("order", ["name", "area", "price"])
def test_a_garbled_page_key_starts_somewhere_sensible(
    loaded: Report, visitor: Client, after: str, order: str
) -> None:
    assert visitor.get(LIST, {"after": after, "order": order}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/parks/no-such-park/", 404),
        ("/en/parks/quan-trieu/", 404),  # withheld: as if it did not exist
        ("/en/parks/h%E1%BA%A3i/", 404),
        ("/en/parks/%00/", 404),
        ("/en/parks/?q=%00", 400),
        ("/en/parks/?q=%ff", 400),
        ("/xx/parks/", 404),
    ],
)
def test_a_wrong_address_gets_a_clear_answer(
    loaded: Report, visitor: Client, address: str, status: int
) -> None:
    response = visitor.get(address)
    assert response.status_code == status
    assert b"<main" in response.content


def test_a_number_stands_with_its_unit_date_source_and_confidence(
    loaded: Report, visitor: Client
) -> None:
    text = words(visitor, "/en/parks/song-khoai/")
    assert "686.82 ha as of Dec 2025" in text
    assert "soha.vn" in text
    assert "Song Khoai figures" not in text  # how editors describe a source is for officials
    assert "medium confidence" in text
    assert "Substation capacity 315 MVA date not stated" in text
    assert "686,82 ha" in words(visitor, "/vi/parks/song-khoai/")


def test_unknown_reads_not_published_and_is_no_zero(loaded: Report, visitor: Client) -> None:
    text = words(visitor, "/en/parks/phuong-nam/")
    assert "Total area not published" in text
    assert not re.search(r"\b0 (ha|MVA|m³)", text)


def test_other_values_stand_behind_the_chosen_one_with_the_reason(
    loaded: Report, visitor: Client
) -> None:
    text = words(visitor, "/en/parks/bac-tien-phong/")
    assert "1,192.9 ha" in text
    assert "1,192 ha" in text
    assert "equals the sum of the two phases" in text
    assert "122,000" not in words(visitor, "/en/parks/mong-cai/")  # the other one is withheld


def test_withheld_values_are_nowhere(loaded: Report, visitor: Client) -> None:
    text = words(visitor, "/en/parks/hai-ha/")
    assert "45" not in re.findall(r"\b\d+\b(?= %)", text)
    assert "USD/m²" not in text
    assert "Before October 2025".lower() not in text.lower()
    assert "zone-based corporate tax" not in text


def test_straight_lines_say_what_they_are(loaded: Report, visitor: Client) -> None:
    text = words(visitor, "/en/parks/song-khoai/")
    assert "about, straight line, from approximate positions" in text
    assert "about 17 km" in text
    assert "137 km" not in text  # to the border gate: withheld
    assert "Approximate position (1–3 km)" in text


def test_production_shows_nothing_unverified_unless_allowed(
    db: None, visitor: Client, settings: Any
) -> None:
    settings.SHOW_UNVERIFIED = True
    load()
    assert "2005" in words(visitor, "/en/parks/hai-yen/")
    assert "not yet compared with the original" in words(visitor, "/en/parks/hai-yen/")
    settings.SHOW_UNVERIFIED = False
    load()
    assert "2005" not in words(visitor, "/en/parks/hai-yen/")
    assert "Inside the zone" not in words(visitor, "/en/parks/song-khoai/")


def test_no_editors_note_is_on_any_page(loaded: Report, visitor: Client) -> None:
    notes = [
        piece
        for record in FILE["records"]
        for name in ("editor_note", "developer_note", "status_note")
        for piece in (record[name] or "").split(" | ")
        if len(piece) > 20
    ]
    assert len(notes) > 30
    for slug in Park.objects.public().values_list("slug", flat=True):
        for language in ("vi", "en"):
            page = unescape(visitor.get(f"/{language}/parks/{slug}/").content.decode())
            assert [note for note in notes if note in page] == []


def test_pages_set_no_cookie_and_take_few_queries(loaded: Report, visitor: Client) -> None:
    for address in (
        LIST, LIST + "?q=hai+ha", LIST + "?order=area&area_min=10&unknown=1&sector=logistics",
        "/en/parks/song-khoai/", "/vi/parks/van-don/",
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            response = visitor.get(address)
        assert response.status_code == 200
        assert len(queries) <= 5, address
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert "csrf" not in response.content.decode()


def test_ten_times_the_parks_take_the_same_queries(loaded: Report, visitor: Client) -> None:
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            visitor.get(address)
        return len(queries)

    few = [asked(LIST), asked(LIST + "?order=price")]
    generate_parks(200)
    assert asked(LIST) <= few[0]
    assert asked(LIST + "?order=price") <= few[1]


def test_ask_about_this_park_carries_the_park(loaded: Report, visitor: Client) -> None:
    page = visitor.get("/en/parks/dong-mai/").content.decode()
    assert "/en/enquiries/new/?park=dong-mai" in page


def test_the_columns_repeat_the_chosen_public_values(loaded: Report) -> None:
    assert Park.objects.get(slug="cai-lan").area_total_ha is None  # withheld
    for figure in Figure.objects.filter(kind="area_total_ha", chosen=True, park__published=True):
        shown = figure.value if figure.state == State.PUBLISHED else None
        assert figure.park.area_total_ha == (shown and Decimal(shown))


def test_a_status_without_a_source_says_so_wherever_it_stands(
    loaded: Report, visitor: Client
) -> None:
    assert "operating to be checked" in words(visitor, LIST + "?q=song+khoai")
    page = words(visitor, "/en/parks/song-khoai/")
    assert "operating low confidence to be checked" in page
    said = visitor.get("/api/v1/parks/song-khoai/").json()["status"]
    assert said == {
        "value": "operating",
        "confidence": "low",
        "as_of": None,
        "state": "published",
        "to_be_checked": True,
        "source": None,
    }
    pins = visitor.get("/api/v1/parks.geojson").json()["features"]
    assert all(one["properties"]["status_to_be_checked"] for one in pins)


def test_a_status_with_a_source_shows_it_with_its_date(
    db: None, visitor: Client, tmp_path: Path
) -> None:
    cited = {**FILE["records"][0]["field_sources"], "status": "soha_2025"}
    load(changed_file(tmp_path, "song-khoai", field_sources=cited, status_as_of="2025-12"))
    for text in (words(visitor, LIST + "?q=song+khoai"), words(visitor, "/en/parks/song-khoai/")):
        assert "operating as of Dec 2025" in text
        assert "soha.vn" in text
        assert "operating to be checked" not in text
    said = visitor.get("/api/v1/parks/song-khoai/").json()["status"]
    assert (said["confidence"], said["as_of"], said["source"]["key"]) == (
        "medium", "2025-12", "soha_2025",
    )  # fmt: skip
    found = words(visitor, LIST + "?status=operating&q=song+khoai")
    assert "1 of 22 parks, zones and clusters matches." in found


def test_a_withheld_status_is_for_officials(db: None, visitor: Client, tmp_path: Path) -> None:
    withheld = [*FILE["records"][0]["withheld_fields"], "status"]
    load(changed_file(tmp_path, "song-khoai", withheld_fields=withheld))
    assert "status not published" in words(visitor, "/en/parks/song-khoai/")
    assert "song-khoai" not in listed(visitor, "?status=operating")
    assert "song-khoai" in listed(visitor, "?status=not_published")
    said = visitor.get("/api/v1/parks/song-khoai/").json()["status"]
    assert (said["value"], said["to_be_checked"]) == ("not_published", False)
    assert "status: operating" in Park.objects.get(slug="song-khoai").editor_note


def test_a_number_on_the_list_has_its_proof_in_one_disclosure(
    loaded: Report, visitor: Client
) -> None:
    page = visitor.get(LIST + "?q=song+khoai").content.decode()
    assert page.count('<details class="proof">') == 1
    text = words(visitor, LIST + "?q=song+khoai")
    assert "Total area 686.82 ha as of Dec 2025" in text
    assert "Total area soha.vn (press) medium confidence" in text


def test_the_list_is_light(loaded: Report, visitor: Client) -> None:
    for language in ("vi", "en"):
        page = visitor.get(f"/{language}/parks/").content
        assert len(gzip.compress(page, 6)) <= 40_000
