"""Following "next page" to the end meets every park once."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.benchmarks.generate import generate_parks

LIST = "/en/parks/"


@pytest.mark.parametrize("order", ["name", "area", "price"])
def test_every_park_is_met_once_over_all_pages(db: None, visitor: Client, order: str) -> None:
    generate_parks(47)
    address, met = f"{LIST}?order={order}", []
    while address:
        page = visitor.get(address).content.decode()
        met += re.findall(r'entry-title"><a href="/en/parks/([^/"]+)/', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = unescape(following[1]) if following else ""
    assert len(met) == len(set(met)) == 47
