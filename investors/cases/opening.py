"""A case begins: in preparation, from an enquiry, for one published version of a procedure."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investors.cases import chain
from investors.cases.models import Case, Status
from investors.cases.telling import tell_opened
from investors.enquiries.answering import role_of
from investors.enquiries.models import Enquiry
from investors.procedures.models import Procedure, ProcedureVersion
from portal.accounts.models import User
from portal.accounts.roles import may
from portal.accounts.secrets import new_reference
from portal.desk.drawing import OUT_OF_DATE
from portal.refusals import Refused

PREFIX = "HS"  # hồ sơ
TITLE_LENGTH = 200
TRIES = 3


def open_case(
    enquiry: Enquiry,
    version: ProcedureVersion,
    *,
    by: User,
    title: str = "",
    at: datetime | None = None,
    seen: int | None = None,
) -> Case:
    """Opens a case in preparation: the contact's, at the enquiry's desk, under its secret.

    `seen`: the count of the enquiry's cases on the page that was clicked; the same click again
    gets the first case, and a count that no page carries is refused.

    Raises `Enquiry.DoesNotExist` where `by` may not see the enquiry, and `Refused`.
    """
    if not Enquiry.objects.visible_to(by).filter(pk=enquiry.pk).exists():
        raise Enquiry.DoesNotExist
    if not may(by, "cases.open", enquiry.desk_id):
        raise Refused(_("Your role does not open cases."))
    _check(version)
    tries_left = TRIES
    while True:
        try:
            with transaction.atomic():
                return _open(enquiry, version, by, title, at, seen)
        except IntegrityError:  # a reference that exists, once in very many
            tries_left -= 1
            if not tries_left:
                raise


def _check(version: ProcedureVersion) -> None:
    if not Procedure.objects.can_become_cases().filter(pk=version.procedure_id).exists():
        raise Refused(_("The authority does not handle this procedure itself: no case is opened."))
    if version.status != ProcedureVersion.Status.PUBLISHED:
        raise Refused(_("Only the published version of a procedure opens a case."))


def _open(
    enquiry: Enquiry,
    version: ProcedureVersion,
    by: User,
    title: str,
    at: datetime | None,
    seen: int | None,
) -> Case:
    # Two clicks at once: the second waits here and finds the case of the first.
    Enquiry.objects.select_for_update(of=("self",)).get(pk=enquiry.pk)
    title = (title.strip() or enquiry.subject)[:TITLE_LENGTH]
    if seen is not None and (made := _made_before(enquiry, version, by, title, seen)):
        return made
    if seen is not None and seen > enquiry.cases.count():
        raise Refused(OUT_OF_DATE)
    if enquiry.cases.open().filter(version__procedure=version.procedure_id).exists():
        raise Refused(_("This enquiry has an open case for this procedure already."))
    now, processes = timezone.now(), may(by, "cases.process", enquiry.desk_id)
    case = Case.objects.create(
        reference=new_reference(PREFIX, timezone.localdate(at or now)),
        secret_hash=enquiry.secret_hash,
        version=version,
        enquiry=enquiry,
        title=title,
        contact_name=enquiry.contact_name,
        contact_company=enquiry.contact_company,
        contact_email=enquiry.contact_email,
        contact_user=enquiry.contact_user,
        organisation=enquiry.organisation,
        language=enquiry.language,
        desk=enquiry.desk,
        # A clerk of the desk opens it for a specialist to take.
        owner=by if processes else None,
        owner_since=(at or now) if processes else None,
        status=Status.PREPARING,
        created_at=at or now,
        status_since=at or now,
        demonstration=enquiry.demonstration,
    )
    event = chain.append(
        case,
        "opened",
        from_status="",
        by=by,
        role=role_of(by, case.desk_id),
        at=at or now,
        recorded_at=now,
        facts={"version": version.number},
        payload={"title": case.title},
    )
    case.save(update_fields=["event_count", "event_head"])
    tell_opened(case, event)
    return case


def _made_before(
    enquiry: Enquiry, version: ProcedureVersion, by: User, title: str, seen: int
) -> Case | None:
    """The case that the first click on the same page opened."""
    since = enquiry.cases.order_by("pk")[seen : seen + 1]
    return next(
        (
            case
            for case in since
            if case.version_id == version.pk
            and case.events.filter(move="opened", actor=by, payload__data__title=title).exists()
        ),
        None,
    )
