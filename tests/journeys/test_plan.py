"""The plan of a park's plots, in a browser: by key, in both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import OpenPortal
from tests.journeys.mapped import DRAWN, PINS, WIDE, focused, slugs
from tests.live import Portal

pytestmark = pytest.mark.journey


@pytest.fixture
def portal(open_portal: OpenPortal) -> Portal:
    opened: Portal = open_portal("sqlite", worker=False)
    return opened


@pytest.fixture
def plan(page: Page, portal: Portal) -> Page:
    """The plots of an invented park, their plan drawn."""
    portal.manage("load_demo")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.goto(f"{portal.url}/en/parks/demo-bay/plots/")
    page.locator("[data-map]").scroll_into_view_if_needed()
    page.wait_for_selector(DRAWN)
    return page


def test_the_plots_are_walked_opened_and_found_in_the_table_by_key(plan: Page) -> None:
    assert [slugs(plot)[0] for plot in plan.locator(PINS).all()][:2] == ["A8", "A7"]
    plan.locator("[data-map-box] .map-canvas").focus()
    plan.keyboard.press("Tab")
    assert slugs(focused(plan)) == ["A8"]
    expect(plan.locator("tr[data-slug=A8]")).to_contain_class("is-lit")
    plan.keyboard.press("Enter")
    sheet = plan.get_by_role("dialog")
    expect(sheet).to_contain_text("ready to lease · 47 ha · demonstration, not a real record")
    plan.keyboard.press("Escape")
    assert slugs(focused(plan)) == ["A8"]
    plan.locator("tr[data-slug=A1]").hover()
    expect(plan.locator(PINS + '[data-slugs="A1"]')).to_contain_class("is-lit")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_plan_shuts_nobody_out(plan: Page, theme: str) -> None:
    plan.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    plan.locator(PINS).first.click()
    found = Axe().run(plan, context="main")
    assert found.response["violations"] == [], found.generate_report()
