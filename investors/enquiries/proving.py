"""Proving that the contact's address is theirs: by the mailed code, or by an account's."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from investors.enquiries.models import EmailCode, Enquiry, EnquiryEvent
from portal.accounts.models import User
from portal.accounts.secrets import same_secret
from portal.refusals import Refused

TRIES = 5


def has_proved(user: User, email: str) -> bool:
    proved = EmailAddress.objects.filter(user=user, email__iexact=email, verified=True)
    return bool(proved.exists())


class CodeEnded(Refused):
    """No code is in force any more: another try cannot help, a new code can."""


def prove_by_code(enquiry_pk: int, typed: str, *, user: User | None, now: datetime) -> None:
    """Marks the address as proved, or refuses.

    The right code typed again while it is valid (a double click, the back button) changes
    nothing and is no refusal. The row is locked and a try is spent before it is judged, so that
    many at once are still five. The same work is done whether or not a code is in force.
    """
    with transaction.atomic():  # a refusal is raised after it, so that the try stays spent
        refusal = _judge(enquiry_pk, typed, user, now)
    if refusal:
        raise refusal


def code_works(enquiry_pk: int, now: datetime) -> bool:
    """Whether a code that was sent can still be typed."""
    return _in_force(enquiry_pk, now).filter(used_at=None).exists()


def _judge(enquiry_pk: int, typed: str, user: User | None, now: datetime) -> Refused | None:
    code = _in_force(enquiry_pk, now).select_for_update().first()
    spent = EmailCode.objects.filter(pk=code.pk if code else 0, tries_left__gt=0).update(
        tries_left=F("tries_left") - 1
    )
    right = same_secret(
        f"{enquiry_pk}{typed}", code.code_hash if code else "", purpose="e-mail code"
    )
    if not spent or code is None:
        return CodeEnded(_("This code is used up or too old. Ask for a new one."))
    if right:
        _accept(code, user, now)
        return None
    left = code.tries_left - 1
    if left:
        return Refused(_("That is not the code. %(count)s tries are left.") % {"count": left})
    return CodeEnded(_("That is not the code, and it was the last try. Ask for a new one."))


def _accept(code: EmailCode, user: User | None, now: datetime) -> None:
    first_time = code.used_at is None
    code.used_at = code.used_at or now
    code.tries_left = TRIES  # for the same click again
    code.save(update_fields=["used_at", "tries_left"])
    if not first_time:
        return
    enquiry = Enquiry.objects.select_for_update(of=("self",)).get(pk=code.enquiry_id)
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


def _in_force(enquiry_pk: int, now: datetime) -> QuerySet[EmailCode]:
    return EmailCode.objects.filter(enquiry_id=enquiry_pk, expires_at__gt=now, tries_left__gt=0)
