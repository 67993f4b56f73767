"""Opening the tracking page as an investor does: with the reference and the secret."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from investors.cases.models import Case
from portal.accounts.models import User
from tests.cast import SECRET

TRACK = "/en/track/"
WRONG = SECRET.replace("A", "B")
SignIn = Callable[[User], Client]


def give(client: Client, reference: str, secret: str = SECRET, **headers: Any) -> Any:
    return client.post(TRACK, {"reference": reference, "secret": secret}, **headers)


def page_of(case: Case, language: str = "en") -> str:
    return f"/{language}/track/{case.reference}/"


def without_token(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]
