"""The pages of this room in a real browser: drafts, the search of parks, readable by all."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from investors.enquiries.answering import Wish, act
from investors.enquiries.models import Enquiry
from parks.directory.models import Park
from portal.accounts.models import User
from tests.cast import MakeEnquiry
from tests.investors.enquiries.test_answering import MONDAY

pytestmark = pytest.mark.usefixtures("calendar")
PATIENCE_MS = 3200  # the form asks a person who is faster to send again


@pytest.fixture
def parks(park: Park) -> list[Park]:
    names = ["Hải Hà", "Hải Yên", "Đông Mai", "Cái Lân", "Việt Hưng", "Bạch Đằng", "Tiền Phong"]
    values = {
        field.attname: getattr(park, field.attname)
        for field in Park._meta.concrete_fields
        if not field.primary_key
    }
    return [
        Park.objects.create(**{**values, "slug": f"park-{n}", "name_vi": name, "name_en": name})
        for n, name in enumerate(names)
    ]


def fill(page: Page) -> None:
    page.get_by_label("Subject").fill("Land for a cable factory")
    page.get_by_label("Your question").fill("We look for five hectares near a port.")
    page.get_by_label("Your name").fill("Lan")
    page.get_by_label("E-mail").fill("lan@investor.test")
    page.locator("#id_consent").check()


def test_a_draft_survives_leaving_the_page_and_ends_with_sending(
    page: Page, live_server: LiveServer, park: Park
) -> None:
    form = f"{live_server.url}/en/enquiries/new/"
    page.goto(form)
    fill(page)
    page.goto(f"{live_server.url}/en/enquiries/new/?park=song-khoai")
    expect(page.get_by_label("Subject")).to_have_value("Land for a cable factory")
    expect(page.locator("#id_consent")).not_to_be_checked()
    expect(page.locator("input[name=parks]:checked")).to_have_value("song-khoai")
    page.locator("#id_consent").check()
    page.wait_for_timeout(PATIENCE_MS)
    page.get_by_role("button", name="Send the enquiry").click()
    page.wait_for_url("**/sent/")
    expect(page.locator("#reference")).to_have_text(Enquiry.objects.get().reference)
    page.goto(form)
    expect(page.get_by_label("Subject")).to_have_value("")


def test_a_draft_is_thrown_away_by_its_button(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/enquiries/new/")
    page.get_by_label("Subject").fill("Something private")
    page.get_by_role("button", name="Empty the form").click()
    page.wait_for_load_state()
    expect(page.get_by_label("Subject")).to_have_value("")
    assert page.evaluate("localStorage.getItem('draft:enquiry')") is None


def test_parks_are_found_without_accents_and_ticked_ones_stay_in_sight(
    page: Page, live_server: LiveServer, parks: list[Park]
) -> None:
    page.goto(f"{live_server.url}/en/enquiries/new/")
    page.get_by_label("Đông Mai").check()
    page.get_by_label("Search the list of parks").fill("hai")
    seen = page.locator("#park-choices label:visible").all_inner_texts()
    assert sorted(seen) == ["Hải Hà", "Hải Yên", "Đông Mai"]


def test_everything_works_without_scripts(
    browser: Browser, live_server: LiveServer, parks: list[Park]
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/en/enquiries/new/")
    fill(page)
    page.get_by_label("Hải Hà").check()
    page.wait_for_timeout(PATIENCE_MS)
    page.get_by_role("button", name="Send the enquiry").click()
    page.wait_for_url("**/sent/")
    assert [park.name_vi for park in Enquiry.objects.get().parks.all()] == ["Hải Hà"]


def sign_in(page: Page, live_server: LiveServer, client: Client) -> None:
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    name = django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])


@pytest.mark.parametrize("width", [320, 1440])
def test_no_page_of_this_room_shuts_anyone_out(
    page: Page,
    live_server: LiveServer,
    width: int,
    make_enquiry: MakeEnquiry,
    signed_in: Callable[[User], Client],
    lan: User,
    hoa: User,
    park: Park,
) -> None:
    enquiry = make_enquiry(contact_user=lan)
    enquiry.parks.add(park)
    act(enquiry.pk, "reply", by=hoa, now=MONDAY, wish=Wish(body="Yes.", language="en"))
    act(enquiry.pk, "note", by=hoa, now=MONDAY, wish=Wish(body="Inside."))
    page.set_viewport_size({"width": width, "height": 800})
    addresses = {
        lan: ["/en/my/", f"/en/enquiries/{enquiry.reference}/", "/en/enquiries/new/"],
        hoa: ["/admin/work/enquiries/?list=all", f"/admin/work/enquiries/{enquiry.reference}/"],
    }
    found = {}
    for person, pages in addresses.items():
        sign_in(page, live_server, signed_in(person))
        for address in pages:
            page.goto(live_server.url + address)
            results = Axe().run(page)
            if results.violations_count:
                found[address] = results.generate_report()
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found[address] = f"{found.get(address, '')} scrolls sideways at {width}"
    assert not found
