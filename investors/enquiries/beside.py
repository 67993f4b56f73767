"""Where rooms above speak on an investor's own pages of this room, without being imported.

A room calls `add_calls` for what waits for a person, shown first on their page, and `add_sequel`
for where an enquiry goes on: its thread then shows that one standing and not a second one. With
`add_disowned` it hears of an enquiry that its contact never sent.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from investors.enquiries.models import Enquiry
from portal.accounts.models import User


@dataclass(frozen=True)
class Call:
    """One thing that waits for the person, with its button."""

    reference: str
    title: str
    url: str
    status: Any
    tone: str  # of `pieces/status.html`
    must: Any
    button: Any = ""
    button_url: str = ""
    demonstration: bool = False


@dataclass(frozen=True)
class Sequel:
    """What an enquiry goes on as."""

    reference: str
    title: str
    url: str
    head: Any  # what `pieces/case_head.html` shows


DISOWNED: list[Callable[[Enquiry], None]] = []
CALLS: list[Callable[[User], Iterable[Call]]] = []
SEQUELS: list[Callable[[Enquiry], Sequel | None]] = []


def add_calls(find: Callable[[User], Iterable[Call]]) -> None:
    CALLS.append(find)


def add_sequel(find: Callable[[Enquiry], Sequel | None]) -> None:
    SEQUELS.append(find)


def add_disowned(withdraw: Callable[[Enquiry], None]) -> None:
    """`withdraw` takes away what the secret of a disowned enquiry opened in that room."""
    DISOWNED.append(withdraw)


def tell_of_disowned(enquiry: Enquiry) -> None:
    for withdraw in DISOWNED:
        withdraw(enquiry)


def calls_for(user: User) -> list[Call]:
    return [call for find in CALLS for call in find(user)]


def sequel_of(enquiry: Enquiry) -> Sequel | None:
    return next((sequel for find in SEQUELS if (sequel := find(enquiry))), None)
