"""Mails of the sign-in library leave through the outbox: sealed, and when the server is back."""

import re
from typing import Any

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
