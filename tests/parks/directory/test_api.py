"""The API says what the pages say, with the proof, and nothing more."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parks.directory.models import Figure, Park
from portal.provenance.loading import Report
from portal.provenance.models import State


def said(visitor: Client, address: str, status: int = 200) -> Any:
    response = visitor.get(address)
    assert response.status_code == status, response.content[:300]
    pins = status == 200 and ".geojson" in address
    assert response["Content-Type"] == f"application/{'geo+json' if pins else 'json'}"
    assert not response.cookies
    return json.loads(response.content)


def test_parks_come_with_their_chosen_values_and_proof(loaded: Report, visitor: Client) -> None:
    parks = {one["slug"]: one for one in said(visitor, "/api/v1/parks/")["results"]}
    assert set(parks) == set(Park.objects.public().values_list("slug", flat=True))
    area = parks["song-khoai"]["chosen"]["area_total_ha"]
    assert (area["value"], area["unit"], area["as_of"]) == (686.82, "ha", "2025-12")
    assert area["sources"][0]["key"] == "soha_2025"
    assert parks["song-khoai"]["chosen"]["occupancy_pct"] is None
    assert parks["phuong-nam"]["chosen"]["area_total_ha"] is None


def test_pages_of_parks_follow_each_other(loaded: Report, visitor: Client) -> None:
    address, met = "/api/v1/parks/?limit=7", []
    while address:
        page = said(visitor, address)
        met += [one["slug"] for one in page["results"]]
        address = (page["next"] or "").replace("http://testserver", "")
    assert len(met) == len(set(met)) == 22


def test_the_filters_are_those_of_the_list(loaded: Report, visitor: Client) -> None:
    found = said(visitor, "/api/v1/parks/?q=hai+ha&kind=industrial_park")["results"]
    assert [one["slug"] for one in found] == ["hai-ha", "hai-ha-phase-2"]


def test_nothing_withheld_is_in_any_answer(loaded: Report, visitor: Client) -> None:
    public = {f.pk for f in Figure.objects.public()}
    seen: list[dict[str, Any]] = []
    address = "/api/v1/figures/?limit=200"
    while address:
        page = said(visitor, address)
        seen += page["results"]
        address = (page["next"] or "").replace("http://testserver", "")
    assert {one["id"] for one in seen} == public
    assert {one["state"] for one in seen} <= {State.PUBLISHED.value, State.UNVERIFIED.value}
    slugs = {one["slug"] for one in said(visitor, "/api/v1/parks/")["results"]}
    for slug in ("quan-trieu", "phu-tro-nganh-than-cam-pha"):
        assert slug not in slugs
        said(visitor, f"/api/v1/parks/{slug}/", 404)
        assert said(visitor, f"/api/v1/figures/?park={slug}")["results"] == []


def test_editors_notes_are_not_in_the_api(loaded: Report, visitor: Client) -> None:
    for park in Park.objects.public():
        answer = visitor.get(f"/api/v1/parks/{park.slug}/").content.decode()
        for line in filter(None, park.editor_note.splitlines()):
            assert line not in json.loads(json.dumps(answer))
        assert "editor_note" not in answer
        assert '"note"' not in answer


def test_the_map_has_pins_only_where_the_place_is_known(loaded: Report, visitor: Client) -> None:
    features = said(visitor, "/api/v1/parks.geojson")["features"]
    by_slug = {one["properties"]["slug"]: one for one in features}
    assert len(by_slug) == 22
    song_khoai = by_slug["song-khoai"]
    assert song_khoai["geometry"] == {"type": "Point", "coordinates": [106.8, 20.962]}
    assert song_khoai["properties"]["precision_km"] == [1, 3]
    assert by_slug["hai-ha-phase-2"]["geometry"] is None
    positions = {slug: one["properties"]["position"] for slug, one in by_slug.items()}
    assert positions["song-khoai"] == "approximate"
    assert positions["hai-ha-phase-2"] == "not_published"
    assert {one["properties"]["demonstration"] for one in features} == {False}


def test_an_invented_park_says_so_on_the_map_too(loaded: Report, visitor: Client) -> None:
    Park.objects.filter(slug="hai-yen").update(demonstration=True)
    invented = said(visitor, "/api/v1/parks.geojson?demonstration=on")["features"]
    assert [one["properties"]["slug"] for one in invented] == ["hai-yen"]
    assert invented[0]["properties"]["demonstration"] is True


def test_a_zone_is_an_area_and_has_no_pin_anywhere(loaded: Report, visitor: Client) -> None:
    zone = next(
        one
        for one in said(visitor, "/api/v1/parks.geojson")["features"]
        if one["properties"]["slug"] == "van-don"
    )
    assert zone["geometry"] is None
    assert zone["properties"]["position"] == "zone_is_an_area"
    assert said(visitor, "/api/v1/parks/van-don/")["place"]["position"] is None
    assert said(visitor, "/api/v1/parks/song-khoai/")["place"]["position"] is not None
    page = visitor.get("/en/parks/van-don/").text
    assert "A zone is an area; no pin is shown." in page
    assert 'class="locator"' not in page
    pins = visitor.get("/en/").text.count('class="dot"')
    assert pins == sum(park.pin is not None for park in Park.objects.public())


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/api/v1/parks/?kind=castle", "kind"),
        ("/api/v1/parks/?sector=castle", "sector"),
        ("/api/v1/parks.geojson?sector=castle", "sector"),
        ("/api/v1/parks/?area_min=lots", "area_min"),
        ("/api/v1/parks/?limit=0", "limit"),
        ("/api/v1/parks/?limit=201", "limit"),
        ("/api/v1/parks/?after=-1", "after"),
        ("/api/v1/parks/?after=99999999999999999999", "after"),
        ("/api/v1/figures/?kind=castle", "kind"),
        ("/api/v1/parks.geojson?status=x", "status"),
    ],
)
def test_nonsense_is_refused_by_name(
    loaded: Report, visitor: Client, address: str, name: str
) -> None:
    answer = said(visitor, address, 400)
    assert set(answer) == {"detail", "fields"}
    assert list(answer["fields"]) == [name]


def test_null_bytes_are_refused_in_json(loaded: Report, visitor: Client) -> None:
    assert "detail" in said(visitor, "/api/v1/parks/?q=%00", 400)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(loaded: Report, visitor: Client, method: str) -> None:
    response = getattr(visitor, method)("/api/v1/parks/")
    assert response.status_code == 405


def test_few_queries_an_answer(loaded: Report, visitor: Client) -> None:
    for address in (
        "/api/v1/parks/", "/api/v1/parks/song-khoai/", "/api/v1/figures/", "/api/v1/parks.geojson"
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            visitor.get(address)
        most = 4 if "song-khoai" in address else 3  # one park comes with phases and developers
        assert len(queries) <= most, address
