"""Search machines find every public page in every language, however many there are."""

import re
import tracemalloc
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parks.directory.models import Park
from portal.pagecache.front import LARGEST_PAGE_BYTES
from portal.pages.sitemap import RECORDS
from tests.benchmarks.generate import generate_parks
from tests.portal.pagecache.door import Door, door

__all__ = ["door"]

pytestmark = pytest.mark.django_db
MOST_ADDRESSES = 10_000
XML = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read(visitor: Client, address: str) -> list[str]:
    """The addresses that a part of the map names, without the portal's own name."""
    reply = visitor.get(address)
    assert reply.status_code == 200
    assert reply["Content-Type"] == "application/xml"
    tree = ElementTree.fromstring(reply.content)  # noqa: S314 - our own
    found = [place.text or "" for place in tree.iterfind("*/map:loc", XML)]
    assert all(place.startswith(f"{settings.SITE_URL}/") for place in found)
    return [place.removeprefix(settings.SITE_URL) for place in found]


def everything(visitor: Client) -> list[str]:
    return [page for part in read(visitor, "/sitemap.xml") for page in read(visitor, part)]


def test_every_address_in_the_map_can_be_opened(
    visitor: Client, park: Park, procedure: Any
) -> None:
    found = everything(visitor)
    assert {"/vi/", "/en/", "/en/parks/song-khoai/", "/vi/parks/song-khoai/"} <= set(found)
    assert f"/en/procedures/{procedure.procedure.slug}/" in found
    assert {visitor.get(page).status_code for page in found} == {200}
    assert len(found) == len(set(found))
    assert not any("/my/" in page or "/track/" in page for page in found)


def test_each_address_names_itself_in_every_language_and_one_for_all_others(
    visitor: Client, park: Park
) -> None:
    (part,) = [one for one in read(visitor, "/sitemap.xml") if "parks" in one]
    tree = ElementTree.fromstring(visitor.get(part).content)  # noqa: S314 - our own
    for entry in tree.iterfind("map:url", XML):
        links = {link.get("hreflang"): link.get("href") for link in entry.iterfind("x:link", XML)}
        assert links == {
            **{
                code: f"{settings.SITE_URL}/{code}/parks/song-khoai/"
                for code in ("vi", "en", "zh-hans", "ko", "ja")
            },
            "x-default": f"{settings.SITE_URL}/vi/parks/song-khoai/",
        }


def test_what_is_not_public_is_not_in_the_map(visitor: Client, park: Park) -> None:
    assert "/en/parks/song-khoai/" in everything(visitor)
    Park.objects.update(published=False)
    assert not any("song-khoai" in page for page in everything(visitor))


@pytest.mark.parametrize("part", ["parks-999999", "pages-1", "cases-0", "parks"])
def test_a_part_that_does_not_exist_is_not_found(visitor: Client, part: str) -> None:
    assert visitor.get(f"/sitemap-{part}.xml").status_code == 404


def test_thousands_of_parks_come_in_pages_that_cost_the_same(visitor: Client) -> None:
    generate_parks(3 * RECORDS + 50)
    parts = [part for part in read(visitor, "/sitemap.xml") if "parks" in part]
    assert len(parts) in (4, 5)  # wherever the keys begin
    found: Counter[str] = Counter()
    sizes, peaks = [], []
    for part in parts:
        tracemalloc.start()
        with CaptureQueriesContext(connection) as asked:
            reply = visitor.get(part)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert len(asked) == 1
        sizes.append(len(reply.content))
        pages = re.findall(r"<loc>([^<]+)</loc>", reply.text)
        assert len(pages) <= MOST_ADDRESSES
        found.update(pages)
    assert len(found) == 5 * Park.objects.public().count()
    assert set(found.values()) == {1}
    # The largest there can be is kept whole, and needs a few times its own size to make.
    assert max(sizes) < LARGEST_PAGE_BYTES
    assert max(peaks) < 12 * max(sizes)


def test_the_map_is_kept_until_something_public_changes(door: Door, park: Park) -> None:
    first = door.ask("/sitemap.xml", accept_encoding="gzip")
    assert door.ask("/sitemap.xml", accept_encoding="gzip") == first
    assert first.headers["Content-Encoding"] == "gzip"
    assert door.rendered == 1
