"""The portal's own pages in a real browser: readable by all, at any width, in both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from investors.enquiries import loading as norms
from portal.pages import loading as province

PAGES = ["/vi/", "/en/", "/en/about/", "/en/indicators/", "/dev/pieces/", "/en/privacy/"]


@pytest.fixture
def portal(live_server: LiveServer) -> str:
    call_command("createcachetable")
    norms.load()
    province.load()
    return live_server.url


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_no_page_of_the_house_shuts_anyone_out(
    page: Page, portal: str, width: int, theme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    found = {}
    for address in PAGES:
        page.goto(portal + address)
        results = Axe().run(page)
        if results.violations_count:
            found[address] = results.generate_report()
    assert not found


def test_no_page_of_the_house_scrolls_sideways_on_the_smallest_phone(
    page: Page, portal: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    wide = {}
    for address in [*PAGES, "/en/accessibility/", "/en/parks/", "/en/procedures/"]:
        page.goto(portal + address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[address] = width
    assert not wide


def test_a_theme_once_chosen_holds_on_the_next_page(page: Page, portal: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(portal + "/en/")
    page.get_by_role("button", name="Dark").click()
    page.goto(portal + "/en/about/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    assert page.context.cookies() == []


def test_the_menu_opens_without_scripts_and_closes_by_key(page: Page, portal: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(portal + "/en/")
    menu = page.get_by_role("navigation", name="Main menu")
    page.get_by_text("Menu", exact=True).click()
    expect(menu.get_by_role("link", name="Procedures")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_the_keyboard_reaches_the_content_first(page: Page, portal: str) -> None:
    page.goto(portal + "/en/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
