"""Taking an enquiry in: accepted at once, whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from investors.enquiries.consent import CURRENT
from investors.enquiries.desks import desk_for
from investors.enquiries.models import Enquiry, EnquiryEvent, Message
from investors.enquiries.norms import norm_on, set_due_dates
from investors.enquiries.proving import has_proved
from investors.enquiries.telling import (
    event_key,
    send_code,
    tell_investor,
    tell_officials,
)
from investors.enquiries.tokens import digest_of_form, secret_of_form
from investors.procedures.models import Procedure
from parks.directory.models import Park
from portal.accounts.models import Organisation, OrganisationKind, User
from portal.accounts.roles import bodies_where
from portal.accounts.secrets import hash_secret, new_reference
from portal.desk.people import people_of

PREFIX = "YC"  # yêu cầu
TRIES = 3


@dataclass(frozen=True)
class Asked:
    """What was sent, checked by the form."""

    kind: str
    subject: str
    body: str
    name: str
    email: str
    language: str
    company: str = ""
    country: str = ""
    phone: str = ""
    sector: str = ""
    parks: Sequence[Park] = ()
    procedure: Procedure | None = None
    consent_version: str = CURRENT

    def identity(self) -> dict[str, object]:
        return {**vars(self), "parks": sorted(park.slug for park in self.parks)}


@dataclass(frozen=True)
class Accepted:
    enquiry: Enquiry
    secret: str
    again: bool  # the same form had been accepted before


def receive_enquiry(
    asked: Asked, *, nonce: str, user: User | None, now: datetime, may_mail: bool = True
) -> Accepted:
    """Accepts the enquiry, or finds the one this very form made before.

    `may_mail` is false when the address was sent many mails lately: the enquiry counts as
    well, its receipt and code are not mailed.
    """
    digest = digest_of_form(nonce, asked.identity())
    secret = secret_of_form(nonce, digest)
    tries_left = TRIES
    while True:
        kept = Enquiry.objects.filter(form_digest=digest).first()
        if kept:
            return Accepted(kept, secret, again=True)
        try:
            with transaction.atomic():
                enquiry = _create(asked, digest, secret, user, now)
                _tell_about(enquiry, now, may_mail)
        except IntegrityError:  # the same form a moment earlier, or a reference that exists
            tries_left -= 1
            if not tries_left:
                raise
        else:
            return Accepted(enquiry, secret, again=False)


def company_of(user: User | None) -> Organisation | None:
    """The company a signed-in person writes for, when there is exactly one."""
    if user is None:
        return None
    mine = Organisation.objects.filter(
        kind=OrganisationKind.INVESTOR, pk__in=bodies_where(user, "own.write")
    )[:2]
    return mine[0] if len(mine) == 1 else None


def _create(asked: Asked, digest: str, secret: str, user: User | None, now: datetime) -> Enquiry:
    own_address = user is not None and has_proved(user, asked.email)
    enquiry = Enquiry(
        reference=new_reference(PREFIX, timezone.localdate(now)),
        secret_hash=hash_secret(secret),
        form_digest=digest,
        kind=asked.kind,
        subject=asked.subject,
        body=asked.body,
        sector=asked.sector,
        procedure=asked.procedure,
        contact_name=asked.name,
        contact_company=asked.company,
        contact_country=asked.country,
        contact_email=asked.email,
        contact_phone=asked.phone,
        contact_user=user if own_address else None,
        organisation=company_of(user),
        language=asked.language,
        email_proved_at=now if own_address else None,
        consent_version=asked.consent_version,
        desk=desk_for(asked.parks),
        norm=norm_on(timezone.localdate(now)),
        created_at=now,
    )
    set_due_dates(enquiry, now)
    enquiry.save(force_insert=True)
    enquiry.parks.set(asked.parks)
    Message.objects.create(
        enquiry=enquiry,
        side=Message.Side.INVESTOR,
        author=enquiry.contact_user,
        body=asked.body,
        language=asked.language,
        created_at=now,
    )
    return enquiry


def _tell_about(enquiry: Enquiry, now: datetime, may_mail: bool) -> None:
    event = EnquiryEvent.objects.create(
        enquiry=enquiry,
        move="received",
        to_status=enquiry.status,
        actor=enquiry.contact_user,
        at=now,
    )
    if may_mail:
        tell_investor(enquiry, "enquiry.received", event_key(event))
        if not enquiry.email_proved_at:
            send_code(enquiry, now)
    tell_officials(
        enquiry,
        "enquiry.arrived",
        event_key(event),
        people_of(enquiry.desk, "enquiries.answer"),
    )
