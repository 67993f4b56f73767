"""The desk that receives enquiries and cases, until officials set up more of them."""

from portal.accounts.models import Organisation, OrganisationKind, OrganisationName
from portal.provenance.models import Confidence, State

AUTHORITY_KEY = "qn-eza"
DESK_KEY = "qn-eza-desk"


def load_desk() -> Organisation:
    """The investor desk as a part of the authority; created once, renamed only by officials.

    No source gives the desk a name: until officials confirm it, it is to be checked, and where
    that is not shown the name of the authority stands in its place.
    """
    authority, _created = Organisation.objects.get_or_create(
        key=AUTHORITY_KEY, defaults={"kind": OrganisationKind.AUTHORITY}
    )
    desk, created = Organisation.objects.get_or_create(
        key=DESK_KEY, defaults={"kind": OrganisationKind.DEPARTMENT, "parent": authority}
    )
    if created:
        OrganisationName.objects.create(
            organisation=desk,
            name_vi="Bộ phận hỗ trợ nhà đầu tư",
            name_en="Investor support desk",
            state=State.UNVERIFIED,
            confidence=Confidence.LOW,
        )
    return desk
