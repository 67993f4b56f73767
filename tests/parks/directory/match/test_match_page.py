"""The match's page: real parks measured, every verdict explained, the needs carried on."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from parks.directory.match.score import MET, UNKNOWN, UNMET
from parks.directory.models import Park
from portal.provenance.models import Source
from tests.cast import AS_THE_FRONT_ASKS
from tests.parks.directory.visiting import words

pytestmark = pytest.mark.usefixtures("loaded", "in_english")
PAGE = "/en/parks/match/"


def matches(response: Any) -> dict[str, Any]:
    return {match.park.slug: match for match in response.context["found"].matches}


def test_nothing_asked_says_so(visitor: Client) -> None:
    response = visitor.get(PAGE)
    assert response.status_code == 200
    assert response.context["found"] is None


def test_real_parks_get_honest_verdicts_with_proof(visitor: Client) -> None:
    asked = {"area": "50", "port": "30", "power": "100", "must": ["port"]}
    found = matches(visitor.get(PAGE, asked))
    song_khoai = {part.label: part for part in found["song-khoai"].parts}
    assert song_khoai["Deep-water port within"].verdict == MET
    assert "in a straight line to Lach Huyen port" in song_khoai["Deep-water port within"].found
    power = song_khoai["Power"]
    assert power.verdict == UNKNOWN
    assert "315 MVA" in power.found
    assert "how much of it is free is not published" in power.found
    assert power.figure.sources
    assert song_khoai["Land"].verdict == UNKNOWN


def test_what_is_too_small_as_a_whole_is_not_met(visitor: Client) -> None:
    found = matches(visitor.get(PAGE, {"area": "200", "must": ["area"], "page": "2"}))
    cluster = found.get("ccn-dong-mai") or matches(
        visitor.get(PAGE, {"area": "200", "must": ["area"]})
    ).get("ccn-dong-mai")
    assert cluster
    (land,) = cluster.musts.told
    assert land.verdict == UNMET
    assert "16 ha" in land.found


def test_a_status_without_a_source_is_marked(visitor: Client) -> None:
    listed = Park.objects.filter(slug="dong-mai")
    listed.update(status=Park.Status.OPERATING, status_source=None, status_as_of="")
    response = visitor.get(PAGE, {"start": "2027-03"})
    (start,) = matches(response)["dong-mai"].parts
    assert (start.verdict, start.found) == (MET, "operating")
    assert start.figure.to_be_checked
    assert b"to be checked" in response.content
    listed.update(status_source=Source.objects.get(key="soha_2025"), status_as_of="2025-12")
    (start,) = matches(visitor.get(PAGE, {"start": "2027-03"}))["dong-mai"].parts
    assert "operating, as of" in start.found
    assert start.figure.sources
    assert not start.figure.to_be_checked


def test_where_no_land_is_ready_yet_the_published_period_of_a_phase_is_told(
    visitor: Client,
) -> None:
    Park.objects.filter(slug="bac-tien-phong").update(status=Park.Status.BUILDING)
    pages = [f"{PAGE}?start=2027-03&page={number}" for number in (1, 2)]
    (asked,) = [page for page in pages if "bac-tien-phong" in matches(visitor.get(page))]
    (start,) = matches(visitor.get(asked))["bac-tien-phong"].parts
    text = words(visitor, asked)
    assert start.verdict == UNKNOWN
    assert "under construction; whether land is ready by Mar 2027 is not published" in text
    assert "the published period of phase 2 (planned) ends 2031" in text
    assert all(proof.sources for _said, proof in start.beside)
    assert [proof.label for _said, proof in start.beside] == ["phase 1", "phase 2"]


def test_a_park_in_operation_names_no_period(
    visitor: Client, django_assert_max_num_queries: Any
) -> None:
    asked = {"start": "2027-03", "sector": "electronics", "area": "50"}
    visitor.get(PAGE, **AS_THE_FRONT_ASKS)
    with django_assert_max_num_queries(6):
        found = matches(visitor.get(PAGE, asked, **AS_THE_FRONT_ASKS))
    operating = [one for one in found.values() if one.park.status == Park.Status.OPERATING]
    assert operating
    assert not any(part.beside for one in operating for part in one.parts)


def test_zones_are_not_matched_and_no_park_is_lost(visitor: Client) -> None:
    response = visitor.get(PAGE, {"port": "60"})
    assert response.context["found"].total == 17
    second = visitor.get(PAGE, {"port": "60", "page": "2"})
    assert not matches(response).keys() & matches(second).keys()


def test_the_needs_travel_into_the_enquiry(visitor: Client) -> None:
    response = visitor.get(PAGE, {"area": "50", "column": "B", "must": ["area"]})
    query = parse_qs(urlsplit(response.context["ask_url"]).query)
    assert len(query["park"]) == 3
    assert query["text"] == ["We look for:\n- Land: 50 ha (must have)\n- Treated to: column B"]
    form = visitor.get(response.context["ask_url"])
    assert "Land: 50 ha (must have)" in form.content.decode()


def test_nonsense_is_named_and_never_an_error(visitor: Client) -> None:
    response = visitor.get(PAGE, {"area": "NaN", "port": "1e999", "page": "x", "sector": "¿?"})
    assert response.status_code == 200
    assert response.content.count(b"was not understood") == 3
    assert visitor.get(PAGE, {"port": "60", "page": "99999"}).status_code == 200


def test_a_sector_that_no_park_prefers_is_left_out_and_named(visitor: Client) -> None:
    response = visitor.get(PAGE, {"port": "60", "sector": "castles", "must": ["sector"]})
    assert "“castles” was not understood for “Sector” and is left out." in response.text
    assert list(response.context["needs"].wanted) == ["port"]
    assert not response.context["needs"].must
    assert "castles" not in response.context["ask_url"]
    assert visitor.get(PAGE, {"sector": "castles"}).context["found"] is None
    assert visitor.get(PAGE, {"sector": "logistics"}).context["needs"].wanted


def test_at_most_five_queries(visitor: Client, django_assert_max_num_queries: Any) -> None:
    asked = {"sector": "electronics", "area": "50", "port": "60", "workers": "10"}
    visitor.get(PAGE, **AS_THE_FRONT_ASKS)
    with django_assert_max_num_queries(5):
        visitor.get(PAGE, asked, **AS_THE_FRONT_ASKS)
