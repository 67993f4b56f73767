"""Whether the holder of an address sent what was sent with it.

Anybody can write another's address into the form. A code typed in the sender's own browser says
both at once (`proving.prove_by_code`); an account that adopts an enquiry, or a code asked for
without the secret, says only whose mailbox it is. Those enquiries stay unconfirmed until the
person has answered.
"""

from datetime import datetime

from django.db import transaction

from investors.enquiries.beside import tell_of_disowned
from investors.enquiries.models import Enquiry, EnquiryEvent
from investors.enquiries.proving import has_proved
from investors.enquiries.telling import event_key, tell_owner_or_desk
from portal.accounts.models import User


def may_answer(enquiry: Enquiry, user: User | None, proved_email: bool) -> bool:
    """`proved_email`: this browser typed a code of the enquiry's address. The secret alone is
    the sender's, whoever that is, and gives no such right."""
    open_question = enquiry.email_proved_at is None and bool(enquiry.secret_hash)
    return open_question and _holds(enquiry, user, proved_email)


@transaction.atomic
def claim(enquiry_pk: int, *, by: User | None, proved_email: bool, now: datetime) -> None:
    """ "I sent this": the address is confirmed, once."""
    enquiry = _locked(enquiry_pk, by, proved_email)
    if not enquiry.secret_hash:
        raise Enquiry.DoesNotExist
    if enquiry.email_proved_at is not None:
        return
    enquiry.email_proved_at = now
    enquiry.save(update_fields=["email_proved_at"])
    _record(enquiry, "proved", by, now)


@transaction.atomic
def disown(enquiry_pk: int, *, by: User | None, proved_email: bool, now: datetime) -> None:
    """ "I did not send this": its secret opens nothing any more, no account has it, and the desk
    is told."""
    enquiry = _locked(enquiry_pk, by, proved_email)
    if enquiry.email_proved_at is not None:
        raise Enquiry.DoesNotExist
    if not enquiry.secret_hash:
        return
    enquiry.secret_hash, enquiry.contact_user = "", None
    enquiry.save(update_fields=["secret_hash", "contact_user"])
    tell_of_disowned(enquiry)
    event = _record(enquiry, "disowned", by, now)
    tell_owner_or_desk(enquiry, "enquiry.disowned", event_key(event))


def _locked(enquiry_pk: int, by: User | None, proved_email: bool) -> Enquiry:
    enquiry = (
        Enquiry.objects.select_for_update(of=("self",))
        .select_related("desk__parent", "owner", "contact_user")
        .get(pk=enquiry_pk)
    )
    if not _holds(enquiry, by, proved_email):
        raise Enquiry.DoesNotExist
    return enquiry


def _holds(enquiry: Enquiry, user: User | None, proved_email: bool) -> bool:
    return proved_email or (
        user is not None
        and user.is_active
        and not user.is_staff
        and has_proved(user, enquiry.contact_email)
    )


def _record(enquiry: Enquiry, move: str, by: User | None, now: datetime) -> EnquiryEvent:
    return EnquiryEvent.objects.create(
        enquiry=enquiry,
        move=move,
        from_status=enquiry.status,
        to_status=enquiry.status,
        actor=by if _holds(enquiry, by, proved_email=False) else None,
        at=now,
    )
