"""Where rooms above speak on an investor's own pages of this room, without being imported.

A room calls `add_calls` for what waits for a person, shown first on their page, `add_running` for
what the authority works on, and `add_sequel` for where an enquiry goes on: its thread then shows
that one standing and not a second one, and a closed enquiry that goes on is not among the closed.
With `add_disowned` it hears of an enquiry that its contact never sent.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
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
class Running:
    """One thing of the person's that the authority works on."""

    reference: str
    title: str
    url: str
    status: Any
    tone: str  # of `pieces/status.html`
    opened: datetime
    due: date | None
    late: bool
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
RUNNING: list[Callable[[User], Iterable[Running]]] = []
GOING_ON: list[Callable[[Iterable[Enquiry]], Iterable[int]]] = []
SEQUELS: list[Callable[[Enquiry], Sequel | None]] = []


def add_calls(find: Callable[[User], Iterable[Call]]) -> None:
    CALLS.append(find)


def add_running(find: Callable[[User], Iterable[Running]]) -> None:
    RUNNING.append(find)


def add_sequel(
    find: Callable[[Enquiry], Sequel | None],
    going_on: Callable[[Iterable[Enquiry]], Iterable[int]],
) -> None:
    """`going_on` says the same of many at once: the keys of those that go on."""
    SEQUELS.append(find)
    GOING_ON.append(going_on)


def add_disowned(withdraw: Callable[[Enquiry], None]) -> None:
    """`withdraw` takes away what the secret of a disowned enquiry opened in that room."""
    DISOWNED.append(withdraw)


def tell_of_disowned(enquiry: Enquiry) -> None:
    for withdraw in DISOWNED:
        withdraw(enquiry)


def calls_for(user: User) -> list[Call]:
    return [call for find in CALLS for call in find(user)]


def running_of(user: User) -> list[Running]:
    return [running for find in RUNNING for running in find(user)]


def going_on(enquiries: Iterable[Enquiry]) -> set[int]:
    """The keys of those that go on as something else."""
    return {key for find in GOING_ON for key in find(enquiries)}


def sequel_of(enquiry: Enquiry) -> Sequel | None:
    return next((sequel for find in SEQUELS if (sequel := find(enquiry))), None)
