"""Who is told what, in whose language. No mail carries the text of a message.

An address is anybody's until it is proved, so nothing that the sender of a form typed goes into
a mail to it: no name, no subject, no text. What was written is read in the portal.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from investors.enquiries.models import EmailCode, Enquiry, EnquiryEvent
from portal.accounts.models import User
from portal.accounts.secrets import hash_secret, new_code
from portal.desk.people import Concerned
from portal.notifications.outbox import Recipient, tell

CODE_MINUTES = 30
CONCERNED = Concerned(works="enquiries.answer", decides="enquiries.assign")


def investor_of(enquiry: Enquiry) -> Recipient:
    return Recipient(
        email=enquiry.contact_email, language=enquiry.language, user=enquiry.contact_user
    )


def tell_investor(enquiry: Enquiry, kind: str, event: str, **params: Any) -> None:
    if not enquiry.secret_hash:  # erased, or disowned: its address is not that of the sender
        return
    _tell(enquiry, kind, event, [investor_of(enquiry)], params)


def tell_officials(
    enquiry: Enquiry, kind: str, event: str, people: Iterable[User], **params: Any
) -> None:
    recipients = [Recipient.of(person) for person in people]
    _tell(enquiry, kind, event, recipients, {"subject": enquiry.subject, **params})


def tell_owner_or_desk(enquiry: Enquiry, kind: str, event: str, **params: Any) -> None:
    tell_officials(enquiry, kind, event, CONCERNED.owner_or_desk(enquiry), **params)


# move -> the kind of notice the investor gets; others stay inside the authority
TOLD_TO_INVESTOR = {
    "take": "enquiry.taken",
    "acknowledge": "enquiry.taken",
    "reply": "enquiry.replied",
    "consult": "enquiry.consulting",
    "close": "enquiry.closed",
    "reopen": "enquiry.reopened",
}


def tell_about_move(
    event: EnquiryEvent, name: str, *, from_investor: bool, new_owner: User | None
) -> None:
    """What a step says to whom; to `new_owner` that it is theirs now."""
    enquiry, key = event.enquiry, event_key(event)
    if kind := TOLD_TO_INVESTOR.get(name):
        tell_investor(enquiry, kind, key)
    if from_investor:
        tell_owner_or_desk(enquiry, "enquiry.written", key)
    if new_owner is not None:
        others = CONCERNED.heads(enquiry) if name == "hand_over" else []
        people = {person.pk: person for person in (new_owner, *others)}
        people.pop(event.actor_id or 0, None)
        tell_officials(enquiry, "enquiry.assigned", key, people.values(), owner=str(new_owner))


@transaction.atomic
def send_code(enquiry: Enquiry, now: datetime) -> EmailCode:
    """A new six-digit code to the contact's address; the codes before it stop working."""
    enquiry.codes.filter(expires_at__gt=now).update(expires_at=now)
    code = new_code()
    until = now + timedelta(minutes=CODE_MINUTES)
    row = EmailCode.objects.create(
        enquiry=enquiry,
        code_hash=hash_secret(f"{enquiry.pk}{code}", purpose="e-mail code"),
        expires_at=until,
        created_at=now,
    )
    tell(
        "enquiry.code",
        event=f"enquiry:{enquiry.pk}:code:{row.pk}",
        to=[Recipient(email=enquiry.contact_email, language=enquiry.language)],
        params={"reference": enquiry.reference, "minutes": CODE_MINUTES},
        stream=f"enquiry-code:{enquiry.pk}",
        secret={"code": code},
        secret_until=until,
    )
    return row


@transaction.atomic
def send_address_code(email: str, language: str, now: datetime) -> EmailCode:
    """A new six-digit code to an address that may have sent something, or nothing."""
    code = new_code()
    until = now + timedelta(minutes=CODE_MINUTES)
    row = EmailCode.objects.create(
        email=email,
        code_hash=hash_secret(f"{email}{code}", purpose="address code"),
        expires_at=until,
        created_at=now,
    )
    tell(
        "enquiry.address_code",
        event=f"address-code:{row.pk}",
        to=[Recipient(email=email, language=language)],
        params={"minutes": CODE_MINUTES},
        secret={"code": code},
        secret_until=until,
    )
    return row


def event_key(event: EnquiryEvent) -> str:
    return f"enquiry:{event.enquiry_id}:event:{event.pk}"


def _tell(
    enquiry: Enquiry,
    kind: str,
    event: str,
    recipients: list[Recipient],
    params: dict[str, Any],
) -> None:
    common = {
        "reference": enquiry.reference,
        "answer_due": enquiry.answer_due.isoformat() if enquiry.answer_due else "",
        "acknowledge_due": enquiry.acknowledge_due.isoformat() if enquiry.acknowledge_due else "",
    }
    tell(
        kind,
        event=event,
        to=recipients,
        params={**common, **params},
        stream=f"enquiry:{enquiry.pk}",
    )
