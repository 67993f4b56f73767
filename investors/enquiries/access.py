"""Which enquiry a browser may open: by what it proved, or as who is signed in."""

from django.db.models import Q
from django.http import HttpRequest

from investors.enquiries.models import Enquiry, EnquiryQuerySet
from portal.accounts.grants import granted
from portal.accounts.models import User


def theirs(request: HttpRequest, reference: str) -> EnquiryQuerySet:
    """The one of this reference, or none; a proof of before its secret was taken away opens
    nothing."""
    proved = [reference] if granted(request, reference) else []
    mine = Q(pk__in=Enquiry.objects.opened_by_proof(proved).order_by().values("pk"))
    if isinstance(request.user, User):
        mine |= Q(pk__in=Enquiry.objects.visible_to(request.user).order_by().values("pk"))
    return Enquiry.objects.filter(mine, reference=reference)


def has_proof(request: HttpRequest, enquiry: Enquiry) -> bool:
    return bool(enquiry.secret_hash) and granted(request, enquiry.reference)
