"""Publishing a version, and every other act on procedures: checked, recorded, in one go."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from investors.procedures.models import (
    Citation,
    Instrument,
    LegalBasis,
    Paper,
    Procedure,
    ProcedureEvent,
    ProcedureVersion,
    Step,
    Variant,
)
from portal.accounts.models import User
from portal.accounts.roles import may
from portal.languages.folding import folded
from portal.languages.text import columns
from portal.pagecache.version import bump_public_version
from portal.provenance.models import State
from portal.refusals import Refused

Status = ProcedureVersion.Status
What = ProcedureEvent.What
PARTS = (Step, Paper, LegalBasis, Variant, Citation)


@transaction.atomic
def publish(version: ProcedureVersion, by: User | None) -> ProcedureVersion:
    """The draft becomes the published text, the one before is superseded. `by` None: the loader.

    A person who publishes a withheld procedure makes it public with it.
    """
    check(by)
    procedure = Procedure.objects.select_for_update().get(pk=version.procedure_id)
    version = ProcedureVersion.objects.select_for_update().get(pk=version.pk)
    if version.status != Status.DRAFT:
        raise Refused(_("Only a draft can be published. Make a new draft from this version."))
    now = timezone.now()
    for old in procedure.versions.published():
        old.status = Status.SUPERSEDED
        old.save(update_fields=["status"])
        record(procedure, What.SUPERSEDED, by, old)
    version.status = Status.PUBLISHED
    version.published_at, version.published_by = now, by
    version.save(update_fields=["status", "published_at", "published_by"])
    record(procedure, What.PUBLISHED, by, version)
    if by is not None and procedure.state != State.PUBLISHED:
        correct(procedure, {"state": State.PUBLISHED}, by)
    refresh_search(procedure, version)
    bump_public_version()
    return version


@transaction.atomic
def draft_from(version: ProcedureVersion, by: User) -> ProcedureVersion:
    """A new draft with everything that `version` says; there is at most one draft to work on."""
    check(by)
    procedure = Procedure.objects.select_for_update().get(pk=version.procedure_id)
    if procedure.versions.filter(status=Status.DRAFT).exists():
        raise Refused(_("There is a draft already. Publish it or change it."))
    draft = ProcedureVersion.objects.get(pk=version.pk)
    draft.pk, draft.number, draft.status = None, next_number(procedure), Status.DRAFT
    draft.published_at, draft.published_by, draft.loaded_digest = None, None, ""
    draft.created_at = timezone.now()
    draft._state.adding = True
    draft.save()
    for part in PARTS:
        rows = list(part.objects.filter(version=version))
        for row in rows:
            row.pk, row.version = None, draft
            row._state.adding = True
        part.objects.bulk_create(rows)
    record(procedure, What.DRAFTED, by, draft)
    return draft


@transaction.atomic
def start_draft(draft: ProcedureVersion, by: User) -> None:
    """A draft written from nothing, under the next number of its procedure."""
    check(by)
    procedure = Procedure.objects.select_for_update().get(pk=draft.procedure_id)
    draft.number = next_number(procedure)
    draft.save(force_insert=True)


@transaction.atomic
def write_draft(draft: ProcedureVersion, values: Mapping[str, Any], by: User) -> None:
    """Writes columns of a draft. The caller writes its rows in the same transaction: the lock
    keeps the text from being published in between."""
    check(by)
    Procedure.objects.select_for_update().get(pk=draft.procedure_id)
    kept = ProcedureVersion.objects.select_for_update().get(pk=draft.pk)
    if kept.status != Status.DRAFT:
        raise Refused(_("It was published meanwhile. Make a new draft from it."))
    for name, value in values.items():
        setattr(kept, name, value)
    if values:
        kept.save(update_fields=list(values))


@transaction.atomic
def create(procedure: Procedure, by: User) -> None:
    """A procedure that no file knows; it shows once a version of it is published."""
    check(by)
    procedure.save(force_insert=True)
    record(procedure, What.CORRECTED, by, changes={"slug": [None, procedure.slug]})


@transaction.atomic
def correct(procedure: Procedure, values: Mapping[str, Any], by: User | None) -> None:
    """Writes columns of the procedure itself (state, code, field, ...) with their history."""
    check(by)
    kept = Procedure.objects.select_for_update().get(pk=procedure.pk)
    changes = {
        name: [_plain(getattr(kept, name)), _plain(value)]
        for name, value in values.items()
        if getattr(kept, name) != value
    }
    if not changes:
        return
    for name in changes:
        setattr(kept, name, values[name])
        setattr(procedure, name, values[name])
    kept.save(update_fields=list(changes))
    record(kept, What.CORRECTED, by, changes=changes)
    published = kept.versions.published().first()
    if published:
        refresh_search(kept, published)
    bump_public_version()


@transaction.atomic
def correct_instrument(instrument: Instrument, by: User) -> None:
    """Saves what an official wrote of a law; loading keeps it from then on."""
    check(by)
    instrument.edited_at = timezone.now()
    instrument.save()
    bump_public_version()


def check(by: User | None) -> None:
    if by is not None and not (by.is_superuser or may(by, "procedures.edit")):
        raise PermissionDenied


def next_number(procedure: Procedure) -> int:
    highest = procedure.versions.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def record(
    procedure: Procedure,
    what: What,
    by: User | None,
    version: ProcedureVersion | None = None,
    changes: Mapping[str, Any] | None = None,
) -> None:
    ProcedureEvent.objects.create(
        procedure=procedure, what=what, actor=by, version=version, changes=dict(changes or {})
    )


def refresh_search(procedure: Procedure, version: ProcedureVersion) -> None:
    """What it is found by: its names, and its code once that is published; nothing withheld."""
    texts = [getattr(version, name) for name in columns("name")]
    if procedure.code_state == State.PUBLISHED:
        texts.append(procedure.code)
    Procedure.objects.filter(pk=procedure.pk).update(folded=folded(texts))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int)):
        return value
    return str(value)
