"""Who may open the tracking page of a case, in this browser."""

from functools import reduce
from operator import or_

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.http import HttpRequest
from django.utils import timezone

from investors.cases.models import Case, CaseQuerySet
from investors.cases.proof import SHOWN_WITH
from investors.enquiries.access import theirs
from investors.enquiries.models import Enquiry
from portal.accounts.grants import granted_references
from portal.accounts.models import OrganisationName, User
from portal.languages.text import columns


def case_for(request: HttpRequest, reference: str) -> Case | None:
    """One query. The proof of an enquiry opens its cases; a stranger gets None, as for a
    reference that is not."""
    proved = granted_references(request)
    ways = [Case.objects.opened_by_proof(proved)] if proved else []
    if isinstance(request.user, User):
        ways.append(Case.objects.visible_to(request.user))
    if not ways:
        return None
    mine = reduce(or_, (Q(pk__in=way.order_by().values("pk")) for way in ways))
    return with_desk_name(Case.objects.filter(mine, reference=reference)).first()


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
    enquiry = theirs(request, reference)
    return enquiry.select_related("desk", "owner", "norm").first()
