"""Which desk an enquiry goes to, and how a desk is called."""

from collections.abc import Iterable

from django.utils import timezone

from parks.directory.models import Park
from portal.accounts.desks import DESK_KEY
from portal.accounts.models import Organisation, OrganisationKind, OrganisationName
from portal.languages.text import Shown, pick


def desk_for(parks: Iterable[Park]) -> Organisation:
    """The desk of the authority that all the parks share; otherwise the default desk."""
    authorities = {park.authority_id for park in parks}
    if len(authorities) == 1 and None not in authorities:
        desk = (
            Organisation.objects.filter(
                kind=OrganisationKind.DEPARTMENT, parent_id=authorities.pop()
            )
            .order_by("key")
            .first()
        )
        if desk:
            return desk
    return Organisation.objects.get(key=DESK_KEY)


def name_in_force(organisation: Organisation | None) -> OrganisationName | None:
    """Today's name that anyone may read; that of the authority above where there is none."""
    today = timezone.localdate()
    bodies = [organisation, organisation.parent] if organisation else []
    return next((name for body in bodies if body and (name := body.name_on(today))), None)


def name_of(organisation: Organisation | None, language: str) -> Shown:
    """The name in force today; the key when none is known."""
    current = name_in_force(organisation)
    shown = pick(current, "name", language) if current else Shown("", "")
    return shown if shown.text or organisation is None else Shown(organisation.key, "")
