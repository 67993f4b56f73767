"""The one place that writes a park's own columns: names, place, status, links."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from parks.directory.facets import refresh_facets
from parks.directory.models import Park
from parks.directory.search import search_line
from portal.accounts.models import User
from portal.accounts.roles import may
from portal.languages.folding import fold
from portal.languages.text import columns


@transaction.atomic
def write_park(slug: str, values: Mapping[str, Any], *, by: User | None = None) -> Park:
    """Create or change a park. What a person writes is remembered, so that loading keeps it."""
    if by is not None and not (by.is_superuser or may(by, "figures.edit")):
        raise PermissionDenied
    park = Park.objects.select_for_update().filter(slug=slug).first() or Park(slug=slug)
    changed = [name for name, value in values.items() if getattr(park, name) != value]
    for name in changed:
        setattr(park, name, values[name])
    if by is not None:
        park.edited = sorted({*park.edited, *changed})
    park.folded = search_line(_found_by(park))
    park.sort_name = fold(park.name_vi)[:200]
    park.save()
    if by is not None:  # the loader does this once for everything it wrote
        refresh_facets()
    return park


def _found_by(park: Park) -> Iterable[str]:
    yield from (getattr(park, name) for name in columns("name"))
    yield from park.aliases
    yield from (park.place_vi, park.place_en, park.former_district)
    yield from park.former_communes
