"""The shortlist in an account: taken over from the browser, its owner's alone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from parks.directory.models import Park, ShortlistEntry
from parks.directory.shortlist.choice import MOST
from portal.accounts.models import User
from portal.accounts.privacy import erase_person, export_person

pytestmark = pytest.mark.usefixtures("loaded", "in_english")
PAGE, REMOVE = "/en/my/shortlist/", "/en/my/shortlist/remove/"
SignIn = Callable[[User], Client]


def kept(user: User) -> set[str]:
    return set(ShortlistEntry.objects.visible_to(user).values_list("park__slug", flat=True))


def take(browser: Client, *slugs: str) -> Any:
    return browser.post(PAGE, {"park": slugs}, follow=True)


def test_what_the_browser_kept_is_taken_over_once(lan: User, signed_in: SignIn) -> None:
    browser = signed_in(lan)
    page = take(browser, "hai-ha", "viet-hung")
    assert [card.park.slug for card in page.context["cards"]] == ["viet-hung", "hai-ha"]
    assert page.context["taken"]
    assert "2 parks were added" in page.text
    again = take(signed_in(lan), "hai-ha", "dong-mai")  # a second device
    assert "1 park was added" in again.text
    assert "in your shortlist already" in take(browser, "hai-ha").text
    assert kept(lan) == {"hai-ha", "viet-hung", "dong-mai"}


def test_a_shortlist_is_its_owners_alone(lan: User, minh: User, signed_in: SignIn) -> None:
    take(signed_in(lan), "hai-ha")
    assert signed_in(minh).get(PAGE).context["cards"] == []
    signed_in(minh).post(REMOVE, {"park": ["hai-ha"]})
    assert kept(lan) == {"hai-ha"}
    assert signed_in(lan).post(REMOVE, {"park": ["hai-ha"]}).status_code == 302
    assert kept(lan) == set()
    assert signed_in(lan).post(REMOVE, {"park": ["hai-ha"]}).status_code == 302


def test_an_unknown_visitor_is_asked_to_sign_in_and_led_back(visitor: Client) -> None:
    response = visitor.get(f"{PAGE}?park=hai-ha")
    assert response.status_code == 302
    assert "next=/en/my/shortlist/%3Fpark%3Dhai-ha" in response.url  # type: ignore[attr-defined]


def test_parks_of_the_address_are_offered_not_added(lan: User, signed_in: SignIn) -> None:
    page = signed_in(lan).get(f"{PAGE}?park=hai-ha&park=atlantis")
    assert [park.slug for park in page.context["offered"]] == ["hai-ha"]
    assert "“atlantis”" in page.text
    assert kept(lan) == set()


def test_a_full_list_takes_nothing_and_says_so(lan: User, signed_in: SignIn) -> None:
    slugs = list(Park.objects.public().values_list("slug", flat=True))
    browser = signed_in(lan)
    take(browser, *slugs[: MOST - 1])
    page = take(browser, *slugs[MOST - 1 : MOST + 1])
    assert "more than 20 parks" in page.text
    assert not page.context["taken"]
    assert len(kept(lan)) == MOST - 1
    take(browser, slugs[MOST])
    assert len(kept(lan)) == MOST


def test_a_park_that_is_withdrawn_is_said_to_be_gone(lan: User, signed_in: SignIn) -> None:
    browser = signed_in(lan)
    take(browser, "hai-ha", "viet-hung")
    Park.objects.filter(slug="hai-ha").update(published=False)
    page = browser.get(PAGE)
    assert [card.park.slug for card in page.context["cards"]] == ["viet-hung"]
    assert "1 park you kept is no longer published" in page.text


def test_my_page_counts_them(lan: User, signed_in: SignIn) -> None:
    browser = signed_in(lan)
    take(browser, "hai-ha", "viet-hung")
    assert "(<span data-count>2</span>)" in browser.get("/en/my/").text


def test_a_form_without_its_token_is_refused(lan: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(lan, backend="portal.accounts.backends.RoleBackend")
    assert browser.post(PAGE, {"park": ["hai-ha"]}).status_code == 403
    assert kept(lan) == set()


def test_a_person_gets_their_list_and_takes_it_along(
    lan: User, minh: User, signed_in: SignIn
) -> None:
    take(signed_in(lan), "hai-ha")
    take(signed_in(minh), "hai-ha")
    (row,) = export_person(lan.email)["directory"]["shortlist"]
    assert row["park"] == "hai-ha"
    erase_person(lan.email)
    assert ShortlistEntry.objects.count() == 1
    assert kept(minh) == {"hai-ha"}
