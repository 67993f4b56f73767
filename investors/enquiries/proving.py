"""Proving that an address is theirs: by a mailed code, or by an account's."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from investors.enquiries.models import EmailCode, Enquiry, EnquiryEvent
from portal.accounts.models import User
from portal.accounts.secrets import same_secret
from portal.refusals import Refused

TRIES = 5
DOUBLE_CLICK = timedelta(seconds=30)
MOST_PROVED = 200  # enquiries of one address at a time


def has_proved(user: User, email: str) -> bool:
    proved = EmailAddress.objects.filter(user=user, email__iexact=email, verified=True)
    return bool(proved.exists())


class CodeEnded(Refused):
    """No code is in force any more: another try cannot help, a new code can."""


def code_works(enquiry_pk: int, now: datetime) -> bool:
    """Whether a code that was sent can still be typed."""
    return EmailCode.objects.unused(now).filter(enquiry_id=enquiry_pk).exists()


def prove_by_code(enquiry_pk: int, typed: str, *, user: User | None, now: datetime) -> None:
    """Marks the address of one enquiry as proved, or refuses."""
    codes = EmailCode.objects.in_force(now).filter(enquiry_id=enquiry_pk)
    with transaction.atomic():  # a refusal is raised after it, so that the try stays spent
        refusal = _judge(codes, f"{enquiry_pk}{typed}", "e-mail code", now)
        if refusal is None:
            _mark(Enquiry.objects.select_for_update(of=("self",)).get(pk=enquiry_pk), user, now)
    if refusal:
        raise refusal


def prove_address(
    code_pk: int, email: str, typed: str, *, user: User | None, now: datetime
) -> list[str]:
    """The references of the enquiries of an address, newest first, once its code is typed; or
    refuses. Whose mailbox it is says not yet who sent them: see `claiming.py`."""
    # It opens much: once, and again only for the second half of a double click.
    lately = Q(used_at=None) | Q(used_at__gt=now - DOUBLE_CLICK)
    codes = EmailCode.objects.in_force(now).filter(lately, pk=code_pk, email=email)
    found: list[Enquiry] = []
    with transaction.atomic():
        refusal = _judge(codes, f"{email}{typed}", "address code", now)
        if refusal is None:
            theirs = Enquiry.objects.filter(contact_email=email).exclude(secret_hash="")
            newest = list(theirs.order_by("-pk").values_list("pk", flat=True)[:MOST_PROVED])
            # Locked in the order in which everybody locks several, or two wait for each other.
            found = list(
                theirs.filter(pk__in=newest).order_by("pk").select_for_update(of=("self",))
            )
            owner = user if user is not None and has_proved(user, email) else None
            for enquiry in found:
                if owner is not None and enquiry.contact_user_id is None:
                    link(enquiry, owner, now)
    if refusal:
        raise refusal
    return [enquiry.reference for enquiry in reversed(found)]


def _judge(codes: QuerySet[EmailCode], typed: str, purpose: str, now: datetime) -> Refused | None:
    """Why the typed code does not prove anything; None: it does.

    The right code typed again while it is valid (a double click, the back button) changes
    nothing and is no refusal. The row is locked and a try is spent before it is judged, so that
    many at once are still five. The same work is done whether or not a code is in force.
    """
    code = codes.select_for_update().first()
    spent = EmailCode.objects.filter(pk=code.pk if code else 0, tries_left__gt=0).update(
        tries_left=F("tries_left") - 1
    )
    right = same_secret(typed, code.code_hash if code else "", purpose=purpose)
    if not spent or code is None:
        return CodeEnded(_("This code is used up or too old. Ask for a new one."))
    if right:
        code.used_at = code.used_at or now
        code.tries_left = TRIES  # for the same click again
        code.save(update_fields=["used_at", "tries_left"])
        return None
    left = code.tries_left - 1
    if left:
        text = ngettext(
            "That is not the code. %(count)s try is left.",
            "That is not the code. %(count)s tries are left.",
            left,
        )
        return Refused(text % {"count": left})
    return CodeEnded(_("That is not the code, and it was the last try. Ask for a new one."))


def link(enquiry: Enquiry, user: User, now: datetime) -> None:
    """A locked enquiry becomes that of the person whose address it gives."""
    enquiry.contact_user = user
    enquiry.save(update_fields=["contact_user"])
    EnquiryEvent.objects.create(
        enquiry=enquiry,
        move="adopted",
        from_status=enquiry.status,
        to_status=enquiry.status,
        actor=user,
        at=now,
    )


def _mark(enquiry: Enquiry, user: User | None, now: datetime) -> None:
    """Once; the history names a person only when it was they who typed the code."""
    if enquiry.email_proved_at is not None:
        return
    owns = user is not None and has_proved(user, enquiry.contact_email)
    enquiry.email_proved_at = now
    if owns and enquiry.contact_user is None:
        enquiry.contact_user = user
    enquiry.save(update_fields=["email_proved_at", "contact_user"])
    EnquiryEvent.objects.create(
        enquiry=enquiry,
        move="proved",
        from_status=enquiry.status,
        to_status=enquiry.status,
        actor=user if owns else None,
        at=now,
    )
