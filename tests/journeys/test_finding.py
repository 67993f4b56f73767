"""Somebody looks for at least 50 ha of free land within 60 km of a deep-water port, compares three
parks and asks about them: with the keys alone, on the real data and on the demonstration.
"""

import re
import time
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from portal.parent import web_command
from tests.conftest import OpenPortal
from tests.journeys import steps
from tests.journeys.keys import enter, tab_to, type_into
from tests.live import Portal, wait_for

pytestmark = pytest.mark.journey
FREE, NEAR = 50, 60
WATCHED_SECONDS = 4
COUNT = (
    "from parks.directory.models import Park; from django.db.models import Q; "
    "found = Park.objects.filter(published=True, demonstration={demo}); "
    "free, near = Q(area_free_ha__gte=50), Q(km_port__lte=60); "
    "gap = (Q(area_free_ha=None) | Q(km_port=None)) "
    "& (Q(area_free_ha=None) | free) & (Q(km_port=None) | near); "
    "print(found.filter(free & near).count(), found.filter(gap).count(), found.count())"
)


def counted(portal: Portal, demonstration: bool) -> tuple[int, int, int]:
    """(known to fit, may fit and not published, all) as the database has them."""
    told = portal.manage("shell", "-v", "0", "-c", COUNT.format(demo=demonstration))
    fit, gaps, whole = map(int, told.split())
    return fit, gaps, whole


def numbers_in(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


@pytest.mark.parametrize("demonstration", [False, True], ids=["real", "demonstration"])
def test_fifty_hectares_near_a_port_are_found_compared_and_asked_about_by_key(
    demonstration: bool, open_portal: OpenPortal, page: Page
) -> None:
    portal = open_portal("sqlite", worker=False)
    portal.manage("load_demo")
    fit, gaps, whole = counted(portal, demonstration)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{portal.url}/en/parks/{'?demonstration=on' if demonstration else ''}")

    # The filters, and the honest answer.
    type_into(page, "#filter-free_min", str(FREE))
    type_into(page, "#filter-port_max", str(NEAR))
    page.keyboard.press("Enter")
    page.wait_for_url("**port_max=60**")
    said = page.locator("#result").inner_text()
    assert numbers_in(said)[0] == fit
    assert whole in numbers_in(said)
    assert gaps, "some have not published it, on either data"
    assert gaps in numbers_in(said)
    assert "free land" in said
    assert page.locator("main a[href*='/enquiries/new/?subject=']").is_visible()

    # Those that have not published it are shown on request, with the sources of what they have.
    enter(page, "main a[href*='unknown=1']", "**unknown=1**")
    assert page.locator("article.entry").count() == min(fit + gaps, 20)
    assert page.locator("article.entry details.proof").count() > 0

    # Three are ticked and stand side by side.
    ticked = []
    for _ in range(3):
        tab_to(page, "article.entry input[name=park]")
        page.keyboard.press("Space")
        ticked.append(page.evaluate("document.activeElement.value"))
    enter(page, "form.ticked button[type=submit]", "**/parks/compare/**")
    assert page.locator("table.compare thead th[scope=col]").count() >= 3
    for slug in ticked:
        assert page.locator(f"table.compare thead a[href$='/parks/{slug}/']").count() == 1

    # The enquiry carries them.
    enter(page, "main a.button[href*='/enquiries/new/']", "**/enquiries/new/**")
    carried = page.locator("input[name=parks]:checked").evaluate_all(
        "(all) => all.map((one) => one.value)"
    )
    assert sorted(carried) == sorted(ticked)
    fill_in(page)
    page.wait_for_url("**/enquiries/sent/")
    assert page.locator("#reference").inner_text().startswith("YC-")


def fill_in(page: Page) -> None:
    type_into(page, "[name=subject]", "Fifty hectares near a port")
    type_into(page, "[name=body]", "Which of these has free land?")
    type_into(page, "[name=name]", "Lan")
    type_into(page, "[name=company]", "Lan Company")
    type_into(page, "[name=email]", "lan@finding.example")
    tab_to(page, "[name=consent]")
    page.keyboard.press("Space")
    page.wait_for_timeout(steps.QUICKEST_SECONDS * 1000)
    tab_to(page, "form[data-draft=enquiry] button[type=submit]")
    page.keyboard.press("Enter")


def test_needs_are_measured_explained_and_carried_by_key(
    open_portal: OpenPortal, page: Page
) -> None:
    portal = open_portal("sqlite", worker=False)
    page.goto(f"{portal.url}/en/parks/match/")
    type_into(page, "#need-area", str(FREE))
    tab_to(page, "input[name=must][value=area]")
    page.keyboard.press("Space")
    type_into(page, "#need-port", str(NEAR))
    page.keyboard.press("Enter")
    page.wait_for_url("**port=60**")
    first = page.locator(".match").first.inner_text()
    assert "50 ha" in first
    assert "60 km" in first
    assert "straight line" in first
    enter(page, "main a.button[href*='/enquiries/new/']", "**/enquiries/new/**")
    assert "50 ha" in page.locator("[name=body]").input_value()
    assert page.locator("input[name=parks]:checked").count() == 3


CHANGE = (
    "from decimal import Decimal; "
    "from portal.accounts.models import User; "
    "from portal.provenance.models import Source; "
    "from parks.directory.models import Park; "
    "from parks.directory.figures import record; from parks.directory.said import Said; "
    "record(Park.objects.get(slug='hai-yen'), Said('area_total_ha', value=Decimal('193.75'), "
    "unit='ha', as_of='2026-11', sources=(Source.objects.filter(grade='official').first(),), "
    "confidence='high', state='published'), "
    "by=User.objects.get(email='editor@official.example'), chosen=True, "
    "reasons={'vi': 'x', 'en': 'x'}); "
    "from parks.directory.editing import write_park; "
    "write_park('hai-yen', {'name_en': 'Hai Yen of 193.75 ha'}, "
    "by=User.objects.get(email='editor@official.example')); "
    "import time; print(time.time())"
)
SHOWN_IN = (
    "/en/parks/?q=hai+yen",
    "/en/parks/hai-yen/",
    "/en/parks/compare/?park=hai-yen&park=hai-ha",
    "/en/parks/compare.csv?park=hai-yen",
    "/api/v1/parks/hai-yen/",
    "/en/parks/?kind=industrial_park",
    "/en/parks/map.json",  # tells no area: the name
)


def read(portal: Portal, path: str) -> str:
    with urlopen(portal.url + path) as reply:  # noqa: S310 - our own address
        return str(reply.read().decode())


def test_an_editor_s_change_shows_within_two_seconds_on_both_workers(
    open_portal: OpenPortal,
) -> None:
    portal = open_portal("sqlite", worker=False)
    portal.manage("load_demo")
    portal.kill("web")
    portal.start("web", web_command(portal.port, workers=2))
    wait_for("both workers", portal.is_up)
    for path in SHOWN_IN:
        for _ in range(8):  # each worker keeps its own pages
            assert "193.75" not in read(portal, path)
    changed = float(portal.manage("shell", "-v", "0", "-c", CHANGE))
    stale = dict.fromkeys(SHOWN_IN, 0.0)
    while time.time() < changed + WATCHED_SECONDS:
        for path in SHOWN_IN:
            asked = time.time() - changed
            if "193.75" not in read(portal, path):
                stale[path] = asked
    assert {path: late for path, late in stale.items() if late > 2} == {}


def test_a_pointer_ticks_a_park_without_leaving_the_list(
    open_portal: OpenPortal, page: Page
) -> None:
    portal = open_portal("sqlite", worker=False)
    page.goto(f"{portal.url}/en/parks/")
    box = page.locator("article.entry .tick input").first
    box.click()
    assert box.is_checked()
    assert page.url.endswith("/en/parks/")
