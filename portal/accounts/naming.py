"""What officials do to the names of bodies, with its history and the public pages told."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Organisation, OrganisationEvent, OrganisationName, User
from portal.languages.text import columns
from portal.pagecache.version import bump_public_version
from portal.provenance.models import Confidence, State
from portal.refusals import Refused

EDIT = "people.edit"


def state_of_names(body: Organisation) -> list[dict[str, Any]]:
    """The body and its names as the history keeps them: JSON, read anew."""
    rows = OrganisationName.objects.filter(organisation=body).prefetch_related("sources")
    return [
        {
            **{name: getattr(row, name) for name in columns("name") if getattr(row, name)},
            "valid_from": row.valid_from and row.valid_from.isoformat(),
            "valid_until": row.valid_until and row.valid_until.isoformat(),
            "state": str(row.state),
            "confidence": str(row.confidence),
            "sources": [source.key for source in row.sources.all()],
        }
        for row in rows
    ]


@transaction.atomic
def confirm_name(name: OrganisationName, *, by: User) -> None:
    """An official says that an unchecked name is the right one: it loses its mark. Who and when
    stand in the history of the body."""
    Organisation.objects.select_for_update().get(pk=name.organisation_id)
    name = OrganisationName.objects.select_related("organisation").get(pk=name.pk)
    if name.state != State.UNVERIFIED:
        raise Refused(_("This name is no longer waiting to be confirmed."))
    before = state_of_names(name.organisation)
    name.state, name.confidence = State.PUBLISHED, Confidence.HIGH
    name.save(update_fields=["state", "confidence"])
    record_names(name.organisation, by=by, before=before)


def names_to_confirm() -> QuerySet[OrganisationName]:
    """Names in force that nobody has confirmed and no source gives."""
    unchecked = OrganisationName.objects.in_force(timezone.localdate(), to_officials=True)
    return unchecked.filter(state=State.UNVERIFIED).order_by("organisation__key", "pk")


@transaction.atomic
def record_names(
    body: Organisation, *, by: User, before: list[dict[str, Any]]
) -> OrganisationEvent | None:
    """Call in the transaction of the change. The data file no longer rewrites such a body; None
    where no name has changed."""
    if not by.has_perm(EDIT):
        raise Refused(_("Your role may not change organisations."))
    bump_public_version()
    after = state_of_names(body)
    if after == before:
        return None
    return OrganisationEvent.objects.create(by=by, organisation=body, before=before, after=after)
