"""The one place that writes incentives, phases and developers: the row and its history in one
transaction, and the public version raised.

A person needs the right "figures.edit" and names a source. The loader acts with `by=None` and
raises the public version itself, once for everything it wrote.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from parks.directory.models import KeptRow
from portal.accounts.models import User
from portal.accounts.roles import may
from portal.pagecache.version import bump_public_version
from portal.provenance.dates import latest_day
from portal.provenance.models import Source, State
from portal.refusals import Refused

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
    _check(by, cited)
    if row.pk is not None:
        row = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    before = {} if row.pk is None else as_stored(row)
    for name, content in values.items():
        setattr(row, name, content)
    row.as_of_latest = latest_day(row.as_of)
    if row.state != State.WITHHELD and by is not None and not cited:
        raise Refused(_("Name the source of the value: a document, a page, a decision."))
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


def _check(by: User | None, sources: list[Source]) -> None:
    if by is None:
        return
    if not (by.is_superuser or may(by, "figures.edit")):
        raise PermissionDenied
    if not sources:
        raise Refused(_("Name the source of the value: a document, a page, a decision."))


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
        return f"{Decimal(str(content)).normalize():f}"
    return content.isoformat() if hasattr(content, "isoformat") else content
