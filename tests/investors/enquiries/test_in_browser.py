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


MOST_TABS = 8


@pytest.mark.parametrize("query", ["", "?park=park-1&park=park-2&park=park-3"])
def test_the_subject_is_a_few_keys_away(
    page: Page, live_server: LiveServer, parks: list[Park], query: str
) -> None:
    page.goto(f"{live_server.url}/en/enquiries/new/{query}")
    page.locator("#main").focus()
    for _number in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "id_subject":
            break
    expect(page.get_by_label("Subject")).to_be_focused()


def test_parks_are_chosen_by_keys_shown_as_chips_and_taken_away_again(
    page: Page, live_server: LiveServer, parks: list[Park]
) -> None:
    page.goto(f"{live_server.url}/en/enquiries/new/?park=park-2")
    chips = page.locator("[data-pick-chosen] label")
    expect(chips).to_have_text(["Đông Mai"])
    fold = page.locator("[data-pick] summary")
    fold.press("Enter")
    page.get_by_label("Hải Yên").press("Space")
    expect(page.get_by_label("Hải Yên")).to_be_focused()  # nothing moves while one chooses
    fold.press("Enter")
    expect(chips).to_have_text(["Đông Mai", "Hải Yên"])
    chips.first.locator("input").press("Space")
    expect(chips).to_have_text(["Hải Yên"])
    expect(fold).to_be_focused()
    page.reload()
    expect(chips).to_have_text(["Đông Mai", "Hải Yên"])  # of the address, and of the draft


def test_parks_are_found_without_accents_and_ticked_ones_stay_in_sight(
    page: Page, live_server: LiveServer, parks: list[Park]
) -> None:
    page.goto(f"{live_server.url}/en/enquiries/new/")
    page.locator("[data-pick] summary").click()
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
    page.locator("[data-pick] summary").click()
    page.get_by_label("Hải Hà").check()
    page.wait_for_timeout(PATIENCE_MS)
    page.get_by_role("button", name="Send the enquiry").click()
    page.wait_for_url("**/sent/")
    assert [park.name_vi for park in Enquiry.objects.get().parks.all()] == ["Hải Hà"]


def test_what_an_official_typed_survives_the_end_of_the_session_and_ends_with_sending(
    page: Page,
    live_server: LiveServer,
    enquiry: Enquiry,
    signed_in: Callable[[User], Client],
    hoa: User,
    console_errors: list[str],
) -> None:
    address = f"{live_server.url}/admin/work/enquiries/{enquiry.reference}/"
    sign_in(page, live_server, signed_in(hoa))
    page.goto(address)
    page.locator("[name=reply-body]").fill("Two parks fit.")
    page.context.clear_cookies(name=django_settings.SESSION_COOKIE_NAME)
    send = page.locator("form[action$='/reply/'] button[type=submit]")
    send.click()
    expect(page.locator(".typed-text")).to_have_text("Two parks fit.")
    console_errors.clear()  # the 403 of that page
    sign_in(page, live_server, signed_in(hoa))
    page.goto(f"{address}reply/")  # where signing in again leads
    page.wait_for_url(address)
    expect(page.locator("[name=reply-body]")).to_have_value("Two parks fit.")
    send.click()
    expect(page.locator(".messagelist")).to_be_visible()
    expect(page.locator("[name=reply-body]")).to_have_value("")


def test_a_refused_step_is_read_first_and_leads_to_its_field(
    page: Page,
    live_server: LiveServer,
    enquiry: Enquiry,
    signed_in: Callable[[User], Client],
    hoa: User,
    console_errors: list[str],
) -> None:
    sign_in(page, live_server, signed_in(hoa))
    page.goto(f"{live_server.url}/admin/work/enquiries/{enquiry.reference}/")
    page.locator("details:has(form[action$='/close/']) summary").click()
    page.locator("form[action$='/close/'] button").click()
    expect(page.locator(".form-errors")).to_be_focused()
    page.locator(".form-errors a").click()
    expect(page.locator("#id_close-note")).to_be_visible()
    assert page.url.endswith("#id_close-note")
    console_errors.clear()  # the 422


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
