"""Every error page says what happened, what was kept and what to do, and gives words back."""

from collections.abc import Callable

import pytest
from django.test import Client

from portal.accounts.models import User
from tests.cast import MakeEnquiry

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
WORDS = "A long answer that nobody wants to type twice."


def test_a_form_that_was_open_too_long_gives_the_words_back(
    make_enquiry: MakeEnquiry, signed_in: SignIn, hoa: User
) -> None:
    enquiry = make_enquiry()
    client = signed_in(hoa)
    client.handler.enforce_csrf_checks = True
    address = f"/admin/work/enquiries/{enquiry.reference}/reply/"
    answer = client.post(address, {"reply-body": WORDS, "reply-seen": 0})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert WORDS in page
    assert enquiry.messages.count() == 1


def test_an_official_whose_session_ended_keeps_the_words_and_comes_back_to_the_page(
    make_enquiry: MakeEnquiry, signed_in: SignIn, hoa: User
) -> None:
    enquiry = make_enquiry()
    page_of = f"/admin/work/enquiries/{enquiry.reference}/"
    answer = Client().post(f"{page_of}reply/", {"reply-body": WORDS, "reply-seen": 0})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert WORDS in page
    assert "reply" in answer.context["login"]
    assert enquiry.messages.count() == 1
    # Signing in leads to the address of the step, and that to the page with the form.
    assert signed_in(hoa).get(f"{page_of}reply/")["Location"] == page_of


def test_a_message_to_a_thread_that_is_not_open_any_more_is_given_back(
    make_enquiry: MakeEnquiry,
) -> None:
    enquiry = make_enquiry()
    answer = Client().post(f"/en/enquiries/{enquiry.reference}/", {"body": WORDS})
    assert answer.status_code == 404
    assert WORDS in answer.content.decode()
    assert "reference and secret" in answer.content.decode()


def test_the_page_for_other_peoples_work_speaks_plainly(
    signed_in: SignIn, editor: User, hoa: User
) -> None:
    address = "/admin/work/enquiries/"
    answer = signed_in(editor).get(address, headers={"accept-language": "en"})
    assert answer.status_code == 403
    assert "permission" not in answer.content.decode().lower()
    assert signed_in(hoa).get(address).status_code == 200


def test_too_many_messages_wait_and_are_given_back(
    make_enquiry: MakeEnquiry, signed_in: SignIn, lan: User
) -> None:
    enquiry = make_enquiry(contact_user=lan)
    client, thread = signed_in(lan), f"/en/enquiries/{enquiry.reference}/"
    for number in range(60):
        assert client.post(thread, {"body": f"Number {number}", "seen": "0"}).status_code == 302
    answer = client.post(thread, {"body": WORDS, "seen": "0"})
    assert answer.status_code == 429
    assert WORDS in answer.content.decode()


def test_an_address_that_takes_forms_only_says_so_to_a_reader() -> None:
    answer = Client().get("/en/my/messages/read/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "only takes forms" in answer.content.decode()
    assert not answer.cookies
    head = Client().head("/en/my/messages/read/")
    assert head.status_code == 405
    machine = Client().get("/api/v1/cases/status/")
    assert machine.status_code == 405
    assert machine["Content-Type"] == "application/json"


def test_a_page_that_is_only_read_says_so_to_whoever_sends_it_something() -> None:
    answer = Client().post("/en/parks/", {"body": WORDS})
    page = answer.content.decode()
    assert answer.status_code == 405
    assert "only for reading" in page
    assert "only takes forms" not in page
    assert WORDS in page


def test_an_official_who_mistypes_an_address_goes_on_from_the_own_work(
    signed_in: SignIn, hoa: User
) -> None:
    address = "/admin/work/enquiries/YC-2611-NOBODY/"
    answer = signed_in(hoa).get(address)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert 'href="/admin/">' in page
    assert "reference and secret" not in page
    for stranger in ("/en/parks/no-such-park/", "/en/enquiries/YC-2611-NOBODY/"):
        elsewhere = signed_in(hoa).get(stranger)
        assert elsewhere.status_code == 404
        assert 'href="/admin/">' not in elsewhere.content.decode()
        assert "reference and secret" in elsewhere.content.decode()


def test_whoever_asked_too_often_for_a_lost_secret_may_still_open_with_one(
    make_enquiry: MakeEnquiry,
) -> None:
    visitor = Client()
    answers = [
        visitor.post("/en/track/lost/", {"email": f"lan{n}@investor.example"}) for n in range(60)
    ]
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert 'href="/en/track/">Open with reference and secret' in refused.content.decode()
