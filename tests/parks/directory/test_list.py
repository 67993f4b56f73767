"""The list of parks, as an anonymous reader searches, filters and pages through it."""

import gzip
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parks.directory.models import Park
from portal.provenance.loading import Report
from tests.benchmarks.generate import generate_parks
from tests.parks.directory.visiting import LIST, listed, page, words


def test_the_list_says_that_it_is_not_complete(loaded: Report, visitor: Client) -> None:
    text = words(visitor, LIST)
    assert "The list is not complete." in text
    assert "It holds 14 of 23 planned industrial parks" in text  # two phases of one park: one


def test_the_list_holds_every_published_record_over_its_pages(
    loaded: Report, visitor: Client
) -> None:
    first = visitor.get(LIST).content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    slugs = listed(visitor) + listed(visitor, unescape(following[1]).partition(LIST)[2])
    published = set(Park.objects.public().values_list("slug", flat=True))
    assert len(slugs) == len(set(slugs)) == 22
    assert set(slugs) == published
    assert "quan-trieu" not in published


def test_a_search_without_accents_finds_the_park(loaded: Report, visitor: Client) -> None:
    assert "hai-ha" in listed(visitor, "?q=hai+ha")
    assert "4 of 22 parks, zones and clusters match." in words(visitor, LIST + "?q=hai+ha")


def test_unknown_values_are_counted_and_shown_on_request(loaded: Report, visitor: Client) -> None:
    strict = "?kind=industrial_park&area_min=300"
    text = words(visitor, LIST + strict)
    slugs = listed(visitor, strict)
    assert set(slugs) == {"song-khoai", "hai-ha", "bac-tien-phong", "nam-tien-phong", "viet-hung"}
    assert "5 of 22 parks, zones and clusters match. 8 have not published: total area." in text
    widened = listed(visitor, strict + "&unknown=1")
    assert set(widened) > set(slugs)
    assert len(widened) == 13
    link = f'<a href="{LIST}{strict.replace("&", "&amp;")}&amp;unknown=1">'
    assert link + "Also show those that have not published: total area</a>" in page(visitor, strict)


def test_what_is_shown_too_is_said_and_can_be_taken_away(loaded: Report, visitor: Client) -> None:
    strict = "?kind=industrial_park&area_min=300"
    text = words(visitor, LIST + strict + "&unknown=1")
    assert "5 of 22 parks, zones and clusters match." in text
    assert "8 more are shown that may match and have not published: total area." in text
    assert "or not published: total area" in text
    assert "Also show those" not in text
    chips = re.findall(r'class="chip" href="([^"]+)"', page(visitor, strict + "&unknown=1"))
    assert unescape(chips[-1]) == LIST + strict
    # Where nothing is bounded there is nothing to widen.
    assert "or not published" not in words(visitor, LIST + "?unknown=1")


def test_the_filters_stay_folded_so_that_the_answer_stands_first(
    loaded: Report, visitor: Client
) -> None:
    for query in ("", "?q=hai+ha&kind=industrial_park", "?area_min=300"):
        assert '<details class="filters-fold">' in page(visitor, query)


def test_a_card_shows_first_what_was_asked_for(loaded: Report, visitor: Client) -> None:
    said = words(visitor, LIST + "?q=hai+yen&port_max=500&free_min=50&unknown=1")
    assert "Distance to a deep-water port (" in said
    assert "not published: free land" in said
    assert "Distance to a deep-water port (" not in words(visitor, LIST + "?q=hai+yen")


def test_the_demonstration_claims_nothing_of_the_real_list(loaded: Report, visitor: Client) -> None:
    assert "planned industrial parks" in words(visitor, LIST)
    assert "planned industrial parks" not in words(visitor, LIST + "?demonstration=on")


def test_each_filter_in_use_can_be_removed(loaded: Report, visitor: Client) -> None:
    page = visitor.get(LIST + "?kind=industrial_park&q=quang+yen").content.decode()
    chips = re.findall(r'class="chip" href="([^"]+)"', page)
    assert [unescape(one) for one in chips] == [
        LIST + "?kind=industrial_park",
        LIST + "?q=quang+yen",
    ]


def test_the_largest_come_first_and_the_unknown_last(loaded: Report, visitor: Client) -> None:
    slugs = listed(visitor, "?order=area&kind=industrial_park")
    assert slugs[:3] == ["bac-tien-phong", "song-khoai", "hai-ha"]
    known = [Park.objects.get(slug=slug).area_total_ha is not None for slug in slugs]
    assert known == sorted(known, reverse=True)


@pytest.mark.parametrize(
    "query",
    [
        "?area_min=abc", "?area_min=-1", "?area_min=NaN", "?area_min=1e400", "?price_max=Infinity",
        "?kind=castle", "?status=x", "?order=weight", "?sector=a b", "?q=" + "x" * 101,
        "?sector=nonsense",
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_named_and_left_out(
    loaded: Report, visitor: Client, query: str
) -> None:
    assert "was not understood" in words(visitor, LIST + query)
    assert len(listed(visitor, query)) == 20
    assert 'class="chip"' not in page(visitor, query)


def search_box(visitor: Client, query: str) -> dict[str, str]:
    """What the form of the search box sends."""
    form = re.search(r'<form class="search".*?</form>', page(visitor, query), re.DOTALL)
    assert form
    sent = re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', form[0])
    assert len(sent) == len(dict(sent))
    return dict(sent)


def test_a_search_keeps_the_filters_and_an_empty_one_ends_it(
    loaded: Report, visitor: Client
) -> None:
    asked = {
        "q": "ha", "kind": "industrial_park", "sector": "logistics", "area_min": "300",
        "green": "on", "unknown": "1", "order": "area",
    }  # fmt: skip
    sent = search_box(visitor, f"?{urlencode(asked)}&status=castle&after=1~2")
    assert sent == asked
    assert search_box(visitor, "") == {"q": ""}
    assert search_box(visitor, "?demonstration=on") == {"q": "", "demonstration": "on"}
    cleared = visitor.get(LIST, {**sent, "q": ""})
    assert cleared.context["wish"].value("area_min") == 300
    assert [chip.label for chip in cleared.context["chips"]][:1] == ["industrial park"]


@pytest.mark.parametrize(
    "after", ["x", "~", "~x", "1~99999999999999999999", "NaN~1", "1e99~3", "~-1", "²~²", "a~b~c"]
)
@pytest.mark.parametrize("order", ["name", "area", "price"])
def test_a_garbled_page_key_starts_somewhere_sensible(
    loaded: Report, visitor: Client, after: str, order: str
) -> None:
    assert visitor.get(LIST, {"after": after, "order": order}).status_code == 200


def test_ten_times_the_parks_take_the_same_queries(loaded: Report, visitor: Client) -> None:
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            visitor.get(address)
        return len(queries)

    few = [asked(LIST), asked(LIST + "?order=price")]
    generate_parks(200)
    assert asked(LIST) <= few[0]
    assert asked(LIST + "?order=price") <= few[1]


def test_a_number_on_the_list_has_its_proof_in_one_disclosure(
    loaded: Report, visitor: Client
) -> None:
    page = visitor.get(LIST + "?q=song+khoai").content.decode()
    assert page.count('<details class="proof">') == 1
    text = words(visitor, LIST + "?q=song+khoai")
    assert "Total area 686.82 ha as of Dec 2025" in text
    assert "Total area soha.vn (press) medium confidence" in text


def test_the_list_is_light(loaded: Report, visitor: Client) -> None:
    for language in ("vi", "en"):
        page = visitor.get(f"/{language}/parks/").content
        assert len(gzip.compress(page, 6)) <= 40_000


def test_beside_each_amount_stands_of_how_many_it_is_known(loaded: Report, visitor: Client) -> None:
    parks = Park.objects.filter(published=True, demonstration=False)
    with_area = parks.exclude(area_total_ha=None).count()
    said = page(visitor, "")
    hint = re.search(r'id="filter-area_min-hint"[^>]*>([^<]+)<', said)
    assert hint
    assert hint[1] == f"known of {with_area} of {parks.count()}"
    assert 0 < with_area < parks.count()
    assert "filter-area_min-hint" not in page(visitor, "?demonstration=on")
    found = parks.filter(slug__in=listed(visitor, "?q=hai+ha"))
    known = found.exclude(area_total_ha=None).count()
    assert f">known of {known} of 4<" in page(visitor, "?q=hai+ha")
