"""The four answers on top of a thread: who has it, what is next, how long, what must you do."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from investors.enquiries.clock import Clock
from investors.enquiries.desks import name_in_force
from investors.enquiries.models import Enquiry
from portal.accounts.models import User
from portal.languages.templatetags.day import day
from portal.provenance.models import State

NEXT: dict[str, Any] = {
    Enquiry.Status.NEW: _("A person takes it on"),
    Enquiry.Status.TAKEN: _("An official answers here"),
    Enquiry.Status.ANSWERED: _("You read the answer"),
    Enquiry.Status.CLOSED: "",
}


@dataclass(frozen=True)
class Head:
    """What `pieces/case_head.html` shows."""

    who: Any
    who_detail: Any
    next: Any
    next_detail: Any
    left: Any
    left_detail: Any
    must: Any
    must_url: str = "#messages"
    must_label: Any = _("Go to the messages")
    who_to_check: bool = False  # no source gives that name


def head_of(
    enquiry: Enquiry, desk: str, acknowledge: Clock, answer: Clock, *, from_outside: bool = False
) -> Head:
    """Before a person has taken it on, that is the next step, and the answer the one after.

    `from_outside`: on a page that does not hold the thread itself.
    """
    thread = reverse("enquiries:thread", args=[enquiry.reference]) if from_outside else ""
    waiting = enquiry.status == Enquiry.Status.NEW
    coming = acknowledge if waiting else answer
    answered = enquiry.status == Enquiry.Status.ANSWERED
    name = name_in_force(enquiry.desk)
    owned = enquiry.owner is not None and enquiry.acknowledged_at is not None
    return Head(
        who=desk,
        who_detail=_official(enquiry.owner) if owned else _("no official has taken it on yet"),
        next=_by(NEXT[enquiry.status], coming),
        next_detail=_by(_("Then an official answers"), answer) if waiting else "",
        left=_left(coming),
        left_detail=_("Answer: %(left)s") % {"left": _left(answer)} if waiting else "",
        must=_("Read the answer; write back if something is open.") if answered else "",
        must_url=f"{thread}#messages",
        who_to_check=name is not None and name.state == State.UNVERIFIED,
    )


def _official(owner: User | None) -> Any:
    """By name, else in words: an official's address is not for the public."""
    return owner and owner.name or _("an official has taken it on")


def _by(step: Any, clock: Clock) -> Any:
    if clock.done_at or clock.due is None:
        return step
    return format_lazy(_("{step} by {day}"), step=step, day=day(clock.due))


def _left(clock: Clock) -> str:
    return f"{clock.words}: {day(clock.done_at)}" if clock.done_at else clock.words
