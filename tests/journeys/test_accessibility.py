"""No axe violation, no console error and no sideways scrolling on the pages people use most.

`make test` looks at each page in two of the eight ways; `make test-all` at every page in every
language, theme and width.
"""

import itertools
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from tests.conftest import OpenPortal
from tests.journeys import steps
from tests.live import Portal

pytestmark = pytest.mark.journey

PUBLIC = (
    "",
    "parks/",
    "parks/song-khoai/",
    "parks/hai-ha/",
    "parks/?free_min=50&port_max=60&unknown=1",
    "parks/?demonstration=on",
    "parks/demo-bay/plots/",
    "parks/compare/?park=song-khoai&park=hai-ha&park=dong-mai&park=hai-yen",
    "parks/match/?area=50&port=60&must=area",
    "parks/money-and-people/",
    "parks/shortlist/",
    "parks/shortlist/?park=hai-ha&park=song-khoai",
    "parks/song-khoai/brochure.pdf",  # being made: no worker runs here
    "procedures/",
    "procedures/cap-gcn-dang-ky-dau-tu-khong-chu-truong/",
    "enquiries/new/",
    "track/",
    "track/lost/",
    "about/",
    "indicators/",
    "privacy/",
    "accessibility/",
    "accounts/login/",
    "accounts/signup/",
    "accounts/password/reset/",
    "no-such-page/",
)
OWN = ("", "shortlist/", "messages/")
USUAL = (
    *("", "parks/", "parks/song-khoai/", "parks/song-khoai/brochure.pdf"),
    *("enquiries/new/", "track/"),
    "parks/compare/?park=song-khoai&park=hai-ha&park=dong-mai&park=hai-yen",
    "parks/match/?area=50&port=60&must=area",
)
DESK = ("/admin/", "/admin/work/enquiries/?list=all", "/admin/work/cases/?list=all")
OPERATING = ("", "demo-bay/", "demo-bay/values/wage/", "demo-bay/plots/new/")
EDITING = ("/admin/work/figures/",)
ADMINISTRATION = ("/admin/work/names/", "/admin/accounts/user/", "/admin/search/?q=demo")
# 320 px is a window of 1,280 px at a zoom of 400 %.
WAYS = [
    *itertools.product(("vi", "en"), ("light", "dark"), (360, 1440)),
    *itertools.product(("zh-hans", "ko", "ja"), ("light", "dark"), (320,)),
    ("vi", "light", 320),
    ("ja", "light", 1440),
]
IN_SHORT = [("vi", "light", 1440), ("en", "dark", 360)]


def look(page: Page, url: str) -> list[str]:
    """What is wrong with one page, in words."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if is_error(message) else None)
    page.goto(url)
    page.evaluate("document.fonts.ready")
    where = f"{url} at {page.viewport_size}"
    found = [f"{where}: {line}" for line in [*violations(page), *said]]
    widest, shown = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return found + ([f"{where} scrolls sideways: {widest} > {shown}"] if widest > shown else [])


def is_error(message: ConsoleMessage) -> bool:
    """Refused scripts and styles are errors; the browser's own line on a 404 page is not ours."""
    return message.type == "error" and "status of 404" not in message.text


def violations(page: Page) -> list[str]:
    result = Axe().run(page)
    return [
        f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:200]}"
        for one in result.response["violations"]
    ]


def a_window(browser: Browser, theme: str, width: int) -> Page:
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
    )
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.route("**/*.pdf", stay)
    return page


def stay(route: Route) -> None:
    """A page that looks again by itself must not go while it is looked at."""
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if name != "refresh"}
    route.fulfill(response=answer, headers=headers)


def public_problems(
    browser: Browser, portal: Portal, pages: tuple[str, ...], ways: list[tuple[str, str, int]]
) -> list[str]:
    found = []
    for language, theme, width in ways:
        page = a_window(browser, theme, width)
        for path in pages:
            found += look(page, f"{portal.url}/{language}/{path}")
        page.close()
    return found


def own_problems(browser: Browser, portal: Portal, ways: list[tuple[str, str, int]]) -> list[str]:
    """What only a person with a right sees: a tracked case, a person's page, the officials'."""
    welcome = re.search(r"(HS-\S+)\s+(\S+)", portal.manage("welcome"))
    assert welcome
    found = []
    for language, theme, width in ways:
        page = a_window(browser, theme, width)
        steps.track(page, portal, language, welcome[1], welcome[2])
        found += look(page, page.url)
        steps.sign_in(page, portal, "hoa@official.example")
        first = f"/admin/work/cases/{welcome[1]}/"
        for path in (*DESK, first, "/api/docs/"):
            found += look(page, portal.url + path)
        page.close()
        for email, paths in (
            ("lan@investor.example", [f"/{language}/my/{part}" for part in OWN]),
            ("oanh@operator.example", [f"/{language}/my/parks/{part}" for part in OPERATING]),
            ("admin@official.example", ADMINISTRATION),
            ("editor@official.example", EDITING),
        ):
            page = a_window(browser, theme, width)
            steps.sign_in(page, portal, email)
            for path in paths:
                found += look(page, portal.url + path)
            page.close()
    return found


def test_the_usual_pages_are_in_order(open_portal: OpenPortal, browser: Browser) -> None:
    portal = open_portal("sqlite", worker=False)
    portal.manage("load_demo")
    found = public_problems(browser, portal, USUAL, IN_SHORT)
    assert found + own_problems(browser, portal, IN_SHORT) == []


@pytest.mark.full
@pytest.mark.parametrize("way", WAYS, ids=lambda way: "-".join(map(str, way)))
def test_every_page_is_in_order_in_every_way(
    way: tuple[str, str, int], open_portal: OpenPortal, browser: Browser
) -> None:
    portal = open_portal("sqlite", worker=False)
    portal.manage("load_demo")
    found = public_problems(browser, portal, PUBLIC, [way])
    assert found + own_problems(browser, portal, [way]) == []
