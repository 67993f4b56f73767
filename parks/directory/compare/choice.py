"""Which parks an address asks to compare, and what of it had to be left out."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from parks.directory.models import Park

MOST = 4


@dataclass(frozen=True)
class Choice:
    """The parks in the order of the address; `notes` say what was left out."""

    parks: list[Park] = field(default_factory=list)
    notes: tuple[Any, ...] = ()

    @property
    def slugs(self) -> list[str]:
        return [park.slug for park in self.parks]


def read_choice(query: QueryDict) -> Choice:
    """Two queries. A park that is not public does not exist."""
    asked = list(dict.fromkeys(slug for slug in query.getlist("park") if slug))
    known = {
        park.slug: park
        for park in Park.objects.public().with_links().filter(slug__in=asked[: 3 * MOST])
    }
    notes = [
        _("There is no park at “%(slug)s”; it is left out.") % {"slug": slug[:60]}
        for slug in asked[: 3 * MOST]
        if slug not in known
    ]
    found = [known[slug] for slug in asked if slug in known]
    if len(found) > MOST or len(asked) > 3 * MOST:
        notes.append(_("At most %(most)d are compared; the others are left out.") % {"most": MOST})
    return Choice(found[:MOST], tuple(notes))
