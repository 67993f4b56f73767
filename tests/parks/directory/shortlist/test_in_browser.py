"""Keeping parks in a real browser: without an account, in two tabs, and into the account."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from parks.directory.models import Park, ShortlistEntry
from portal.accounts.models import User
from tests.cast import PASSWORD

KEPT = "JSON.parse(localStorage.getItem('shortlist'))"


@pytest.fixture
def second(park: Park) -> Park:
    values = {
        field.attname: getattr(park, field.attname)
        for field in Park._meta.concrete_fields
        if not field.primary_key
    }
    named = {"slug": "hai-ha", "name_vi": "Hải Hà", "name_en": "Hai Ha", "sort_name": "hai ha"}
    return Park.objects.create(**{**values, **named})


def test_parks_are_kept_listed_shared_and_let_go(
    page: Page, live_server: LiveServer, park: Park, second: Park
) -> None:
    page.goto(f"{live_server.url}/en/parks/")
    page.get_by_role("button", name="Keep Hai Ha").click()
    kept = page.get_by_role("button", name="Kept Hai Ha")
    expect(kept).to_have_attribute("aria-pressed", "true")
    page.goto(f"{live_server.url}/en/parks/song-khoai/")
    page.get_by_role("button", name="Keep Song Khoai").press("Enter")
    page.get_by_role("link", name="Shortlist (2)").click()
    page.wait_for_url("**/parks/shortlist/?park=hai-ha&park=song-khoai")
    expect(page.locator(".entry-title")).to_have_count(2)
    expect(page.locator("[data-shortlist-foreign]")).to_be_hidden()
    assert page.context.cookies() == []
    page.get_by_role("link", name="Remove from the list Hai Ha").click()
    page.wait_for_url("**/parks/shortlist/?park=song-khoai")
    assert page.evaluate(KEPT) == ["song-khoai"]
    page.get_by_role("link", name="Clear the list").click()
    expect(page.get_by_role("heading", name="Nothing kept yet")).to_be_visible()
    assert page.evaluate(KEPT) is None


def test_another_tab_counts_along(
    page: Page, live_server: LiveServer, park: Park, second: Park
) -> None:
    page.goto(f"{live_server.url}/en/parks/")
    other = page.context.new_page()
    other.goto(f"{live_server.url}/en/parks/")
    page.get_by_role("button", name="Keep Hai Ha").click()
    expect(other.get_by_role("button", name="Kept Hai Ha")).to_be_visible()
    other.get_by_role("button", name="Keep Song Khoai").click()
    expect(page.get_by_role("link", name="Shortlist (2)")).to_be_visible()


def test_a_shared_list_leaves_ones_own_alone(
    page: Page, live_server: LiveServer, park: Park, second: Park
) -> None:
    page.goto(f"{live_server.url}/en/parks/song-khoai/")
    page.get_by_role("button", name="Keep Song Khoai").click()
    page.goto(f"{live_server.url}/en/parks/shortlist/?park=hai-ha")
    expect(page.locator("[data-shortlist-foreign]")).to_be_visible()
    page.get_by_role("link", name="Remove from the list Hai Ha").click()
    page.wait_for_url("**/parks/shortlist/?park=song-khoai")
    page.goto(f"{live_server.url}/en/parks/shortlist/?park=hai-ha")
    page.get_by_role("button", name="Keep all of these too").click()
    assert page.evaluate(KEPT) == ["song-khoai", "hai-ha"]


def test_what_is_no_park_any_more_leaves_the_store_and_nonsense_in_it_harms_nothing(
    page: Page, live_server: LiveServer, park: Park
) -> None:
    page.goto(f"{live_server.url}/en/parks/")
    for nonsense in ("{", "null", "7", '{"a":1}', '["../x", 5, null]'):
        page.evaluate("text => localStorage.setItem('shortlist', text)", nonsense)
        page.reload()
        expect(page.get_by_role("button", name="Keep Song Khoai")).to_be_visible()
    page.evaluate("localStorage.setItem('shortlist', '[\"song-khoai\", \"atlantis\"]')")
    page.goto(f"{live_server.url}/en/parks/shortlist/")
    page.wait_for_url("**?park=song-khoai&park=atlantis")
    expect(page.get_by_text("“atlantis”")).to_be_visible()
    assert page.evaluate(KEPT) == ["song-khoai"]


def test_after_sign_in_the_account_takes_over_what_the_browser_kept(
    page: Page, live_server: LiveServer, park: Park, second: Park, lan: User
) -> None:
    page.goto(f"{live_server.url}/en/parks/")
    page.get_by_role("button", name="Keep Hai Ha").click()
    page.goto(f"{live_server.url}/en/my/shortlist/")
    page.locator("input[name=login]").fill(lan.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/my/shortlist/?taken=1")
    expect(page.get_by_text("1 park was added")).to_be_visible()
    expect(page.locator(".entry-title")).to_have_count(1)
    assert page.evaluate(KEPT) is None
    assert ShortlistEntry.objects.get().park == second
    page.get_by_role("button", name="Remove from the list").click()
    expect(page.get_by_role("heading", name="Nothing kept yet")).to_be_visible()
    assert not ShortlistEntry.objects.exists()
