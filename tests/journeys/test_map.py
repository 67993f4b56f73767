"""The map beside the list, in a browser: by key, by pointer, on a phone; asking nobody else."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.conftest import OpenPortal
from tests.journeys.mapped import DRAWN, LIST, PHONE, PINS, WIDE, focused, opened, slugs
from tests.live import Portal

pytestmark = pytest.mark.journey


@pytest.fixture
def portal(open_portal: OpenPortal) -> Portal:
    opened: Portal = open_portal("sqlite", worker=False)
    return opened


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The addresses that the page asks for."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    return addresses


def test_the_map_asks_nobody_else_and_is_fetched_only_when_looked_at(
    page: Page, portal: Portal, asked: list[str]
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(portal.url + LIST)
    page.wait_for_timeout(600)
    late = ("leaflet", "map_drawing", "map_ground", "map.json")
    assert not [one for one in asked if any(part in one for part in late)]
    page.get_by_role("button", name="Map", exact=True).click()
    page.wait_for_selector(DRAWN)
    for part in late:
        assert [one for one in asked if part in one], part
    hosts = {urlsplit(one).netloc for one in asked if not one.startswith("data:")}
    assert hosts == {urlsplit(portal.url).netloc}


def test_the_tab_key_walks_the_pins_in_the_order_of_the_names(page: Page, portal: Portal) -> None:
    opened(page, portal, "?status=under_construction")
    order = [slugs(pin)[0] for pin in page.locator(PINS).all()]
    data = page.evaluate(
        "fetch(document.querySelector('[data-map]').dataset.map).then(r=>r.json())"
    )
    names = [row[0] for row in data["places"]]
    assert order == sorted(order, key=names.index)
    page.locator("[data-map-box] .map-canvas").focus()
    for expected in order:
        page.keyboard.press("Tab")
        assert slugs(focused(page))[0] == expected


def test_a_pin_opens_by_key_says_what_it_is_and_gives_the_focus_back(
    page: Page, portal: Portal
) -> None:
    opened(page, portal, "?q=hai+yen&kind=industrial_park")
    pin = page.locator(PINS)
    expect(pin).to_have_count(1)
    expect(pin).to_have_attribute("role", "button")
    pin.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("operating")
    expect(sheet).to_contain_text("approximate position (1–3 km)")
    link = sheet.get_by_role("link", name="Hai Yen Industrial Park")
    expect(link).to_be_focused()
    expect(link).to_have_attribute("href", "/en/parks/hai-yen/")
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(pin).to_be_focused()
    page.keyboard.press(" ")
    page.get_by_role("button", name="Close").click()
    expect(pin).to_be_focused()


def test_a_group_says_its_number_and_opens_into_its_pins(page: Page, portal: Portal) -> None:
    opened(page, portal)
    group = page.locator(".map-group").first
    inside = slugs(group)
    assert group.inner_text() == str(len(inside))
    assert f"{len(inside)} parks here" in (group.get_attribute("aria-label") or "")
    group.focus()
    page.keyboard.press("Enter")
    expect(page.locator(PINS + f'[data-slugs="{" ".join(inside)}"]')).to_have_count(0)
    apart = [slugs(pin) for pin in page.locator(PINS).all() if set(slugs(pin)) & set(inside)]
    assert len(apart) > 1
    assert slugs(focused(page))[0] == inside[0]  # where one was, one still is


def test_a_zone_is_an_area_under_the_pins_and_counted_in_no_group(
    page: Page, portal: Portal
) -> None:
    opened(page, portal)
    zones = page.locator(".map-patch")
    assert {slugs(zone)[0] for zone in zones.all()} >= {"van-don", "quang-yen-coastal"}
    grouped = [slugs(group) for group in page.locator(".map-group").all()]
    assert not {slug for group in grouped for slug in group} & {slugs(z)[0] for z in zones.all()}
    assert page.locator("path.map-zone").count() == zones.count()
    orders = "all => all.map((one) => Number(getComputedStyle(one).zIndex))"
    lowest_pin = min(page.locator(".map-pin, .map-group").evaluate_all(orders))
    assert max(zones.evaluate_all(orders)) < lowest_pin
    page.locator('.map-patch[data-slugs="van-don"]').focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("its boundary is not published")


def test_a_pin_has_the_shape_of_its_status(page: Page, portal: Portal) -> None:
    for status in ("operating", "planned"):
        opened(page, portal, f"?status={status}&kind=industrial_park")
        of_the_status = page.locator(f"[data-map-box] .pin-{status}")
        assert of_the_status.count() > 0
        expect(page.locator("[data-map-box] .map-pin")).to_have_count(of_the_status.count())


def test_nobody_is_led_out_of_the_province(page: Page, portal: Portal) -> None:
    opened(page, portal)
    expect(page.locator(".leaflet-control-zoom-out")).to_contain_class("leaflet-disabled")
    canvas, town = page.locator(".map-canvas").bounding_box(), page.locator(".map-town").first
    before = town.bounding_box()
    assert canvas
    middle = (canvas["x"] + canvas["width"] / 2, canvas["y"] + canvas["height"] / 3)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 300, middle[1] + 60, steps=8)
    page.mouse.up()
    page.wait_for_timeout(600)
    after = town.bounding_box()
    assert before
    assert after
    assert abs(before["x"] - after["x"]) < 12
    assert abs(before["y"] - after["y"]) < 12


def test_which_of_list_and_map_a_phone_shows_is_in_the_address(page: Page, portal: Portal) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{portal.url}{LIST}?q=hai#map")
    expect(page.locator("[data-map]")).to_be_visible()
    expect(page.locator(".list-side")).to_be_hidden()
    page.get_by_role("button", name="List", exact=True).click()
    assert page.url == f"{portal.url}{LIST}?q=hai"
    page.get_by_role("button", name="Map", exact=True).click()
    assert page.url == f"{portal.url}{LIST}?q=hai#map"


def test_degrees_are_written_as_the_reader_writes_numbers(page: Page, portal: Portal) -> None:
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.goto(f"{portal.url}/vi/parks/?q=hai+yen&kind=industrial_park")
    page.wait_for_selector(DRAWN)
    page.locator(PINS).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("21,5")
    expect(page.get_by_role("dialog")).not_to_contain_text("21.5")


def test_an_entry_and_its_pin_light_up_together(page: Page, portal: Portal) -> None:
    opened(page, portal, "?q=hai+yen&kind=industrial_park")
    entry, pin = page.locator("article[data-slug=hai-yen]"), page.locator(PINS)
    for one, other in ((entry, pin), (pin, entry)):
        page.mouse.move(5, 5)
        expect(other).not_to_have_class("is-lit")
        one.hover()
        expect(other).to_contain_class("is-lit")
    page.mouse.move(5, 5)
    entry.get_by_role("link", name="Hai Yen Industrial Park").focus()
    expect(pin).to_contain_class("is-lit")
    pin.focus()
    expect(entry).to_contain_class("is-lit")
    page.locator("#q").focus()
    expect(entry).not_to_contain_class("is-lit")


def test_on_a_phone_the_map_stands_behind_its_button(page: Page, portal: Portal) -> None:
    opened(page, portal, width=PHONE)
    expect(page.locator("[data-map]")).to_be_visible()
    expect(page.locator(".list-side")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="List", exact=True).click()
    expect(page.locator(".list-side")).to_be_visible()
    expect(page.locator("[data-map]")).to_be_hidden()


def test_what_has_no_published_place_is_named(page: Page, portal: Portal) -> None:
    opened(page, portal, "?q=hai+ha")
    said = page.locator("[data-map-said]")
    expect(said).to_contain_text("place not published: Hai Ha")
    opened(page, portal, "?q=hai+yen")
    expect(said).to_be_empty()


def test_nothing_moves_when_the_map_arrives(page: Page, portal: Portal) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => list.getEntries()"
        ".forEach((one) => { window.moved += one.value; }))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    opened(page, portal)
    page.wait_for_timeout(400)
    assert page.evaluate("window.moved") < 0.02


def test_a_reader_who_wants_no_motion_gets_none(page: Page, portal: Portal) -> None:
    page.emulate_media(reduced_motion="reduce")
    opened(page, portal)
    page.locator(".map-group").first.click()
    assert page.locator(".leaflet-zoom-anim").count() == 0


def test_without_scripts_the_list_and_the_text_of_the_map_stay(
    portal: Portal, browser: Browser
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{portal.url}{LIST}?q=hai+ha")
    expect(page.locator("article[data-slug=hai-ha]")).to_be_visible()
    page.get_by_text("The places as text").click()
    expect(page.locator(".map-text")).to_contain_text("21.40° N")
    expect(page.locator(".map-text")).to_contain_text("position not published")
    expect(page.locator("[data-view-switch]")).to_be_hidden()


def test_the_text_beside_the_map_says_all_that_is_drawn(page: Page, portal: Portal) -> None:
    opened(page, portal)
    data = page.evaluate(
        "fetch(document.querySelector('[data-map]').dataset.map).then((r) => r.json())"
    )
    assert len(data["places"]) > page.locator(".map-text li:has(data)").count()
    page.get_by_text("The places as text").click()
    expect(page.locator(".map-text li")).to_have_count(len(data["places"]))
    expect(page.locator(".map-text a[href$='/parks/hai-yen/']")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_map_shuts_nobody_out(
    page: Page, portal: Portal, width: dict[str, int], theme: str
) -> None:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    opened(page, portal, width=width)
    page.locator(PINS).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(400)
    found = Axe().run(page, context="main")
    assert found.response["violations"] == [], found.generate_report()
