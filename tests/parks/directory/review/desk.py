"""What an official does at the desk of values to review: open a list, make a step."""

from typing import Any

from django.test import Client

from parks.directory.models import Figure

LIST = "/admin/work/figures/"


def listed(browser: Client, key: str, after: str = "") -> list[int]:
    page = browser.get(LIST, {"list": key, "after": after})
    assert page.status_code == 200
    return [row.pk for row, _left, _take in page.context["rows"]]


def step(browser: Client, figure: Figure, name: str, **fields: Any) -> Any:
    last = figure.events.order_by("-pk").first()
    sent = {"seen": last.pk if last else 0, "why": "looked at it", **fields}
    data = {f"{name}-{key}": value for key, value in sent.items()}
    return browser.post(f"{LIST}{figure.pk}/{name}/", data)
