"""The one place that writes incentives, phases and developers: the row and its history in one
transaction, and the public version raised.

A person needs the right "figures.edit" and names a source. The loader acts with `by=None` and
raises the public version itself, once for everything it wrote.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction

from parks.directory.models import KeptRow
from parks.directory.writers import check_editor, check_sources
from portal.accounts.models import User
from portal.languages.numbers import for_machines
from portal.pagecache.version import bump_public_version
from portal.provenance.dates import latest_day
from portal.provenance.models import Source

R = TypeVar("R", bound=KeptRow)


@transaction.atomic
def write_row(
    row: R,
    values: Mapping[str, Any],
    sources: Iterable[Source],
    *,
    by: User | None = None,
    reason: str = "",
) -> R:
    """Create the row, or change the columns named in `values`; nothing is noted down where
    nothing differs. `row` is not saved before; one that is, is read anew and locked."""
    cited = list(sources)
    check_editor(by)
    check_sources(by, cited)
    if row.pk is not None:
        row = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    before = {} if row.pk is None else as_stored(row)
    for name, content in values.items():
        setattr(row, name, content)
    row.as_of_latest = latest_day(row.as_of)
    row.save()
    row.sources.set(cited)
    after = as_stored(row)
    if after != before:
        row.events.create(  # type: ignore[attr-defined]
            before=before, after=after, reason=reason, actor=by
        )
        if by is not None:
            bump_public_version()
    return row


def as_stored(row: KeptRow) -> dict[str, Any]:
    """A row as its history keeps it: JSON, its sources by key, nothing that is empty."""
    kept = {
        field.name: _plain(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    cited = sorted(row.sources.values_list("key", flat=True))
    return {name: told for name, told in kept.items() if told not in (None, "")} | {
        "sources": cited
    }


def _plain(content: Any) -> Any:
    """An amount as written, however it was typed: 10 and 10.00 are one."""
    if isinstance(content, Decimal | float):
        return for_machines(Decimal(str(content)))
    return content.isoformat() if hasattr(content, "isoformat") else content
