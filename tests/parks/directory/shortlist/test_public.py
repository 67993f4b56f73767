"""The shortlist of a reader without an account: its address is the list."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from parks.directory.models import Park
from parks.directory.shortlist.choice import MOST
from portal.provenance.loading import Report
from tests.parks.directory.visiting import words

pytestmark = pytest.mark.usefixtures("loaded", "in_english")
PAGE = "/en/parks/shortlist/"


def opened(visitor: Client, *slugs: str) -> Any:
    response = visitor.get(PAGE, {"park": slugs})
    assert response.status_code == 200
    return response


def shown(response: Any) -> list[str]:
    return [card.park.slug for card, _without in response.context["entries"]]


def test_an_address_shows_its_parks_in_order_and_leads_on(visitor: Client) -> None:
    response = opened(visitor, "viet-hung", "hai-ha", "viet-hung")
    assert shown(response) == ["viet-hung", "hai-ha"]
    both = "?park=viet-hung&amp;park=hai-ha"
    html = response.content.decode()
    for page in ("enquiries/new/", "parks/compare/", "my/shortlist/"):
        assert f"/en/{page}{both}" in html
    assert f'href="{PAGE}?park=viet-hung" data-shortlist-remove="hai-ha"' in html
    assert f"{settings.SITE_URL}{PAGE}{both}</a>" in html


def test_the_page_without_parks_says_how_it_works_with_and_without_scripts(
    visitor: Client,
) -> None:
    said = words(visitor, PAGE)
    assert "Press “Keep” at a park" in said
    assert "Tick parks in the list" in said


def test_it_is_the_same_for_every_reader_and_sets_no_cookie(visitor: Client) -> None:
    response = opened(visitor, "hai-ha")
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    assert response.content == opened(Client(), "hai-ha").content


def test_what_is_no_public_park_is_left_out_and_said(visitor: Client) -> None:
    Park.objects.filter(slug="dong-mai").update(published=False)
    response = opened(visitor, "atlantis", "hai-ha", "dong-mai", "<b>", "x\u2028y")
    assert shown(response) == ["hai-ha"]
    (note,) = response.context["notes"]
    assert "“atlantis”" in note
    assert "“dong-mai”" in note
    assert b"<b>\xe2\x80\x9d" not in response.content


def test_more_than_an_enquiry_carries_is_left_out_and_said(visitor: Client) -> None:
    slugs = list(Park.objects.public().values_list("slug", flat=True))
    assert len(slugs) > MOST
    response = opened(visitor, *slugs)
    assert shown(response) == slugs[:MOST]
    assert "at most 20 parks" in response.context["notes"][0]
    assert visitor.get(response.context["ask_url"]).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_parks(
    visitor: Client, django_assert_max_num_queries: Any
) -> None:
    for slugs in (["hai-ha"], ["hai-ha", "dong-mai", "viet-hung", "cai-lan"]):
        with django_assert_max_num_queries(4):
            opened(visitor, *slugs)


@pytest.mark.parametrize(
    "address",
    [
        "/en/parks/",
        "/en/parks/hai-ha/",
        "/en/parks/compare/?park=hai-ha",
        "/en/parks/match/?area=1",
        f"{PAGE}?park=hai-ha",
    ],
)
def test_wherever_a_park_stands_it_can_be_kept(
    visitor: Client, address: str, loaded: Report
) -> None:
    html = visitor.get(address).content.decode()
    assert "data-keep=" in html
    assert f'href="{PAGE}"' in html
    assert "portal/shortlist" in html
