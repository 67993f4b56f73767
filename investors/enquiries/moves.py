"""The table of moves: from where, to where, who may, and what each needs.

`answering.py` walks it; the officials' page draws its buttons and forms from it. A target of
`None` leaves the status as it is. Nothing else writes a status.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from investors.enquiries.models import Enquiry
from portal.accounts.models import User
from portal.accounts.roles import may

NEW, TAKEN = Enquiry.Status.NEW, Enquiry.Status.TAKEN
ANSWERED, CLOSED = Enquiry.Status.ANSWERED, Enquiry.Status.CLOSED

# What a move may ask for; each is a field of the move's form.
BODY, NOTE, PERSON, AGENCY = "body", "note", "person", "agency"

INVESTOR = "investor"  # in place of a right: the person whose enquiry it is


@dataclass(frozen=True)
class Move:
    label: Any
    sources: tuple[str, ...]
    target: str | None
    who: str  # a right of `portal.accounts.roles.ROLES`, or INVESTOR
    needs: tuple[str, ...] = ()
    hint: Any = ""
    note_shown: bool = False  # the investor reads the note
    only_owner: bool = False
    only_unowned: bool = False
    primary: bool = False


MOVES: dict[str, Move] = {
    "take": Move(
        _("Take it"),
        (NEW,),
        TAKEN,
        "enquiries.answer",
        hint=_("You become the owner, and the investor reads that a person has it."),
        only_unowned=True,
        primary=True,
    ),
    "acknowledge": Move(
        _("Start on it"),
        (NEW,),
        TAKEN,
        "enquiries.answer",
        hint=_("It was assigned to you. The investor reads that a person has it."),
        only_owner=True,
        primary=True,
    ),
    "reply": Move(
        pgettext_lazy("button", "Send the reply"),
        (NEW, TAKEN, ANSWERED),
        ANSWERED,
        "enquiries.answer",
        (BODY,),
        hint=_("The investor reads it in the portal and is told by e-mail."),
        primary=True,
    ),
    "note": Move(
        _("Keep an internal note"),
        (NEW, TAKEN, ANSWERED, CLOSED),
        None,
        "enquiries.read",
        (BODY,),
        hint=_("Only officials read it."),
    ),
    "consult": Move(
        _("Ask another agency"),
        (NEW, TAKEN),
        TAKEN,
        "enquiries.answer",
        (AGENCY, NOTE),
        hint=_("The longer response time applies. The investor reads whom you ask, and why."),
        note_shown=True,
    ),
    "assign": Move(
        _("Assign"),
        (NEW, TAKEN),
        None,
        "enquiries.assign",
        (PERSON,),
        hint=_("The new owner is told."),
    ),
    "hand_over": Move(
        _("Hand over"),
        (TAKEN,),
        None,
        "enquiries.answer",
        (PERSON, NOTE),
        hint=_("Say why. The new owner and the head read it."),
        only_owner=True,
    ),
    "close": Move(
        _("Close"),
        (NEW, TAKEN, ANSWERED),
        CLOSED,
        "enquiries.answer",
        (NOTE,),
        hint=_("One sentence on the outcome. The investor reads it."),
        note_shown=True,
    ),
    "reopen": Move(
        _("Open again"),
        (ANSWERED, CLOSED),
        TAKEN,
        "enquiries.answer",
        (NOTE,),
        hint=_("The response time starts anew. The investor reads why."),
        note_shown=True,
    ),
    "write": Move(
        pgettext_lazy("button", "Send the message"), (NEW, TAKEN), None, INVESTOR, (BODY,)
    ),
    "write_again": Move(
        pgettext_lazy("button", "Send and open again"),
        (ANSWERED, CLOSED),
        TAKEN,
        INVESTOR,
        (BODY,),
        hint=_("The enquiry is opened again under the same reference."),
    ),
}


def moves_open_to(user: User, enquiry: Enquiry) -> dict[str, Move]:
    """The moves this official may make now, in the order of the table.

    Seeing is asked first by the caller (`visible_to`); this says what one may do with it.
    """
    return {name: move for name, move in MOVES.items() if is_open(move, user, enquiry)}


def is_open(move: Move, user: User, enquiry: Enquiry) -> bool:
    return (
        enquiry.status in move.sources
        and move.who != INVESTOR
        and may(user, move.who, enquiry.desk_id)
        and not (move.only_owner and enquiry.owner_id != user.pk)
        and not (move.only_unowned and enquiry.owner_id is not None)
    )


def investor_move(enquiry: Enquiry) -> str:
    """The one move of the person whose enquiry it is: writing, which may open it again."""
    return "write" if enquiry.status in MOVES["write"].sources else "write_again"
