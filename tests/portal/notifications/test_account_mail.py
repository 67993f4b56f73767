"""Mails of the sign-in library leave through the outbox: sealed, and when the server is back."""

import re
from typing import Any

import pytest
from django.test import Client

from portal.accounts.models import User
from portal.notifications.draining import drain
from portal.notifications.models import Delivery, Notice
from tests.portal.notifications.sinks import Sink
from tests.servers import free_port

ASK = "/en/accounts/login/code/"


def test_lan_signs_in_with_a_mailed_code(lan: User, client: Client, sink: Sink) -> None:
    assert client.post(ASK, {"email": lan.email}).status_code == 302
    assert Notice.objects.get().params == {}
    assert drain() == 1
    mail = sink.mails()[0]
    text = mail.get_body(("plain",))
    assert text is not None
    assert "localhost" not in mail["Subject"]
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", text.get_content(), re.M)
    assert code, text.get_content()
    client.post("/en/accounts/login/code/confirm/", {"code": code[1]})
    assert client.session["_auth_user_id"] == str(lan.pk)
    assert Delivery.objects.get().sealed is None


def test_a_mail_server_that_is_away_costs_the_click_nothing(
    lan: User, client: Client, sink: Sink, settings: Any
) -> None:
    settings.EMAIL_PORT, there = free_port(), settings.EMAIL_PORT
    assert client.post(ASK, {"email": lan.email}).status_code == 302
    settings.EMAIL_PORT = there
    assert drain() == 1


@pytest.mark.parametrize("email", ["lan@investor.test", "nobody@investor.test"])
@pytest.mark.parametrize("door", ["password/reset", "signup", "login/code"])
def test_every_link_leads_to_this_site_whatever_host_was_asked(
    lan: User, client: Client, sink: Sink, settings: Any, door: str, email: str
) -> None:
    settings.SITE_URL = "https://portal.test"
    settings.ALLOWED_HOSTS = [".portal.test"]
    asked = {"email": email, "password1": "a-long-word-of-mallory"}
    client.post(f"/en/accounts/{door}/", asked, headers={"host": "old.portal.test"})
    assert drain() == 1
    text = sink.mails()[0].get_body(("plain",))
    assert text is not None
    links = re.findall(r"https?://[\w.:-]*\w", text.get_content())
    assert set(links) <= {"https://portal.test"}
    assert links or "code" in text.get_content()


def test_the_link_of_a_reset_opens(lan: User, client: Client, sink: Sink) -> None:
    client.post("/en/accounts/password/reset/", {"email": lan.email})
    drain()
    text = sink.mails()[0].get_body(("plain",))
    assert text is not None
    link = re.search(r"http://localhost:8000(/\S*/key/\S+)", text.get_content())
    assert link, text.get_content()
    page = client.get(link[1], follow=True)
    assert "password1" in page.context["form"].fields
