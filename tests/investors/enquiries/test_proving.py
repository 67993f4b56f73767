"""The six-digit code: five tries, half an hour, and never in the way of the enquiry."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from investors.enquiries.models import EmailCode, Enquiry
from investors.enquiries.telling import send_code
from portal.accounts.adopting import adopt_all
from portal.accounts.models import User
from portal.notifications.draining import drain
from tests.asking import FORM, SENT, filled
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


class Codes:
    """The codes that the mails brought, oldest first."""

    def __init__(self, mailbox: list[EmailMessage]) -> None:
        self.mailbox = mailbox

    def __getitem__(self, number: int) -> str:
        drain()
        return [mail.subject[:6] for mail in self.mailbox if mail.subject[:6].isdigit()][number]

    @property
    def wrong(self) -> str:
        """Six digits that are the code of no mail."""
        return f"{(int(self[-1]) + 1) % 1_000_000:06d}"


@pytest.fixture
def codes(mailoutbox: list[EmailMessage]) -> Codes:
    return Codes(mailoutbox)


@pytest.fixture
def lan_browser(desk: object) -> Client:
    """Lan's browser just after sending."""
    client = Client()
    assert client.post(FORM, filled()).status_code == 302
    return client


def test_the_right_code_opens_the_thread(lan_browser: Client, codes: Codes) -> None:
    enquiry = Enquiry.objects.get()
    thread = f"/en/enquiries/{enquiry.reference}/"
    assert lan_browser.get(thread).status_code == 404
    answer = lan_browser.post(SENT, {"code": codes[-1]}, follow=True)
    assert answer.redirect_chain == [(thread, 302)]
    enquiry.refresh_from_db()
    assert enquiry.email_proved_at
    assert Client().get(thread).status_code == 404


def test_spaces_and_dashes_of_a_mail_program_do_not_matter(
    lan_browser: Client, codes: Codes
) -> None:
    spaced = f" {codes[-1][:3]}-{codes[-1][3:]} "
    assert lan_browser.post(SENT, {"code": spaced}).status_code == 302


def test_five_wrong_codes_and_even_the_right_one_is_too_late(
    lan_browser: Client, codes: Codes
) -> None:
    for _number in range(5):
        assert lan_browser.post(SENT, {"code": codes.wrong}).status_code == 422
    assert lan_browser.post(SENT, {"code": codes[-1]}).status_code == 422
    assert Enquiry.objects.get().email_proved_at is None


def test_the_tries_that_are_left_are_counted_in_words(lan_browser: Client, codes: Codes) -> None:
    said = [
        lan_browser.post(SENT, {"code": codes.wrong}).context["form"].errors["code"][0]
        for _number in range(4)
    ]
    assert said[0] == "That is not the code. 4 tries are left."
    assert said[3] == "That is not the code. 1 try is left."


def test_a_new_code_replaces_the_one_before(lan_browser: Client, codes: Codes) -> None:
    lan_browser.post("/en/enquiries/sent/new-code/")
    assert lan_browser.post(SENT, {"code": codes[0]}).status_code == 422
    assert lan_browser.post(SENT, {"code": codes[1]}).status_code == 302


def test_the_right_code_again_opens_the_thread_again_and_proves_once(
    lan_browser: Client, codes: Codes
) -> None:
    """A double click, whose second request still has the cookies of before; and the back button."""
    second_click = Client()
    second_click.cookies = SimpleCookie(lan_browser.cookies.output(header="", sep=";"))
    thread = f"/en/enquiries/{Enquiry.objects.get().reference}/"
    for browser in (lan_browser, second_click, lan_browser):
        answer = browser.post(SENT, {"code": codes[0]})
        assert (answer.status_code, answer["Location"]) == (302, thread)
        assert browser.get(thread).status_code == 200
    assert Enquiry.objects.get().events.filter(move="proved").count() == 1


def test_a_used_code_is_still_guessed_five_times_at_most(lan_browser: Client, codes: Codes) -> None:
    lan_browser.post(SENT, {"code": codes[0]})
    for _number in range(5):
        assert lan_browser.post(SENT, {"code": codes.wrong}).status_code == 422
    assert lan_browser.post(SENT, {"code": codes[0]}).status_code == 422


def test_the_last_try_pressed_twice_opens_the_thread_both_times(
    lan_browser: Client, codes: Codes
) -> None:
    for _number in range(4):
        lan_browser.post(SENT, {"code": codes.wrong})
    for _number in range(2):
        assert lan_browser.post(SENT, {"code": codes[-1]}).status_code == 302


def test_a_used_up_code_leads_on_to_a_new_one(lan_browser: Client, codes: Codes) -> None:
    for _number in range(5):
        answer = lan_browser.post(SENT, {"code": codes.wrong})
    for page in (answer, lan_browser.get(SENT)):
        text = page.content.decode()
        assert 'name="code"' not in text
        assert re.search(r'action="/en/enquiries/sent/new-code/">.*?class="button"', text, re.S)
        assert "At most 5 are sent in an hour" in text
    again = lan_browser.post("/en/enquiries/sent/new-code/", follow=True)
    assert 'name="code"' in again.content.decode()
    assert lan_browser.post(SENT, {"code": codes[-1]}).status_code == 302


def test_a_code_is_too_old_after_half_an_hour(lan_browser: Client, codes: Codes) -> None:
    code = codes[-1]
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert lan_browser.post(SENT, {"code": code}).status_code == 422


def test_without_having_sent_the_form_there_is_nothing_to_prove(
    lan_browser: Client, codes: Codes
) -> None:
    assert Client().post(SENT, {"code": codes[0]}).status_code == 404
    assert Client().post("/en/enquiries/sent/new-code/").status_code == 404


def test_the_code_of_one_enquiry_proves_no_other(
    lan_browser: Client, make_enquiry: Callable[..., Enquiry], codes: Codes
) -> None:
    other = make_enquiry(contact_email="minh@rival.test")
    send_code(other, timezone.now())
    assert lan_browser.post(SENT, {"code": codes[1]}).status_code == 422


def test_new_codes_are_sent_five_times_an_hour(lan_browser: Client) -> None:
    for _number in range(5):
        assert lan_browser.post("/en/enquiries/sent/new-code/").status_code == 302
    assert EmailCode.objects.count() == 5  # the form's mail was the first to this box
    answer = lan_browser.post("/en/enquiries/sent/new-code/")
    assert answer.status_code == 429
    assert answer["Retry-After"]
    page = answer.content.decode()
    assert 'name="code"' in page  # the last one sent still works
    assert "You can ask for another in" in page
    assert lan_browser.get("/en/enquiries/sent/new-code/")["Location"] == SENT


def test_the_code_is_kept_as_a_digest_only(lan_browser: Client, codes: Codes) -> None:
    row = EmailCode.objects.values().get()
    assert codes[0] not in json.dumps(row, default=str)


def test_wrong_codes_cost_the_same_queries_whether_or_not_one_is_in_force(
    lan_browser: Client, codes: Codes
) -> None:
    wrong = codes.wrong
    with CaptureQueriesContext(connection) as in_force:
        lan_browser.post(SENT, {"code": wrong})
    EmailCode.objects.update(tries_left=0)
    with CaptureQueriesContext(connection) as none_left:
        lan_browser.post(SENT, {"code": wrong})
    assert len(in_force) == len(none_left)


def test_an_account_adopts_what_was_sent_from_its_proved_address(
    make_enquiry: Callable[..., Enquiry], lan: User, signed_in: Callable[[User], Client]
) -> None:
    enquiry = make_enquiry(contact_email="lan@investor.test")
    others = make_enquiry(contact_email="minh@rival.test")
    long_ago = timezone.now() - timedelta(days=9)
    proved = make_enquiry(contact_email="lan@investor.test", email_proved_at=long_ago)
    assert enquiry.reference not in signed_in(lan).get("/en/my/").content.decode()  # reads only
    answer = Client().post("/en/accounts/login/", {"login": lan.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert adopt_all(lan, timezone.now()) == 0  # once is all
    page = signed_in(lan).get("/en/my/").content.decode()
    assert enquiry.reference in page
    assert others.reference not in page
    enquiry.refresh_from_db()
    proved.refresh_from_db()
    assert enquiry.contact_user == proved.contact_user == lan
    assert enquiry.email_proved_at is None  # that she sent it, she says herself
    assert proved.email_proved_at == long_ago
    assert enquiry.events.get().move == "adopted"


def test_one_box_gets_few_codes_however_many_forms_ask(desk: object) -> None:
    for number in range(7):
        browser = Client(REMOTE_ADDR=f"198.51.100.{number}")
        browser.post(FORM, filled())
        browser.post("/en/enquiries/sent/new-code/")
    assert Enquiry.objects.count() == 7
    assert EmailCode.objects.count() == 5
