"""Sent in another's name: the holder of the address says whether they sent it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from investors.cases.models import Case
from investors.cases.opening import open_case
from investors.enquiries.models import Enquiry, Message
from investors.procedures.models import ProcedureVersion
from portal.accounts.models import User
from portal.notifications.draining import drain
from portal.notifications.models import Notice
from tests.asking import FORM, SENT, filled
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar", "in_english")]
LAN = "lan@investor.test"
ASKED = "Did you send this?"


class Sent:
    """An enquiry that somebody sent with Lan's address, in their browser, with its secret."""

    def __init__(self) -> None:
        self.browser = Client()
        self.browser.post(FORM, filled())
        page = self.browser.get(SENT).text
        self.secret = re.findall(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){7}", page)[0]
        self.thread = f"/en/enquiries/{self.now.reference}/"
        self.open()

    @property
    def now(self) -> Enquiry:
        return Enquiry.objects.get()

    def open(self) -> int:
        """With the secret, in the browser it was sent from."""
        typed = {"reference": self.now.reference, "secret": self.secret}
        return self.browser.post("/en/track/", typed).status_code

    def answer(self, browser: Client, answer: str) -> int:
        return browser.post(f"{self.thread}whose/", {"answer": answer}).status_code


@pytest.fixture
def sent(desk: object, hoa: User) -> Sent:
    return Sent()


def signs_in() -> Client:
    browser = Client()
    browser.post("/en/accounts/login/", {"login": LAN, "password": PASSWORD})
    return browser


@pytest.fixture
def types_a_code(mailoutbox: list[EmailMessage]) -> Callable[[], Client]:
    def type_it() -> Client:
        browser = Client()
        browser.post("/en/track/lost/", {"email": LAN})
        drain()
        browser.post("/en/track/lost/code/", {"code": mailoutbox[-1].subject[:6]})
        return browser

    return type_it


@pytest.fixture(params=["account", "code"])
def holder(request: Any, sent: Sent, lan: User, types_a_code: Callable[[], Client]) -> Client:
    """Lan's own browser, after she proved that the mailbox is hers."""
    return signs_in() if request.param == "account" else types_a_code()


def test_what_was_sent_with_her_address_is_hers_and_not_yet_confirmed(
    sent: Sent, holder: Client
) -> None:
    assert sent.now.email_proved_at is None
    page = holder.get(sent.thread)
    assert page.status_code == 200
    assert ASKED in page.text
    assert "not confirmed" in page.text


def test_she_says_that_she_sent_it(sent: Sent, holder: Client) -> None:
    assert [sent.answer(holder, "sent") for _click in range(2)] == [302, 302]
    assert sent.now.email_proved_at
    assert sent.now.events.filter(move="proved").count() == 1
    assert ASKED not in holder.get(sent.thread).text
    assert sent.open() == 302
    assert sent.answer(holder, "not_sent") == 404  # it is answered


def test_she_says_that_she_did_not_and_the_sender_is_out(
    sent: Sent, holder: Client, hoa: User, lan: User, procedure: ProcedureVersion
) -> None:
    open_case(sent.now, procedure, by=hoa)
    case = Case.objects.get()
    assert sent.browser.get(sent.thread).status_code == 200
    assert sent.browser.get(f"/en/track/{case.reference}/").status_code == 200
    assert [sent.answer(holder, "not_sent") for _click in range(2)] == [302, 302]
    for page in (sent.thread, f"/en/track/{case.reference}/"):
        assert sent.browser.get(page).status_code == 404
        assert holder.get(page).status_code == 404
    assert sent.open() == 422
    assert sent.browser.post(sent.thread, {"body": "Hello", "seen": 0}).status_code == 404
    assert Message.objects.count() == 1
    told = Notice.objects.filter(kind="enquiry.disowned")
    assert set(told.values_list("address", flat=True)) == {hoa.email}
    signs_in()
    assert (sent.now.contact_user, sent.now.email_proved_at) == (None, None)
    assert sent.answer(holder, "sent") == 404


def test_no_more_mails_go_to_who_did_not_send_it(
    sent: Sent, holder: Client, hoa: User, signed_in: Callable[[User], Client]
) -> None:
    sent.answer(holder, "not_sent")
    before = Notice.objects.filter(address=LAN).count()
    at = f"/admin/work/enquiries/{sent.now.reference}/close/"
    seen = sent.now.events.of_the_thread().count()
    typed = {"close-note": "Not sent by its contact.", "close-seen": seen}
    assert signed_in(hoa).post(at, typed).status_code == 302
    assert sent.now.status == "closed"
    assert Notice.objects.filter(address=LAN).count() == before


def test_the_secret_alone_is_not_asked_and_answers_nothing(
    sent: Sent, minh: User, signed_in: Callable[[User], Client]
) -> None:
    assert ASKED not in sent.browser.get(sent.thread).text
    for stranger in (sent.browser, signed_in(minh), Client()):
        for answer in ("sent", "not_sent", "perhaps"):
            assert sent.answer(stranger, answer) == 404
    assert sent.now.email_proved_at is None
    assert sent.now.secret_hash


def test_an_account_of_another_address_is_not_asked(
    sent: Sent, holder: Client, hoa: User, signed_in: Callable[[User], Client]
) -> None:
    assert sent.answer(signed_in(hoa), "sent") == 404
    assert sent.answer(holder, "sent") == 302
