"""A refusal is a message on the page it came from, or a page of its own; never a circle."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from portal.accounts.models import User
from portal.refusals import RefusalMiddleware, Refused

pytestmark = pytest.mark.django_db
ADDRESS = "/en/my/cases/"
NO = Refused("The case <b>has</b> ended.")


def refused(user: User, method: str, referer: str = "") -> tuple[HttpRequest, HttpResponse]:
    headers: Any = {"Referer": referer} if referer else {}
    request = RequestFactory().generic(method, ADDRESS, headers=headers)
    request.user, request.session = user, SessionStore()
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    answer = RefusalMiddleware(lambda _request: HttpResponse()).process_exception(request, NO)
    assert answer is not None
    return request, answer


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("referer", ["", "https://evil.example/"])
def test_without_a_page_of_ours_to_return_to_it_is_a_page(
    lan: User, method: str, referer: str
) -> None:
    _request, answer = refused(lan, method, referer)
    assert answer.status_code == 409
    assert "The case &lt;b&gt;has&lt;/b&gt; ended." in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_a_page_that_is_refused_is_not_sent_to_itself(lan: User) -> None:
    assert refused(lan, "GET", f"http://testserver{ADDRESS}?page=2")[1].status_code == 409


@pytest.mark.parametrize(
    ("method", "page"), [("POST", ADDRESS), ("POST", "/en/my/"), ("GET", "/en/my/")]
)
def test_the_page_it_came_from_says_the_sentence(lan: User, method: str, page: str) -> None:
    request, answer = refused(lan, method, f"http://testserver{page}")
    assert (answer.status_code, answer["Location"]) == (302, f"http://testserver{page}")
    assert [str(message) for message in get_messages(request)] == ["The case <b>has</b> ended."]
