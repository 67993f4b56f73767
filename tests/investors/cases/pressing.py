"""Reading and pressing the pages of the desk as an official does."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from investors.cases.models import Case
from portal.accounts.models import User

LIST = "/admin/work/cases/"
SignIn = Callable[[User], Client]


def references(client: Client, address: str) -> list[str]:
    return [row.reference for row, _left, _take in client.get(address).context["rows"]]


def page_of(case: Case) -> str:
    return f"{LIST}{case.reference}/"


def press(client: Client, case: Case, name: str, **fields: Any) -> Any:
    case.refresh_from_db()
    data = {"seen": case.event_count, **fields}
    return client.post(
        f"{page_of(case)}{name}/", {f"{name}-{field}": value for field, value in data.items()}
    )
