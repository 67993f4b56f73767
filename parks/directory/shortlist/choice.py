"""Which parks an address or a form names as a shortlist, and what of it had to be left out."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parks.directory.models import Park

MOST = 20  # as many as one enquiry carries


@dataclass(frozen=True)
class Choice:
    """The parks in the order they were named; `notes` say what was left out."""

    parks: list[Park]
    notes: list[str]

    @property
    def slugs(self) -> list[str]:
        return [park.slug for park in self.parks]


def read_shortlist(named: Iterable[str]) -> Choice:
    """One query, none where nothing is named. A park that is not public does not exist."""
    asked = list(dict.fromkeys(slug for slug in named if slug))
    looked_up = asked[:MOST]
    known: dict[str, Park] = {}
    if looked_up:
        found = Park.objects.public().filter(slug__in=looked_up).select_related("status_source")
        known = {park.slug: park for park in found}
    unknown = [slug[:60] for slug in looked_up if slug not in known]
    notes = []
    if unknown:
        said = ngettext(
            "There is no park at %(slugs)s; it is left out.",
            "There are no parks at %(slugs)s; they are left out.",
            len(unknown),
        )
        notes.append(said % {"slugs": ", ".join(f"“{slug}”" for slug in unknown)})
    if len(asked) > MOST:
        notes.append(
            _("A shortlist holds at most %(most)d parks; the others are left out.") % {"most": MOST}
        )
    return Choice([known[slug] for slug in looked_up if slug in known], notes)
