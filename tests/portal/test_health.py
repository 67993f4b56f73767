"""Two addresses for machines: alive, and able to serve."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.servers import free_port

pytestmark = pytest.mark.django_db


def test_alive_says_so_and_sets_no_cookie(visitor: Client) -> None:
    reply = visitor.get("/healthz")
    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})
    assert not reply.cookies
    assert "no-store" in reply["Cache-Control"]


def test_ready_when_every_part_answers(visitor: Client) -> None:
    reply = visitor.get("/readyz")
    assert reply.status_code == 200
    assert set(reply.json()["parts"].values()) == {"ok"}


def test_a_broker_that_refuses_is_named_and_nothing_else_is_told(
    visitor: Client, settings: Any
) -> None:
    settings.REDIS_URL = f"redis://:hidden-word@127.0.0.1:{free_port()}/0"
    reply = visitor.get("/readyz")
    assert reply.status_code == 503
    assert reply.json()["parts"] == {"database": "ok", "broker": "away", "outbox": "ok"}
    assert b"hidden-word" not in reply.content


def test_a_broker_folder_that_vanished_is_named(
    visitor: Client, settings: Any, tmp_path: Path
) -> None:
    settings.REDIS_URL = ""
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_out": str(tmp_path / "gone")}
    assert visitor.get("/readyz").json()["parts"]["broker"] == "away"


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_neither_takes_a_post(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
