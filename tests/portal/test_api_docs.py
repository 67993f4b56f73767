"""The API is documented on a page of the portal's own, under the strict policy."""

import json
import re

from django.conf import settings
from django.test import Client

from portal.pages.api_docs import _drawn


def test_the_page_lists_every_address_and_runs_nothing(db: None, visitor: Client) -> None:
    response = visitor.get("/api/docs/")
    page = response.content.decode()
    assert response.status_code == 200
    for address in ("/api/v1/parks/", "/api/v1/figures/", "/api/v1/parks.geojson"):
        assert f"GET {address}" in page
    assert " style=" not in page
    assert "<style" not in page
    assert "https://cdn" not in page


def test_the_page_is_in_one_language(db: None, visitor: Client) -> None:
    response = visitor.get("/api/docs/")
    page = response.content.decode()
    assert '<html lang="en">' in page
    assert response.headers["Content-Language"] == "en"
    assert "Skip to the content" in page
    # Of the frame, only the names of the other languages are in it.
    others = {one for one in settings.LANGUAGES if one[0] != "en"}
    assert set(re.findall(r'lang="(?!en)([a-z-]+)">([^<]+)<', page)) == others
    assert "Thủ tục" not in page
    assert "Tham số" not in page
    assert '<html lang="vi">' in visitor.get("/vi/about/").content.decode()


def test_the_schema_is_drawn_once_a_process(db: None, visitor: Client) -> None:
    first = visitor.get("/api/schema/").content
    drawn = _drawn.cache_info().misses
    assert visitor.get("/api/schema/").content == first
    visitor.get("/api/docs/")
    assert _drawn.cache_info().misses == drawn


def test_the_schema_is_openapi_3_1_with_its_refusals(db: None, visitor: Client) -> None:
    accept = {"Accept": "application/vnd.oai.openapi+json"}
    schema = json.loads(visitor.get("/api/schema/", headers=accept).content)
    assert schema["openapi"].startswith("3.1")
    park = schema["paths"]["/api/v1/parks/{slug}/"]["get"]["responses"]
    assert {"200", "404"} <= set(park)
    assert "400" in schema["paths"]["/api/v1/parks/"]["get"]["responses"]


def test_the_page_says_what_to_send_and_how(db: None, visitor: Client) -> None:
    page = visitor.get("/api/docs/").content.decode()
    sent = page.partition('id="case_status"')[2].partition("</section>")[0]
    for field in ("reference", "secret"):
        assert f"<code>{field}</code>" in sent
    assert "curl -X POST" in sent
    assert "HS-2611-7K3M9X" in sent
    assert "`" not in page
    assert "follow <code>next</code>" in page


def test_the_api_speaks_english(db: None, visitor: Client) -> None:
    refused = visitor.post("/api/v1/cases/status/", {}, content_type="application/json")
    assert refused.status_code == 400
    assert refused.json() == {
        "detail": "Some parameters were not understood.",
        "fields": {
            "reference": ["This field is required."],
            "secret": ["This field is required."],
        },
    }
    assert refused.headers["Content-Language"] == "en"


def test_pins_are_geojson_and_a_refusal_of_them_is_json(db: None, visitor: Client) -> None:
    address = "/api/v1/parks.geojson"
    for accept in ("*/*", "application/geo+json"):
        pins = visitor.get(address, headers={"accept": accept})
        assert (pins.status_code, pins["Content-Type"]) == (200, "application/geo+json")
    refused = visitor.get(f"{address}?limit=x")
    assert (refused.status_code, refused["Content-Type"]) == (400, "application/json")
