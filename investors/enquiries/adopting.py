"""Enquiries sent without an account become the person's once they have proved its address."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from investors.enquiries.models import Enquiry
from investors.enquiries.proving import link
from portal.accounts.adopting import register
from portal.accounts.models import User


@transaction.atomic
def adopt(user: User, now: datetime) -> int:
    """How many enquiries became theirs. Whether they sent them, they say themselves
    (`claiming.py`); what they disowned stays away."""
    if user.is_staff:
        return 0
    proved = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    theirs = (
        Enquiry.objects.select_for_update(of=("self",))
        .filter(contact_user=None, contact_email__in=[email.lower() for email in proved])
        .exclude(secret_hash="")
        .order_by("pk")
    )
    found = list(theirs)
    for enquiry in found:
        enquiry.contact_user = user
        link(enquiry, user, now)
    return len(found)


register("enquiries", adopt)
