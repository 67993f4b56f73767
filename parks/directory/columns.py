"""The park's columns of its chosen public values, so that a filter is one indexed query."""

from collections.abc import Iterable
from typing import Any

from parks.directory.derived import (
    NEAREST_FROM,
    SAID_IN_WORDS,
    columns_from_words,
    nearest_columns,
)
from parks.directory.kinds import COLUMNS
from parks.directory.models import Park
from parks.directory.ranges import RANGES
from portal.provenance.models import public_states

# Whatever a column of the park is written from.
EVERY_KIND = (*COLUMNS, NEAREST_FROM, *sorted(SAID_IN_WORDS))


def refresh_chosen(park: Park, kinds: Iterable[str] = EVERY_KIND) -> bool:
    """Bring the park's columns in line with its chosen public figures; True when one moved."""
    kinds = list(kinds)
    kept = [kind for kind in kinds if kind in COLUMNS]
    wanted: dict[str, Any] = dict.fromkeys((COLUMNS[kind] for kind in kept), None)
    if kept:
        public = park.figures.filter(kind__in=kept, chosen=True, state__in=public_states())
        wanted |= {COLUMNS[kind]: value for kind, value in public.values_list("kind", "value")}
    if NEAREST_FROM in kinds:
        wanted |= nearest_columns(park)
    if SAID_IN_WORDS & set(kinds):
        wanted |= columns_from_words(park)
    moved = [name for name, value in wanted.items() if getattr(park, name) != value]
    for name in moved:
        setattr(park, name, wanted[name])
    if moved:
        park.save(update_fields=moved)
    return bool(moved)


def known_columns(park: Park) -> frozenset[str]:
    """Those of them that the counts beside the filters count: a known value, a label held."""
    known = {one.column for one in RANGES.values() if getattr(park, one.column) is not None}
    return frozenset(known | ({"green_label"} if park.green_label else set()))
