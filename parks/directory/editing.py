"""The one place that writes a park's own columns: names, place, status, links."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from parks.directory.facets import refresh_facets
from parks.directory.models import Park, ParkEvent
from parks.directory.search import search_line
from parks.directory.translated import names_wait
from parks.directory.writers import check_editor
from portal.accounts.models import User
from portal.languages.folding import fold
from portal.languages.text import columns
from portal.refusals import Refused

RESERVED = frozenset(
    {"compare", "match", "money-and-people", "shortlist"}
)  # pages beside the parks' own


@transaction.atomic
def write_park(
    slug: str, values: Mapping[str, Any], *, by: User | None = None, reason: str = ""
) -> Park:
    """Create or change a park, and note down what changed.

    What a person writes is remembered, so that loading keeps it.
    """
    check_editor(by)
    if slug in RESERVED:
        raise Refused(_("A park cannot have this address; a page of the portal has it."))
    park = Park.objects.select_for_update().filter(slug=slug).first() or Park(slug=slug)
    changed = [name for name, value in values.items() if getattr(park, name) != value]
    is_new = park.pk is None
    before = {} if is_new else _as_stored(park, changed)
    for name in changed:
        setattr(park, name, values[name])
    if by is not None:
        park.edited = sorted({*park.edited, *changed})
    park.folded = search_line(_found_by(park))
    park.sort_name = fold(park.name_vi)[:200]
    park.save()
    if changed:
        after = _as_stored(park, changed)
        ParkEvent.objects.create(park=park, before=before, after=after, reason=reason, actor=by)
    # Of a new park the loader says itself what its file knows of the reviews.
    if set(columns("name")) & set(changed) and not (is_new and by is None):
        names_wait(park, reworded=changed)
    if by is not None:  # the loader does this once for everything it wrote
        refresh_facets()
    return park


def _as_stored(park: Park, names: Iterable[str]) -> dict[str, Any]:
    """Columns as the history keeps them: a link by its row's number, an amount as written."""
    wanted = set(names)
    fields = [field for field in Park._meta.concrete_fields if field.name in wanted]
    return {field.name: _plain(field.value_from_object(park)) for field in fields}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _found_by(park: Park) -> Iterable[str]:
    yield from (getattr(park, name) for name in columns("name"))
    yield from park.aliases
    yield from (park.place_vi, park.place_en, park.former_district)
    yield from park.former_communes
