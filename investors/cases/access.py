"""Who may open the tracking page of a case, in this browser."""

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.http import HttpRequest
from django.utils import timezone

from investors.cases.models import Case, CaseQuerySet
from investors.cases.proof import SHOWN_WITH
from investors.enquiries.models import Enquiry
from portal.accounts.grants import granted, granted_references
from portal.accounts.models import OrganisationName, User
from portal.languages.text import columns


def case_for(request: HttpRequest, reference: str) -> Case | None:
    """One query. The proof of an enquiry opens its cases; a stranger gets None, as for a
    reference that is not."""
    cases = Case.objects.filter(reference=reference)
    if not granted(request, reference):
        proved = granted_references(request)
        mine = Q(enquiry__reference__in=proved) if proved else None
        if isinstance(request.user, User):
            theirs = Q(pk__in=Case.objects.visible_to(request.user).order_by().values("pk"))
            mine = theirs if mine is None else mine | theirs
        if mine is None:
            return None
        cases = cases.filter(mine)
    return with_desk_name(cases).first()


def with_desk_name(cases: CaseQuerySet, *, to_officials: bool = False) -> CaseQuerySet:
    """The name of the desk that is in force today comes along, as `desk_name`; that of its
    authority where the desk has none to show."""
    today = timezone.localdate()
    own, above = (
        Subquery(
            OrganisationName.objects.in_force(today, to_officials=to_officials)
            .filter(organisation=OuterRef(body))
            .values(names=JSONObject(**{name: name for name in (*columns("name"), "state")}))[:1]
        )
        for body in ("desk", "desk__parent")
    )
    return cases.select_related(*SHOWN_WITH).annotate(desk_name=Coalesce(own, above))


def enquiry_for(request: HttpRequest, reference: str) -> Enquiry | None:
    enquiries = Enquiry.objects.select_related("desk", "owner", "norm")
    if not granted(request, reference):
        if not isinstance(request.user, User):
            return None
        enquiries = enquiries.filter(
            pk__in=Enquiry.objects.visible_to(request.user).order_by().values("pk")
        )
    return enquiries.filter(reference=reference).first()
