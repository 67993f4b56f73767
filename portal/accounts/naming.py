"""What officials do to the names of bodies, with its history and the public pages told."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Organisation, OrganisationEvent, OrganisationName, User
from portal.languages.text import columns
from portal.pagecache.version import bump_public_version
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
