"""The list narrowed by values: the honest answer, with those that have not published named."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from parks.directory.models import Park
from parks.directory.ranges import RANGES

pytestmark = pytest.mark.usefixtures("loaded", "in_english")


def listed(visitor: Client, query: str) -> Any:
    return visitor.get(f"/en/parks/{query}").context


def slugs(context: Any) -> set[str]:
    return {card.park.slug for card in context["cards"]}


def test_fifty_hectares_free_near_a_port_gets_the_honest_answer_of_the_real_data(
    visitor: Client,
) -> None:
    asked = listed(visitor, "?free_min=50&port_max=60")
    assert asked["cards"] == []
    near = Park.objects.listed().filter(km_port__lte=60).count()
    unplaced = Park.objects.listed().filter(km_port=None).count()
    assert near >= 9
    said = f"0 of 22 parks, zones and clusters match. {near + unplaced} have not published: "
    assert asked["sentence"] == said + "free land, distance to a deep-water port."
    wider = listed(visitor, "?free_min=50&port_max=60&unknown=1")
    assert {"song-khoai", "bac-tien-phong", "cai-lan"} <= slugs(wider)
    assert "hai-ha" not in slugs(wider)  # 84 km to Cai Lan


@pytest.mark.parametrize("name", RANGES)
def test_every_range_takes_what_fits_leaves_what_does_not_and_asks_about_the_unknown(
    name: str, visitor: Client
) -> None:
    one = RANGES[name]
    fits, misses = (90, 110) if one.lookup == "lte" else (110, 90)
    Park.objects.update(**{one.column: None})
    Park.objects.filter(slug="hai-ha").update(**{one.column: Decimal(fits)})
    Park.objects.filter(slug="dong-mai").update(**{one.column: Decimal(misses)})
    context = listed(visitor, f"?{name}=100")
    assert slugs(context) == {"hai-ha"}
    assert context["sentence"].startswith("1 of 22 parks, zones and clusters matches. 20 have not")
    assert [chip.label for chip in context["chips"]] == [str(one.said) % {"value": "100"}]
    api = visitor.get(f"/api/v1/parks/?{name}=100").json()
    assert [park["slug"] for park in api["results"]] == ["hai-ha"]


def test_a_green_label_is_held_not_held_or_not_published(visitor: Client) -> None:
    Park.objects.filter(slug="hai-ha").update(green_label=True)
    Park.objects.filter(slug="dong-mai").update(green_label=False)
    context = listed(visitor, "?green=on")
    assert slugs(context) == {"hai-ha"}
    assert "20 have not published: green label." in context["sentence"]


def test_an_order_by_a_new_value_has_the_known_first(visitor: Client) -> None:
    nearest = listed(visitor, "?order=port")["cards"][0].park
    assert nearest.km_port == min(
        km for km in Park.objects.listed().values_list("km_port", flat=True) if km is not None
    )


def test_invented_parks_are_in_no_list_until_they_are_asked_for(visitor: Client) -> None:
    Park.objects.filter(slug="hai-ha").update(demonstration=True)
    assert "hai-ha" not in slugs(listed(visitor, "?q=hai+ha"))
    shown = listed(visitor, "?demonstration=on")
    assert slugs(shown) == {"hai-ha"}
    assert visitor.get("/en/parks/hai-ha/").status_code == 200
    assert "demonstration, not a real record" in visitor.get("/en/parks/hai-ha/").content.decode()
    assert "hai-ha" not in {p["slug"] for p in visitor.get("/api/v1/parks/").json()["results"]}


def test_ticked_parks_of_the_list_are_compared(visitor: Client) -> None:
    page = visitor.get("/en/parks/?q=hai+ha").content.decode()
    assert 'name="park" value="hai-ha"' in page
    assert 'action="/en/parks/compare/"' in page
