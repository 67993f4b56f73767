"""The list and the comparison on paper: all of what is said, and nothing to press."""

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import OpenPortal
from tests.journeys.mapped import opened
from tests.live import Portal

pytestmark = pytest.mark.journey


@pytest.fixture
def portal(open_portal: OpenPortal) -> Portal:
    opened: Portal = open_portal("sqlite", worker=False)
    return opened


def test_paper_shows_the_list_alone(page: Page, portal: Portal) -> None:
    opened(page, portal)
    page.emulate_media(media="print")
    expect(page.locator("[data-map]")).to_be_hidden()
    expect(page.locator("article[data-slug=hai-ha]")).to_be_visible()
    expect(page.locator("article[data-slug=hai-ha] .tick")).to_be_hidden()


def test_paper_shows_the_whole_comparison_and_nothing_to_press(page: Page, portal: Portal) -> None:
    page.set_viewport_size({"width": 794, "height": 1123})  # A4 at 96 dots an inch
    page.goto(f"{portal.url}/en/parks/compare/?park=hai-ha&park=song-khoai&park=dong-mai")
    pressed = page.locator("main button:visible, main select:visible, main a.button:visible")
    assert pressed.count() > 0
    page.emulate_media(media="print")
    expect(page.locator("table.compare thead a[href$='/parks/dong-mai/']")).to_be_visible()
    assert pressed.count() == 0
    table = page.locator("table.compare").bounding_box()
    assert table
    assert table["x"] + table["width"] <= 794
