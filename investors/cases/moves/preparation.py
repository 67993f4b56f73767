"""Moves of a case in preparation, and of who has it. No national status, no receipt, no term."""

from django.utils.translation import gettext_lazy as _

from investors.cases.models import OPEN_STATUSES, Status
from investors.cases.moves.kinds import (
    ANYONE,
    AT,
    CODE,
    DECIDE,
    DESK,
    DUE,
    NOTE,
    OPEN,
    PAPERS,
    PERSON,
    Move,
)

S = Status
PREPARED = (S.PREPARING, S.CHECKING, S.READY)

PREPARATION: dict[str, Move] = {
    "start_check": Move(
        _("Start the pre-check"),
        _("An official checks the papers"),
        (S.PREPARING,),
        S.CHECKING,
        (OPEN,),
        hint=_("For when the papers have come. This is no receipt and starts no legal term."),
        primary=True,
    ),
    "ask_papers": Move(
        _("Ask for papers"),
        _("Papers are missing"),
        (S.CHECKING, S.READY),
        S.PREPARING,
        (OPEN,),
        needs=(PAPERS,),
        takes=(NOTE,),
        told="case.papers_missing",
        hint=_("One list of everything that is missing, so that one answer is enough."),
        note_shown=True,
    ),
    "mark_ready": Move(
        _("Mark it ready to file"),
        _("Ready to file on the National Portal"),
        (S.CHECKING,),
        S.READY,
        (OPEN,),
        takes=(NOTE,),
        told="case.ready",
        hint=_("The investor is told to file it on the National Public Service Portal."),
        note_shown=True,
        primary=True,
    ),
    "link": Move(
        _("Link the application as filed"),
        _("Filed on the National Portal"),
        PREPARED,
        S.SUBMITTED,
        DESK,
        needs=(CODE,),
        takes=(AT,),
        told="case.linked",
        hint=_("It has a national code and waits to be received. From here it follows that file."),
    ),
    "link_received": Move(
        _("Link the application as received"),
        _("Received by the one-stop desk"),
        PREPARED,
        S.RECEIVED,
        DESK,
        needs=(CODE,),
        takes=(AT, DUE),
        form="01",
        told="case.received",
        hint=_("It has a national code and an appointment slip. Give the slip's date."),
        primary=True,
    ),
    "drop": Move(
        _("End the preparation"),
        _("Preparation ended"),
        PREPARED,
        S.DROPPED,
        (OPEN,),
        needs=(NOTE,),
        told="case.dropped",
        hint=_("The investor reads why."),
        note_shown=True,
    ),
}

OWNING: dict[str, Move] = {
    "take": Move(
        _("Take it"),
        _("A person has it"),
        OPEN_STATUSES,
        None,
        ANYONE,
        hint=_("You become the owner."),
        only_unowned=True,
    ),
    "assign": Move(
        _("Assign"),
        _("Assigned"),
        OPEN_STATUSES,
        None,
        (DECIDE,),
        needs=(PERSON,),
        hint=_("The new owner is told."),
    ),
    "pass_on": Move(
        _("Pass it on"),
        _("Passed to another official"),
        OPEN_STATUSES,
        None,
        ANYONE,
        needs=(PERSON, NOTE),
        hint=_("Say why. Only officials read it; the new owner is told."),
        only_owner=True,
    ),
}
