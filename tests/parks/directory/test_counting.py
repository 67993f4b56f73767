"""What the list says of how many there are, over generated parks."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parks.directory.models import Park
from tests.benchmarks.generate import generate_parks

LIST = "/en/parks/"


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
        (told,) = re.findall(rf'<option value="{kind}"[^>]*>[^<]*\((\d+)\)', page)
        address, met = f"{LIST}?{rest}&kind={kind}", 0
        while address:
            there = visitor.get(address).text
            met += there.count('class="entry-title"')
            following = re.search(r'rel="next" href="([^"]+)"', there)
            address = unescape(following[1]) if following else ""
        assert int(told) == met


@pytest.mark.parametrize(
    "query", ["", "?area_min=10", "?q=mau&kind=economic_zone", "?sector=logistics&status=planned"]
)
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
