"""Proving that the contact's address is theirs: by the mailed code, or by an account's."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from investors.enquiries.models import EmailCode, Enquiry, EnquiryEvent
from portal.accounts.models import User
from portal.accounts.secrets import same_secret
from portal.refusals import Refused


def has_proved(user: User, email: str) -> bool:
    proved = EmailAddress.objects.filter(user=user, email__iexact=email, verified=True)
    return bool(proved.exists())


def prove_by_code(enquiry_pk: int, typed: str, *, user: User | None, now: datetime) -> None:
    """Marks the address as proved, or refuses.

    A try is spent before it is judged, in one statement, so that many at once are still five.
    The same work is done whether or not a code is in force.
    """
    code = _code_in_force(enquiry_pk, now)
    spent = EmailCode.objects.filter(pk=code.pk if code else 0, tries_left__gt=0).update(
        tries_left=F("tries_left") - 1
    )
    right = same_secret(
        f"{enquiry_pk}{typed}", code.code_hash if code else "", purpose="e-mail code"
    )
    if not spent or code is None:
        raise Refused(_("This code is used up or too old. Ask for a new one."))
    if not right:
        left = code.tries_left - 1
        if left:
            raise Refused(_("That is not the code. %(count)s tries are left.") % {"count": left})
        raise Refused(_("That is not the code, and it was the last try. Ask for a new one."))
    with transaction.atomic():
        if not EmailCode.objects.filter(pk=code.pk, used_at=None).update(used_at=now):
            raise Refused(_("This code is used up or too old. Ask for a new one."))
        enquiry = Enquiry.objects.select_for_update(of=("self",)).get(pk=enquiry_pk)
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


def _code_in_force(enquiry_pk: int, now: datetime) -> EmailCode | None:
    return EmailCode.objects.filter(
        enquiry_id=enquiry_pk, used_at=None, expires_at__gt=now, tries_left__gt=0
    ).first()
