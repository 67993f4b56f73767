"""The map shows what the filters of the list find, and nothing that is withheld."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from parks.directory.map import places
from parks.directory.map.places import KINDS
from parks.directory.models import Park
from portal.provenance.loading import Report
from portal.provenance.models import Source
from tests.parks.directory.visiting import listed

DATA = "/en/parks/map.json"
SLUG, NAME, KIND, KM, REMARK = 0, 1, 3, 7, 8


@pytest.fixture(autouse=True)
def parks(loaded: Report) -> None:
    """The real file."""


def data(visitor: Client, query: str = "", language: str = "en") -> dict[str, Any]:
    answer = visitor.get(DATA.replace("/en/", f"/{language}/") + query)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def slugs(visitor: Client, query: str = "") -> set[str]:
    return {row[SLUG] for row in data(visitor, query)["places"]}


@pytest.mark.parametrize(
    "query", ["", "?status=operating", "?kind=industrial_park&area_min=300", "?q=hai+ha"]
)
def test_the_same_filters_find_the_same_parks(visitor: Client, query: str) -> None:
    unplaced = set(Park.objects.filter(latitude=None).values_list("slug", flat=True))
    first_page = set(listed(visitor, query)) - unplaced
    assert first_page
    assert first_page <= slugs(visitor, query)
    if len(listed(visitor, query)) < 20:
        assert slugs(visitor, query) == first_page


def test_what_is_withheld_or_invented_is_not_on_the_map(visitor: Client) -> None:
    assert "hai-ha" in slugs(visitor)
    Park.objects.filter(slug="hai-ha").update(published=False)
    Park.objects.filter(slug="hai-yen").update(demonstration=True)
    assert slugs(visitor) & {"hai-ha", "hai-yen"} == set()
    assert slugs(visitor, "?demonstration=on") == {"hai-yen"}


def test_a_zone_is_a_circle_as_large_as_its_area_where_its_centre_is_known(
    visitor: Client,
) -> None:
    """Not one whose centre may be elsewhere: at the border it would reach across."""
    assert {row[KM] for row in data(visitor)["places"]} == {0}
    Park.objects.filter(slug="van-don").update(precise_from_km=1, precise_to_km=3)
    row = next(row for row in data(visitor)["places"] if row[SLUG] == "van-don")
    assert KINDS[row[KIND]] == Park.Kind.ZONE
    area = Park.objects.get(slug="van-don").area_total_ha
    assert area
    assert row[KM] == pytest.approx((float(area) / 100 / 3.14159) ** 0.5, abs=0.1)


def remark(visitor: Client, slug: str, query: str = "") -> str:
    said = data(visitor, query)
    row = next(row for row in said["places"] if row[SLUG] == slug)
    return str(said["remarks"][row[REMARK]])


def test_a_pin_says_how_far_off_it_may_be(visitor: Client) -> None:
    assert "approximate position (1–3 km)" in remark(visitor, "hai-ha")
    Park.objects.filter(slug="hai-ha").update(precise_from_km=10, precise_to_km=None)
    assert "approximate position (10 km or worse)" in remark(visitor, "hai-ha")
    Park.objects.filter(slug="hai-ha").update(precise_from_km=None)
    assert remark(visitor, "hai-ha").startswith("approximate position")


def test_a_status_without_a_source_says_so_and_an_invented_park_too(visitor: Client) -> None:
    assert "status to be checked" in remark(visitor, "hai-ha")
    Park.objects.filter(slug="hai-ha").update(status_source=Source.objects.first())
    assert remark(visitor, "hai-ha") == "approximate position (1–3 km)"
    Park.objects.filter(slug="hai-ha").update(status_source=None, demonstration=True)
    said = remark(visitor, "hai-ha", "?demonstration=on")
    assert "status to be checked" in said
    assert "demonstration, not a real record" in said


def test_what_has_no_published_place_is_named_and_not_drawn(visitor: Client) -> None:
    said = data(visitor, "?q=hai+ha")
    assert "hai-ha-phase-2" in {row[SLUG] for row in said["unplaced"]}
    assert "hai-ha" not in {row[SLUG] for row in said["unplaced"]}
    assert "hai-ha-phase-2" not in {row[SLUG] for row in said["places"]}


def test_names_and_words_are_the_reader_s(visitor: Client) -> None:
    korean = data(visitor, language="ko")
    row = next(row for row in korean["places"] if row[SLUG] == "hai-yen")
    with translation.override("ko"):
        assert row[NAME] == Park.objects.get(slug="hai-yen").name("ko").text
        assert korean["kinds"] == [str(label) for label in Park.Kind.labels]


def test_only_the_coast_is_drawn(visitor: Client) -> None:
    rings = data(visitor)["coast"]
    assert rings
    for ring in rings:
        for latitude, longitude in ring:
            assert 20 < latitude < 22.5
            assert 106 < longitude < 109


def test_a_list_of_too_many_says_so(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert data(visitor)["more"] == ""
    monkeypatch.setattr(places, "MOST", 3)
    cut = data(visitor)
    assert cut["more"] == "The map shows the first 3; narrow the filters."
    assert len(cut["places"]) <= 3


def test_nonsense_is_left_out_as_in_the_list(visitor: Client) -> None:
    assert slugs(visitor, "?area_min=many&kind=castle") == slugs(visitor)


def test_one_query(visitor: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        data(visitor)


def test_nothing_of_another_host_is_asked_by_default(visitor: Client, settings: Any) -> None:
    page = visitor.get("/en/parks/")
    assert "data-tiles" not in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "img-src 'self' data:;" in f"{policy};"


def test_a_tile_service_is_named_where_the_operator_named_one(
    visitor: Client, settings: Any
) -> None:
    settings.MAP_TILES_URL = "https://tiles.example/{z}/{x}/{y}.png"
    settings.MAP_TILES_ATTRIBUTION = "Survey"
    page = visitor.get("/en/parks/").text
    assert 'data-tiles="https://tiles.example/{z}/{x}/{y}.png"' in page
    assert 'data-attribution="Survey"' in page


def test_the_places_are_there_as_text(visitor: Client) -> None:
    page = visitor.get("/en/parks/?q=hai+ha").text
    assert '<data value="21.40000">21.40° N</data>' in page
