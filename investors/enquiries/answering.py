"""Walking the table of moves: one function changes an enquiry, writes its history and tells."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from investors.enquiries.drawing import check_drawn, check_unchanged, digests_of_wish, made_before
from investors.enquiries.models import Enquiry, EnquiryEvent, Message
from investors.enquiries.moves import (
    AGENCY,
    ANSWERED,
    BODY,
    CLOSED,
    INVESTOR,
    MOVES,
    NOTE,
    PERSON,
    TAKEN,
    Move,
    investor_move,
    is_open,
)
from investors.enquiries.norms import DATE_FIELDS, set_due_dates
from investors.enquiries.telling import tell_about_move
from portal.accounts.models import OFFICIAL_ROLES, Organisation, User
from portal.accounts.roles import may, roles_in
from portal.desk.drawing import plain
from portal.desk.people import people_of
from portal.refusals import Refused

REOPEN_DAYS = 30  # after closing; later a new enquiry keeps the record readable

# What a move may change of an enquiry.
CHANGED = (
    "status",
    "owner",
    "consulted",
    "acknowledged_at",
    "answered_at",
    "closed_at",
    *DATE_FIELDS,
)


@dataclass(frozen=True)
class Wish:
    """What the form of a move may carry; the table says which of it is needed."""

    body: str = ""
    note: str = ""
    person: User | None = None
    agency: Organisation | None = None
    language: str = "vi"


MISSING = {
    BODY: _("Write the message first."),
    NOTE: _("This step needs a note."),
    PERSON: _("Choose who takes it over."),
    AGENCY: _("Choose the agency that is asked."),
}


def act(
    enquiry_pk: int,
    name: str,
    *,
    by: User,
    now: datetime,
    wish: Wish | None = None,
    seen: int | None = None,
) -> EnquiryEvent:
    """An official's move. `Refused` says why not; an enquiry they may not see does not exist.

    `seen`: the count of steps on the page that was clicked; the same click again gets the first
    event, and another one from a page that is no longer true is refused.
    """
    wish = wish or Wish()
    with transaction.atomic():
        enquiry = _locked(enquiry_pk)
        if not Enquiry.objects.visible_to(by).filter(pk=enquiry_pk).exists():
            raise Enquiry.DoesNotExist
        move = MOVES.get(name)
        if move is None or move.who == INVESTOR:
            raise Refused(_("There is no such step."))
        digests = [""]
        if seen is not None:
            digests = digests_of_wish(seen, name, by, **plain(wish))
            if event := made_before(enquiry, digests):
                return event
            check_unchanged(enquiry, seen)
        if not is_open(move, by, enquiry):
            raise Refused(_why_not(move, enquiry))
        return _walk(enquiry, name, move, by, wish, now, digests[0])


def write_as_investor(
    enquiry_pk: int,
    body: str,
    *,
    by: User | None,
    proved: bool,
    now: datetime,
    seen: int | None = None,
) -> EnquiryEvent:
    """A message of the person whose enquiry it is; for a stranger there is none.

    `proved`: they showed the secret of this enquiry or the code of its address. `seen` as for
    officials, but for one thing: what changed meanwhile keeps nobody from writing.
    """
    with transaction.atomic():
        enquiry = _locked(enquiry_pk)
        if not (proved and enquiry.secret_hash) and not is_writer(enquiry, by):
            raise Enquiry.DoesNotExist
        digests = [""]
        if seen is not None:
            digests = digests_of_wish(seen, INVESTOR, by, body=body)
            if event := made_before(enquiry, digests):
                return event
            check_drawn(enquiry, seen)
        if enquiry.closed_at and now - enquiry.closed_at > timedelta(days=REOPEN_DAYS):
            raise Refused(
                format_lazy(
                    _("It was closed more than {days} days ago. Please send a new enquiry."),
                    days=REOPEN_DAYS,
                )
            )
        name = investor_move(enquiry)
        wish = Wish(body=body, language=enquiry.language)
        return _walk(enquiry, name, MOVES[name], by, wish, now, digests[0])


def is_writer(enquiry: Enquiry, user: User | None) -> bool:
    """Who owns the enquiry, or writes for its company; no official."""
    if user is None or not user.is_active or user.is_staff:
        return False
    return enquiry.contact_user_id == user.pk or (
        enquiry.organisation_id is not None and may(user, "own.write", enquiry.organisation_id)
    )


def _locked(enquiry_pk: int) -> Enquiry:
    return (
        Enquiry.objects.select_for_update(of=("self",))
        .select_related("desk__parent", "owner", "contact_user", "norm")
        .get(pk=enquiry_pk)
    )


def _why_not(move: Move, enquiry: Enquiry) -> object:
    if enquiry.owner and (move.only_unowned or move.only_owner):
        return format_lazy(_("{owner} has this enquiry."), owner=str(enquiry.owner))
    if enquiry.status not in move.sources:
        return format_lazy(
            _("This step is no longer open: the enquiry is now “{status}”."),
            status=enquiry.get_status_display(),
        )
    return _("Your role does not allow this step.")


def _walk(
    enquiry: Enquiry,
    name: str,
    move: Move,
    by: User | None,
    wish: Wish,
    now: datetime,
    digest: str,
) -> EnquiryEvent:
    for need in move.needs:
        if not getattr(wish, need):
            raise Refused(MISSING[need])
    event = EnquiryEvent(
        enquiry=enquiry,
        move=name,
        from_status=enquiry.status,
        to_status=move.target or enquiry.status,
        actor=by,
        actor_role="" if move.who == INVESTOR else role_of(by, enquiry.desk_id),
        note=wish.note,
        at=now,
        wish=digest,
    )
    if BODY in move.needs:
        _add_message(enquiry, name, move, by, wish, now)
    _change(enquiry, name, move, by, wish, now)
    enquiry.save(update_fields=CHANGED)
    event.save()
    person = wish.person if PERSON in move.needs else None
    tell_about_move(event, name, from_investor=move.who == INVESTOR, new_owner=person)
    return event


def _change(
    enquiry: Enquiry, name: str, move: Move, by: User | None, wish: Wish, now: datetime
) -> None:
    opened_again = move.target == TAKEN and enquiry.status in (ANSWERED, CLOSED)
    if move.target is not None:
        enquiry.status = move.target
        enquiry.acknowledged_at = enquiry.acknowledged_at or now
        enquiry.closed_at = now if move.target == CLOSED else None
        if move.who != INVESTOR:
            enquiry.owner = enquiry.owner or by
    if move.target == ANSWERED:
        enquiry.answered_at = now
    if opened_again:
        enquiry.consulted = None
        set_due_dates(enquiry, now)
    if name == "consult":
        enquiry.consulted = wish.agency
        set_due_dates(enquiry, enquiry.clock_from)
    if PERSON in move.needs and wish.person:
        able = people_of(enquiry.desk, "enquiries.answer")
        if wish.person not in able:
            raise Refused(_("This person does not answer enquiries at this desk."))
        if wish.person == enquiry.owner:
            raise Refused(format_lazy(_("{owner} has this enquiry."), owner=str(enquiry.owner)))
        enquiry.owner = wish.person


def _add_message(
    enquiry: Enquiry, name: str, move: Move, by: User | None, wish: Wish, now: datetime
) -> None:
    from_investor = move.who == INVESTOR
    Message.objects.create(
        enquiry=enquiry,
        side=Message.Side.INVESTOR if from_investor else Message.Side.OFFICIAL,
        author=by,
        body=wish.body,
        language=wish.language,
        internal=name == "note",
        created_at=now,
    )


def role_of(user: User | None, desk: int) -> str:
    """The role a person speaks in at a desk; the first of the table that they hold there."""
    held = roles_in(user).get(desk, ()) if user is not None else ()
    return next((role for role in OFFICIAL_ROLES if role in held), "")
