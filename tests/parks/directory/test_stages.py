"""Infrastructure says how far it has come; what is planned is never taken for a capacity."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from parks.directory.figures import record
from parks.directory.match.score import UNKNOWN
from parks.directory.models import Park
from parks.directory.said import Said
from portal.accounts.models import User
from portal.provenance.loading import Report
from portal.provenance.models import Source, State
from tests.parks.directory.visiting import listed, words

SignIn = Callable[[User], Client]


@pytest.fixture
def source(loaded: Report) -> Source:
    return Source.objects.get(key="soha_2025")


def told(kind: str, source: Source, **more: Any) -> Said:
    return Said(kind, sources=(source,), state=State.PUBLISHED, **more)


def test_every_capacity_stands_with_its_stage_and_date(loaded: Report, visitor: Client) -> None:
    text = words(visitor, "/en/parks/song-khoai/")
    assert "Substation capacity 315 MVA Stage not stated date not stated" in text
    assert "Wastewater treatment built 16,000 m³/day Built date not stated" in text
    for name in ("Gas", "Fibre", "Port", "Substations planned", "Wastewater treatment free"):
        assert f"{name} not published" in text


def test_planned_power_and_water_are_shown_and_never_counted(
    source: Source, visitor: Client, editor: User
) -> None:
    park = Park.objects.get(slug="viet-hung")
    record(park, told("power_planned_mva", source, value=Decimal(500), unit="MVA"), by=editor)
    record(park, told("water_planned_m3_day", source, value=Decimal(900), unit="m3/day"), by=editor)
    text = words(visitor, "/en/parks/viet-hung/")
    assert "Substations planned 500 MVA Planned" in text
    assert "Water supply planned 900 m³/day Planned" in text
    park.refresh_from_db()
    assert (park.power_mva, park.water_m3_day) == (None, None)
    assert "viet-hung" not in listed(visitor, "?power_min=100")
    record(park, told("power_mva", source, value=Decimal(126), unit="MVA"), by=editor)
    assert "viet-hung" in listed(visitor, "?power_min=100")
    assert "viet-hung" not in listed(visitor, "?power_min=400")
    kept = visitor.get("/api/v1/figures/?park=viet-hung&kind=power_planned_mva").json()["results"]
    assert kept[0]["marks"] == ["planned"]


def test_gas_fibre_and_port_say_their_stage_and_date(
    source: Source, visitor: Client, editor: User
) -> None:
    park = Park.objects.get(slug="viet-hung")
    gas = {"item": "planned", "texts": {"vi": "đường ống", "en": "a pipeline"}, "as_of": "2026-03"}
    record(park, told("gas", source, **gas), by=editor)
    fibre = {"item": "running", "texts": {"vi": "có", "en": "yes"}}
    record(park, told("fibre", source, **fibre), by=editor)
    text = words(visitor, "/en/parks/viet-hung/")
    assert "Gas a pipeline (planned) as of Mar 2026" in text
    assert "Fibre yes (in operation) date not stated" in text


@pytest.fixture
def both(source: Source, editor: User) -> None:
    """A pipeline planned for both parks, recorded first; in one of them gas is there already."""
    planned = {"item": "planned", "texts": {"vi": "đường ống", "en": "a pipeline"}}
    for slug in ("viet-hung", "hai-ha"):
        record(Park.objects.get(slug=slug), told("gas", source, **planned), by=editor)
    running = {"item": "running", "texts": {"vi": "xe bồn", "en": "by lorry"}}
    record(Park.objects.get(slug="viet-hung"), told("gas", source, **running), by=editor)


@pytest.mark.usefixtures("both")
def test_what_is_running_is_shown_before_what_is_planned(visitor: Client) -> None:
    text = words(visitor, "/en/parks/viet-hung/")
    assert "Gas by lorry (in operation)" in text
    assert "Other published values a pipeline (planned)" in text
    assert "Gas a pipeline (planned)" in words(visitor, "/en/parks/hai-ha/")


@pytest.mark.usefixtures("both", "in_english")
def test_a_comparison_and_its_table_say_the_stage(visitor: Client) -> None:
    chosen = "?park=viet-hung&park=hai-ha"
    text = words(visitor, f"/en/parks/compare/{chosen}")
    assert "Gas differs by lorry In operation" in text
    assert "a pipeline Planned" in text
    table = visitor.get(f"/en/parks/compare.csv{chosen}").content.decode("utf-8-sig")
    (gas,) = [row for row in csv.reader(io.StringIO(table)) if row[1] == "Gas"]
    assert (gas[2], gas[7], gas[8], gas[13]) == (
        "by lorry",
        "in operation",
        "a pipeline",
        "planned",
    )


@pytest.mark.usefixtures("in_english")
def test_the_same_words_of_two_stages_are_a_difference(
    source: Source, visitor: Client, editor: User
) -> None:
    for slug, item in (("viet-hung", "running"), ("hai-ha", "planned")):
        gas = {"item": item, "texts": {"vi": "đường ống", "en": "a pipeline"}}
        record(Park.objects.get(slug=slug), told("gas", source, **gas), by=editor)
    assert "Gas differs" in words(visitor, "/en/parks/compare/?park=viet-hung&park=hai-ha")


def test_a_card_and_a_match_say_the_stage_and_count_nothing_planned(
    source: Source, visitor: Client, editor: User
) -> None:
    park = Park.objects.get(slug="hai-ha")
    record(park, told("power_planned_mva", source, value=Decimal(500), unit="MVA"), by=editor)
    assert "315 MVA date not stated Stage not stated" in words(visitor, "/en/parks/?power_min=100")
    asked = [{"power": "100", "page": number} for number in (1, 2)]
    pages = [visitor.get("/en/parks/match/", one).context["found"].matches for one in asked]
    parts = {match.park.slug: match.parts[0] for found in pages for match in found}
    assert "(stage not stated)" in parts["song-khoai"].found
    assert (parts["hai-ha"].verdict, parts["hai-ha"].found) == (UNKNOWN, "")


def test_the_form_asks_for_the_stage(source: Source, editor: User, signed_in: SignIn) -> None:
    park = Park.objects.get(slug="viet-hung")
    data = {
        "park": park.pk, "kind": "gas", "item": "", "text_en": "a pipeline", "as_of": "2026",
        "sources": [source.pk], "confidence": "high", "state": "published", "why": "read",
        **{f"events-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")},
    }  # fmt: skip
    browser, add = signed_in(editor), reverse("admin:directory_figure_add")
    refused = browser.post(add, data)
    assert set(refused.context["adminform"].errors) == {"item"}
    assert browser.post(add, {**data, "item": "building"}).status_code == 302


def test_roads_as_printed_stand_apart_from_straight_lines(loaded: Report, visitor: Client) -> None:
    text = words(visitor, "/en/parks/dong-mai/")
    roads = text.partition("Distances by road, as printed by a source")[2]
    roads, _heading, lines = roads.partition("Straight lines, from approximate positions")
    assert "8 km" in roads
    assert "about" not in roads
    assert "about 102 km" in lines
    assert "computed from cited values" in lines
