"""The thread as one list, newest first: messages, and the steps that are worth a line."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from investors.enquiries.models import Enquiry, EnquiryEvent, Message
from investors.enquiries.moves import MOVES
from portal.accounts.models import Role, User

WORDS: dict[str, Any] = {
    "received": _("Received"),
    "proved": _("E-mail address confirmed"),
    "reply": _("Answered"),
    "take": _("A person has taken it on"),
    "acknowledge": _("A person has taken it on"),
    "assign": _("Assigned"),
    "hand_over": _("Handed over"),
    "consult": _("Another agency is asked"),
    "close": _("Closed"),
    "reopen": _("Opened again"),
    "write_again": _("Opened again by the investor"),
    "adopted": _("Linked to the account that confirmed the address"),
    "disowned": _("The holder of the address says: not sent by them"),
    "date_moved": _("The calendar changed: the dates were counted anew"),
    "late_owner": _("The owner was told of the date of the answer"),
    "late_head": _("Late: the head was told"),
    "late_leader": _("Late: the leader was told"),
    "late_acknowledgement": _("Not taken on in time: the head was told"),
}
# The message itself is the line of these.
SILENT = ("note", "write")
# What happens inside the authority stays there, but for who has it and whom it asks.
FOR_INVESTOR = (
    "received",
    "proved",
    "adopted",
    "date_moved",
    "take",
    "acknowledge",
    "consult",
    "close",
    "reopen",
    "write_again",
)


@dataclass(frozen=True)
class Line:
    at: datetime
    title: Any
    who: str
    role: str
    text: str = ""
    language: str = ""
    internal: bool = False
    is_message: bool = False
    from_investor: bool = False


def story_for_investor(enquiry: Enquiry) -> list[Line]:
    messages = enquiry.messages.filter(internal=False).select_related("author")
    events = enquiry.events.filter(move__in=FOR_INVESTOR).select_related("actor")
    return _newest_first(
        [_message(enquiry, message) for message in messages],
        [_event(enquiry, event, for_investor=True) for event in events],
    )


def story_for_officials(enquiry: Enquiry) -> list[Line]:
    return _newest_first(
        [_message(enquiry, message) for message in enquiry.messages.select_related("author")],
        [
            _event(enquiry, event, for_investor=False)
            for event in enquiry.events.exclude(move__in=SILENT).select_related("actor")
        ],
    )


def _newest_first(messages: list[Line], events: list[Line]) -> list[Line]:
    """At one moment the message stands above the step it came with."""
    return sorted([*messages, *events], key=lambda line: (line.at, line.is_message), reverse=True)


def _message(enquiry: Enquiry, message: Message) -> Line:
    from_investor = message.side == Message.Side.INVESTOR
    return Line(
        at=message.created_at,
        title=_("Internal note") if message.internal else _("Message"),
        who=_investor_name(enquiry, message.author) if from_investor else _name(message.author),
        role=str(_("investor") if from_investor else _("official")),
        text=message.body,
        language=message.language,
        internal=message.internal,
        is_message=True,
        from_investor=from_investor,
    )


def _event(enquiry: Enquiry, event: EnquiryEvent, *, for_investor: bool) -> Line:
    move = MOVES.get(event.move)
    note_shown = not for_investor or (move is not None and move.note_shown)
    by_official = bool(event.actor_role)
    return Line(
        at=event.at,
        title=WORDS.get(event.move, event.move),
        who=_name(event.actor) if by_official else "",
        role=str(Role(event.actor_role).label) if by_official else "",
        text=event.note if note_shown else "",
        internal=move is not None and not move.note_shown and bool(event.note),
    )


def _name(official: User | None) -> str:
    """Beside their role; without a name the role alone, never the address."""
    return official.name if official else ""


def _investor_name(enquiry: Enquiry, author: object) -> str:
    return str(author) if author else enquiry.contact_name
