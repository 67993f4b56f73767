"""What the list says of how many there are, over generated parks."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parks.directory.facets import refresh_facets
from parks.directory.models import Park
from parks.directory.ranges import RANGES
from tests.benchmarks.generate import generate_parks

LIST = "/en/parks/"


def pks(visitor: Client, query: str) -> list[int]:
    """Of all pages of the list."""
    found: list[int] = []
    address = f"{LIST}?{query}"
    while address:
        there = visitor.get(address)
        found += [card.park.pk for card in there.context["cards"]]
        address = there.context["pages"]["next"]
    return found


def beside(page: str, choice: str) -> int:
    (told,) = re.findall(rf'<option value="{choice}"[^>]*>[^<]*\((\d+)\)', page)
    return int(told)


def sentence(visitor: Client, query: str) -> str:
    return str(visitor.get(LIST + query).context["sentence"])


def test_a_count_ends_at_a_thousand_and_says_so(db: None, visitor: Client) -> None:
    generate_parks(3_200)
    few = sentence(visitor, "?area_min=900")
    assert re.match(r"\d+ of 3,200 parks, zones and clusters match\.", few)
    for query in ("?area_min=10", "?q=mau", "?sector=logistics", "?q=mau&kind=economic_zone"):
        said = sentence(visitor, query)
        assert said.startswith("More than 1,000 of 3,200 parks, zones and clusters match.")
        page = visitor.get(LIST + query).text
        options = re.findall(r'<option value="economic_zone"[^>]*>[^<]*', page)
        assert options
        assert not any("(" in option for option in options)


@pytest.mark.parametrize(
    "rest",
    ["area_min=50", "q=quang+yen&status=planned", "price_max=90&unknown=1", "sector=textile"],
)
def test_counts_beside_the_choices_are_those_of_the_rest_of_the_wish(
    db: None, visitor: Client, rest: str
) -> None:
    generate_parks(90)
    page = visitor.get(f"{LIST}?{rest}&kind=economic_zone").text
    for kind in Park.Kind.values:
        assert beside(page, kind) == len(pks(visitor, f"{rest}&kind={kind}"))


@pytest.mark.parametrize(
    "rest",
    [
        "kind=economic_zone", "area_min=50", "q=quang+yen&status=planned", "q=atlantis",
        "area_min=300&kind=industrial_park&unknown=1", "sector=textile&area_min=50&port_max=90",
        "sector=textile", "green=on&unknown=1", "green=on&power_min=1",
    ],
)  # fmt: skip
def test_counts_beside_sectors_the_label_and_the_bounds_are_those_of_the_rest_of_the_wish(
    db: None, visitor: Client, rest: str
) -> None:
    generate_parks(90)
    Park.objects.filter(area_total_ha__gte=60).update(green_label=True)
    Park.objects.filter(area_total_ha__lt=40).update(green_label=False)
    refresh_facets()
    page = visitor.get(f"{LIST}?{rest}").text

    def without(name: str) -> str:
        return "&".join(part for part in rest.split("&") if not part.startswith(f"{name}="))

    for sector in ("electronics", "logistics", "textile"):
        assert beside(page, sector) == len(pks(visitor, f"{without('sector')}&sector={sector}"))
    holders = re.search(r'name="green"[^>]*><span>[^<]*</span><span class="count">(\d+)', page)
    assert holders
    hints = re.findall(r'id="filter-(\w+)-hint"[^>]*>known of (\d+) of (\d+)<', page)
    told = {name: (int(known), int(whole)) for name, known, whole in hints}
    for name in ("area_min", "power_min", "port_max", "headroom_min"):
        found = Park.objects.filter(pk__in=pks(visitor, without(name)))
        known = found.filter(**{f"{RANGES[name].column}__isnull": False}).count()
        assert told.get(name, (0, 0)) == (known, found.count())
    held = Park.objects.filter(pk__in=pks(visitor, without("green")), green_label=True)
    assert int(holders[1]) == held.count()


@pytest.mark.parametrize(
    "query",
    [
        "", "?area_min=10", "?q=mau&kind=economic_zone", "?sector=logistics&status=planned",
        "?kind=economic_zone", "?sector=castle&area_min=10&green=on&unknown=1",
    ],
)  # fmt: skip
def test_a_thousand_parks_take_the_queries_of_twenty(db: None, visitor: Client, query: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            visitor.get(LIST + query)
        return len(queries)

    generate_parks(66)
    few = asked()
    Park.objects.all().delete()
    generate_parks(1_200)
    assert asked() == few <= 5


def test_a_sector_of_invented_parks_alone_is_one_to_ask_for_among_those(
    db: None, visitor: Client
) -> None:
    generate_parks(9)
    Park.objects.filter(figures__item="electronics").update(demonstration=True)
    refresh_facets()
    assert 'value="electronics"' not in visitor.get(LIST).text
    assert "0 of 6 parks" in sentence(visitor, "?sector=electronics")
    asked = visitor.get(f"{LIST}?demonstration=on&sector=electronics")
    assert "was not understood" not in asked.text
    assert (len(asked.context["cards"]), beside(asked.text, "electronics")) == (3, 3)
