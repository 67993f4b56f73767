"""Pages with a map, opened until it is drawn, and what stands on it."""

from playwright.sync_api import Locator, Page

from tests.live import Portal

WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 760}
LIST = "/en/parks/"
DRAWN = "[data-map].is-drawn"
PINS = "[data-map-box] [data-slugs]"


def opened(page: Page, portal: Portal, query: str = "", width: dict[str, int] = WIDE) -> Page:
    """The list with its map drawn."""
    page.set_viewport_size(width)  # type: ignore[arg-type]
    page.goto(portal.url + LIST + query)
    if width is PHONE:
        page.get_by_role("button", name="Map", exact=True).click()
    page.wait_for_selector(DRAWN)
    return page


def slugs(pin: Locator) -> list[str]:
    return (pin.get_attribute("data-slugs") or "").split()


def focused(page: Page) -> Locator:
    return page.locator(":focus")
