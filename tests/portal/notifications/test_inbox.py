"""The page of messages: one's own, in the language of the page, read by a press of a button."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import User
from portal.notifications.inbox import PAGE, unread_count
from portal.notifications.models import Notice
from portal.notifications.outbox import Recipient, tell

SignedIn = Callable[[User], Client]
INBOX, READ = "/en/my/messages/", "/en/my/messages/read/"


def tell_often(user: User, count: int, start: int = 0) -> None:
    for number in range(start, start + count):
        tell(
            "portal.letter",
            event=f"e:{number}",
            to=[Recipient(user.email, "en", user)],
            params={"subject": f"Step {number}.", "text": "Read it:\nhttp://localhost:8000/en/"},
        )


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    for answer in (client.get(INBOX), client.post(READ, {"up_to": "1"})):
        assert answer.status_code == 302
        assert "/accounts/login/" in answer["Location"]


def test_lan_reads_what_she_was_told_newest_first(lan: User, signed_in: SignedIn) -> None:
    tell_often(lan, 2)
    page = signed_in(lan).get(INBOX).content.decode()
    assert page.index("Step 1.") < page.index("Step 0.")
    assert 'href="http://localhost:8000/en/"' in page
    assert "2 unread" in page


def test_minh_sees_nothing_of_it(lan: User, minh: User, signed_in: SignedIn) -> None:
    tell_often(lan, 1)
    assert "Step 0." not in signed_in(minh).get(INBOX).content.decode()
    signed_in(minh).post(READ, {"up_to": str(Notice.objects.latest("pk").pk)})
    assert unread_count(lan) == 1


def test_reading_marks_what_was_on_the_page_and_nothing_newer(
    lan: User, signed_in: SignedIn
) -> None:
    tell_often(lan, 2)
    shown = Notice.objects.visible_to(lan).latest("pk").pk
    tell_often(lan, 1, start=2)
    answer = signed_in(lan).post(READ, {"up_to": str(shown)})
    assert answer.status_code == 302
    unread = Notice.objects.visible_to(lan).unread()
    assert [notice.params["subject"] for notice in unread] == ["Step 2."]


def test_looking_is_not_reading(lan: User, signed_in: SignedIn) -> None:
    tell_often(lan, 1)
    signed_in(lan).get(INBOX)
    assert signed_in(lan).get(READ).status_code == 405
    assert unread_count(lan) == 1


@pytest.mark.parametrize("typed", ["", "x", "-1", "9" * 30, "9" * 19, "٣", "1;drop"])
def test_a_number_that_is_none_breaks_nothing(lan: User, signed_in: SignedIn, typed: str) -> None:
    assert signed_in(lan).get(INBOX, {"before": typed}).status_code == 200
    assert signed_in(lan).post(READ, {"up_to": typed}).status_code == 302


def test_older_messages_are_a_page_further(lan: User, signed_in: SignedIn) -> None:
    tell_often(lan, PAGE + 1)
    first = signed_in(lan).get(INBOX)
    assert "Step 0." not in first.content.decode()
    older = first.context["pages"]["next"]
    assert "Step 0." in signed_in(lan).get(older).content.decode()


def test_the_page_costs_the_same_however_much_there_is(lan: User, signed_in: SignedIn) -> None:
    browser, costs = signed_in(lan), []
    for start in (0, 10):
        tell_often(lan, 10, start)
        with CaptureQueriesContext(connection) as queries:
            browser.get(INBOX)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 5


def test_unread_are_counted_once_a_request_and_not_beyond_a_hundred(lan: User) -> None:
    tell_often(lan, 120)
    with CaptureQueriesContext(connection) as queries:
        assert [unread_count(lan), unread_count(lan)] == [100, 100]
    assert len(queries) == 1
