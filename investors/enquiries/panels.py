"""Where rooms above add to an enquiry's page in the admin, without being imported.

A room calls `add_panel` in its own `admin.py`; the enquiry's page shows what the panel returns.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from investors.enquiries.models import Enquiry


@dataclass(frozen=True)
class Link:
    label: Any
    url: str
    detail: Any = ""
    button: bool = False


@dataclass(frozen=True)
class Panel:
    """A titled part beside the enquiry. `links` returns nothing when there is nothing to say."""

    title: Any
    links: Callable[[HttpRequest, Enquiry], Sequence[Link]]


PANELS: list[Panel] = []


def add_panel(panel: Panel) -> None:
    PANELS.append(panel)


def panels_of(request: HttpRequest, enquiry: Enquiry) -> list[tuple[Any, Sequence[Link]]]:
    shown = [(panel.title, panel.links(request, enquiry)) for panel in PANELS]
    return [(title, links) for title, links in shown if links]
