"""The one place that writes sources: the row and its history in one transaction.

A person needs the right "figures.edit" and raises the public version, as the loader does, once for
everything that was written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.provenance.models import Source, SourceEvent

EDIT = "figures.edit"


class Editor(Protocol):
    """Whoever acts; people live in a room above this one."""

    @property
    def pk(self) -> Any: ...

    def has_perm(self, perm: str) -> bool: ...


@transaction.atomic
def write_source(
    key: str, values: Mapping[str, Any], *, by: Editor | None = None, reason: str = ""
) -> Source:
    """Create or change a source, and note down what changed; nothing where nothing differs.

    The loader acts with `by=None`.
    """
    if by is not None and not by.has_perm(EDIT):
        raise PermissionDenied
    source = Source.objects.select_for_update().filter(key=key).first() or Source(key=key)
    changed = [name for name, value in values.items() if getattr(source, name) != value]
    if source.pk is not None and not changed:
        return source
    before = {} if source.pk is None else _as_stored(source, changed)
    for name in changed:
        setattr(source, name, values[name])
    source.save()
    SourceEvent.objects.create(
        source=source,
        before=before,
        after=_as_stored(source, changed),
        reason=reason,
        actor_id=by.pk if by is not None else None,
    )
    return source


def columns_of_officials() -> dict[str, set[str]]:
    """By key of a source, the columns that an official wrote: loading leaves them alone."""
    found: dict[str, set[str]] = defaultdict(set)
    events = SourceEvent.objects.exclude(actor=None).order_by()
    for key, after in events.values_list("source__key", "after"):
        found[key].update(after)
    return found


def _as_stored(source: Source, names: Iterable[str]) -> dict[str, str]:
    return {name: str(getattr(source, name)) for name in names}
