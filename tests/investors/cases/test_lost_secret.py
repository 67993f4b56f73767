"""The secret is lost: a code mailed to the address opens what was sent with it, account or none."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from investors.cases.models import Case
from investors.cases.opening import open_case
from investors.enquiries import allowances
from investors.enquiries.models import EmailCode, Enquiry
from investors.enquiries.sweeps import forget_codes
from investors.enquiries.telling import send_code
from investors.procedures.models import ProcedureVersion
from portal.accounts.models import User
from portal.accounts.privacy import erase_person
from portal.limits import Limit
from portal.notifications.draining import drain
from portal.notifications.models import Delivery
from tests.cast import MakeEnquiry
from tests.investors.cases.tracking import without_token

pytestmark = pytest.mark.django_db
LOST, CODE, OPENED, CLOSE = (
    f"/en/track/{name}/" for name in ("lost", "lost/code", "opened", "close")
)
LAN, NOBODY = "lan@investor.test", "nobody@investor.test"


def ask(client: Client, email: str, **headers: Any) -> Any:
    return client.post(LOST, {"email": email}, **headers)


@pytest.fixture
def mailed(mailoutbox: list[EmailMessage]) -> Callable[[], str]:
    """The code of the newest mail."""

    def code() -> str:
        drain()
        return mailoutbox[-1].subject[:6]

    return code


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_code_opens_every_enquiry_and_case_of_the_address(
    case: Case, make_enquiry: Callable[..., Enquiry], mailed: Callable[[], str]
) -> None:
    assert case.enquiry
    second = make_enquiry(contact_email=LAN)
    of_minh = make_enquiry(contact_email="minh@rival.test")
    browser = Client()
    assert ask(browser, "Lan@Investor.test")["Location"] == CODE
    assert LAN in browser.get(CODE).content.decode()
    answer = browser.post(CODE, {"code": mailed()}, follow=True)
    assert answer.redirect_chain == [(OPENED, 302)]
    page = answer.content.decode()
    for reference in (case.reference, case.enquiry.reference, second.reference):
        assert reference in page
        assert browser.get(f"/en/track/{reference}/").status_code == 200
    assert of_minh.reference not in page
    assert browser.get(f"/en/track/{of_minh.reference}/").status_code == 404
    second.refresh_from_db()
    assert second.email_proved_at is None  # whose mailbox it is, not who sent it
    assert not second.events.exists()
    assert not User.objects.filter(email=LAN).exists()
    assert Client().get(f"/en/track/{second.reference}/").status_code == 404


def test_known_and_unknown_addresses_get_the_same_page_for_the_same_work(
    enquiry: Enquiry, mailed: Callable[[], str]
) -> None:
    seen = []
    for email in (LAN, NOBODY):
        browser = Client()
        with CaptureQueriesContext(connection) as queries:
            answer = ask(browser, email)
        page = browser.get(CODE).content.decode().replace(email, "")
        seen.append((answer.status_code, answer["Location"], len(queries), without_token(page)))
    assert seen[0] == seen[1]
    assert Delivery.objects.count() == 2
    mailed()
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}


def test_an_address_that_sent_nothing_is_told_so_once_it_is_proved(
    enquiry: Enquiry, mailed: Callable[[], str]
) -> None:
    browser = Client()
    ask(browser, NOBODY)
    answer = browser.post(CODE, {"code": mailed()}, follow=True)
    assert answer.redirect_chain == [(LOST, 302)]
    assert "Nothing was sent with this address" in answer.content.decode()
    assert browser.get(OPENED).status_code == 302
    assert Enquiry.objects.count() == 1


def test_five_wrong_codes_and_the_right_one_is_too_late(
    enquiry: Enquiry, mailed: Callable[[], str]
) -> None:
    guessing, lan = Client(), Client()
    ask(lan, LAN)
    code_of_lan = mailed()
    ask(guessing, LAN)
    code = mailed()
    for _number in range(5):
        assert guessing.post(CODE, {"code": other_than(code)}).status_code == 422
    assert guessing.post(CODE, {"code": code}).status_code == 422
    # A code belongs to the browser that asked: nobody uses up or ends that of another.
    assert guessing.post(CODE, {"code": code_of_lan}).status_code == 422
    assert lan.post(CODE, {"code": code_of_lan}).status_code == 302


def test_a_code_works_once_in_its_browser_and_for_half_an_hour(
    enquiry: Enquiry, mailed: Callable[[], str]
) -> None:
    browser = Client()
    ask(browser, LAN)
    code = mailed()
    assert Client().post(CODE, {"code": code})["Location"] == LOST
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert browser.post(CODE, {"code": code})["Location"] == LOST
    ticket = browser.cookies["portal_lost"].value
    assert browser.post(CODE, {"code": code})["Location"] == OPENED
    again = Client()
    again.cookies["portal_lost"] = ticket
    assert again.post(CODE, {"code": code})["Location"] == OPENED  # a double click
    again.cookies["portal_lost"] = ticket
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert again.post(CODE, {"code": code}).status_code == 422


def test_a_forged_ticket_and_the_code_of_an_enquiry_open_nothing(
    enquiry: Enquiry, mailed: Callable[[], str]
) -> None:
    browser = Client()
    ask(browser, LAN)
    mailed()
    send_code(enquiry, timezone.now())
    assert browser.post(CODE, {"code": mailed()}).status_code == 422
    browser.cookies["portal_lost"] = '{"code": 1, "email": "lan@investor.test"}'
    assert browser.get(CODE)["Location"] == LOST


def test_the_code_is_kept_as_a_digest_and_forgotten_after_a_day(
    enquiry: Enquiry, mailed: Callable[[], str]
) -> None:
    ask(Client(), LAN)
    assert mailed() not in str(EmailCode.objects.values().get())
    send_code(enquiry, timezone.now())
    assert forget_codes(timezone.now()) == 0
    assert forget_codes(timezone.now() + timedelta(days=2)) == 1
    assert EmailCode.objects.get().enquiry == enquiry
    ask(Client(), LAN)
    erase_person(LAN)
    assert not EmailCode.objects.filter(email=LAN).exists()


def test_who_floods_a_box_does_not_shut_its_owner_out(db: None) -> None:
    flooding, owner = "192.0.2.1", "192.0.2.9"
    asked = [ask(Client(), LAN, REMOTE_ADDR=flooding).status_code for _number in range(8)]
    assert asked == [302] * 6 + [429] * 2  # five, and the one of a flood
    assert ask(Client(), LAN, REMOTE_ADDR=owner).status_code == 302
    assert ask(Client(), LAN, REMOTE_ADDR=owner).status_code == 429
    assert ask(Client(), NOBODY, REMOTE_ADDR=owner).status_code == 302


def test_refused_asks_of_one_caller_are_nobody_elses_flood(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = Limit("enquiry-lost-all", 12, 3600)
    monkeypatch.setattr(allowances, "LOST_SECRETS_OF_ALL", few)
    flooding = Client(REMOTE_ADDR="192.0.2.66")
    statuses = [ask(flooding, f"box{number}@x.test").status_code for number in range(30)]
    assert statuses == [302] * 10 + [429] * 20
    other = Client(REMOTE_ADDR="192.0.2.77")  # two are left of the dozen
    assert [ask(other, "other@x.test").status_code for _number in range(2)] == [302, 302]


def test_the_page_of_what_was_opened_takes_the_same_queries_for_any_number(
    make_enquiry: MakeEnquiry,
    procedure: ProcedureVersion,
    hoa: User,
    mailed: Callable[[], str],
    django_assert_max_num_queries: Any,
) -> None:
    for _number in range(4):
        open_case(make_enquiry(), procedure, by=hoa)
    browser = Client()
    ask(browser, LAN)
    browser.post(CODE, {"code": mailed()})
    with django_assert_max_num_queries(5):
        page = browser.get(OPENED)
    assert len(page.context["rows"]) == 4


def test_one_caller_asks_ten_times_an_hour(db: None) -> None:
    asking = Client(REMOTE_ADDR="192.0.2.50")
    for number in range(10):
        assert ask(asking, f"box{number}@investor.test").status_code == 302
    assert ask(asking, "box10@investor.test").status_code == 429


@pytest.mark.parametrize("typed", ["", "no address", "lan@đồng.vn", "x" * 300 + "@x.test"])
def test_what_is_no_address_is_refused_and_kept(db: None, typed: str) -> None:
    answer = ask(Client(), typed)
    assert answer.status_code == 422
    assert answer.context["form"]["email"].value() == typed
    assert not EmailCode.objects.exists()


def test_a_person_closes_what_was_opened_on_a_shared_computer(
    enquiry: Enquiry, mailed: Callable[[], str]
) -> None:
    browser = Client()
    ask(browser, LAN)
    browser.post(CODE, {"code": mailed()})
    page = f"/en/track/{enquiry.reference}/"
    assert browser.get(page).status_code == 200
    assert browser.post(CLOSE)["Location"] == "/en/track/"
    assert browser.get(page).status_code == 404


def test_every_page_that_speaks_of_a_lost_secret_leads_there(db: None) -> None:
    for page in ("/en/track/", "/en/enquiries/sent/"):
        assert LOST in Client().get(page).content.decode()
