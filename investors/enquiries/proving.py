"""Proving that an address is theirs: by a mailed code, or by an account's."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from investors.enquiries.models import EmailCode, Enquiry, EnquiryEvent
from portal.accounts.models import User
from portal.accounts.secrets import same_secret
from portal.refusals import Refused

MOST_PROVED = 200  # enquiries of one address at a time


def has_proved(user: User, email: str) -> bool:
    proved = EmailAddress.objects.filter(user=user, email__iexact=email, verified=True)
    return bool(proved.exists())


def prove_by_code(enquiry_pk: int, typed: str, *, user: User | None, now: datetime) -> None:
    """Marks the address of one enquiry as proved, or refuses."""
    code = EmailCode.objects.in_force(now).filter(enquiry_id=enquiry_pk).first()
    _judge(code, f"{enquiry_pk}{typed}", "e-mail code")
    with transaction.atomic():
        _use(code, now)
        _mark(Enquiry.objects.select_for_update(of=("self",)).get(pk=enquiry_pk), user, now)


def prove_address(
    code_pk: int, email: str, typed: str, *, user: User | None, now: datetime
) -> list[str]:
    """The references of the enquiries of an address, newest first, once its code is typed; or
    refuses. They are marked as proved too."""
    code = EmailCode.objects.in_force(now).filter(pk=code_pk, email=email).first()
    _judge(code, f"{email}{typed}", "address code")
    with transaction.atomic():
        _use(code, now)
        theirs = Enquiry.objects.select_for_update(of=("self",)).filter(contact_email=email)
        found = list(theirs.order_by("-pk")[:MOST_PROVED])
        for enquiry in found:
            if enquiry.email_proved_at is None:
                _mark(enquiry, user, now)
    return [enquiry.reference for enquiry in found]


def _judge(code: EmailCode | None, typed: str, purpose: str) -> None:
    """Refuses what is not the code.

    A try is spent before it is judged, in one statement, so that many at once are still five.
    The same work is done whether or not a code is in force.
    """
    spent = EmailCode.objects.filter(pk=code.pk if code else 0, tries_left__gt=0).update(
        tries_left=F("tries_left") - 1
    )
    right = same_secret(typed, code.code_hash if code else "", purpose=purpose)
    if not spent or code is None:
        raise Refused(_("This code is used up or too old. Ask for a new one."))
    if not right:
        left = code.tries_left - 1
        if left:
            raise Refused(_("That is not the code. %(count)s tries are left.") % {"count": left})
        raise Refused(_("That is not the code, and it was the last try. Ask for a new one."))


def _use(code: EmailCode | None, now: datetime) -> None:
    """A code works once."""
    pk = code.pk if code else 0
    if not EmailCode.objects.filter(pk=pk, used_at=None).update(used_at=now):
        raise Refused(_("This code is used up or too old. Ask for a new one."))


def _mark(enquiry: Enquiry, user: User | None, now: datetime) -> None:
    enquiry.email_proved_at = enquiry.email_proved_at or now
    if user is not None and enquiry.contact_user is None:
        enquiry.contact_user = user if has_proved(user, enquiry.contact_email) else None
    enquiry.save(update_fields=["email_proved_at", "contact_user"])
    EnquiryEvent.objects.create(
        enquiry=enquiry,
        move="proved",
        from_status=enquiry.status,
        to_status=enquiry.status,
        actor=enquiry.contact_user,
        at=now,
    )
