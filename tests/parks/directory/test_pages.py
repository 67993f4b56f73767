"""The pages of parks, as an anonymous reader meets them."""

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
from tests.cast import AS_THE_FRONT_ASKS
from tests.parks.directory.altered import FILE, changed_file
from tests.parks.directory.visiting import LIST, listed, page, words


def test_every_value_leads_to_the_form_that_says_it_is_wrong(
    loaded: Report, visitor: Client
) -> None:
    whole = page(visitor, "", "/en/parks/song-khoai/")
    links = re.findall(r'<a href="([^"]+)">This is wrong</a>', whole)
    assert len(links) == whole.count('<details class="proof">')
    area = next(unescape(one) for one in links if "Total+area" in one)
    asked = visitor.get(area).content.decode()
    assert 'value="Wrong value? Total area: 686.82 ha"' in asked
    assert 'value="song-khoai" checked' in asked
    card = page(visitor, "?q=song+khoai")
    heroes = re.findall(r"<div><dt>([^<]+)</dt><dd><data", card)
    told = re.findall(r'<a href="([^"]+)">This is wrong<span [^>]*>: ([^<]+)</span></a>', card)
    assert heroes
    assert {label for _link, label in told} == {*heroes}
    for link, label in told:
        form = unescape(visitor.get(unescape(link)).text)
        assert f"Wrong value? {label}: " in form


def test_pages_of_one_publisher_are_told_apart(loaded: Report, visitor: Client) -> None:
    titles = [
        title
        for slug in Park.objects.public().values_list("slug", flat=True)
        for title in set(
            re.findall(
                r'<li><a href="[^"]+" rel="external">([^<]+)</a>',
                page(visitor, "", f"/en/parks/{slug}/"),
            )
        )
    ]
    assert "investinquangninh.vn/…/page30.html" in titles
    assert "investinquangninh.vn" not in titles


def test_money_is_said_as_money(loaded: Report, visitor: Client) -> None:
    english, vietnamese = (words(visitor, f"/{code}/parks/hai-ha/") for code in ("en", "vi"))
    assert "VND 4,520 billion" in english
    assert "USD 215 million" in english
    assert "4.520 tỷ đồng" in vietnamese


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
    assert "Substation capacity 315 MVA Stage not stated date not stated" in text
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
    assert "Straight lines, from approximate positions" in text
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
    visitor.get(LIST, **AS_THE_FRONT_ASKS)
    for address in (
        LIST, LIST + "?q=hai+ha", LIST + "?order=area&area_min=10&unknown=1&sector=logistics",
        "/en/parks/song-khoai/", "/vi/parks/van-don/",
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            response = visitor.get(address, **AS_THE_FRONT_ASKS)
        assert response.status_code == 200
        # The page of a park reads its plots, incentives, phases, developers and names besides.
        most = 5 if address.startswith(LIST + "?") or address == LIST else 8
        assert len(queries) <= most, address
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert "csrf" not in response.content.decode()


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
