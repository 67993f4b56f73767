"""Asking for a brochure, and making it: once each, whoever is killed on the way."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import get_random_string

from parks.directory.brochure.document import document_of, version_of
from parks.directory.brochure.models import Brochure
from parks.directory.brochure.typesetting import typeset
from portal.notifications.nudging import wake

LEASE = timedelta(seconds=60)  # a hundred times as long as the slowest one takes
MOST_ATTEMPTS = 3
TASK = "parks.directory.brochure.tasks.make_brochure"
State = Brochure.State
log = logging.getLogger(__name__)


def ask_for(slugs: Sequence[str], language: str, version: str) -> Brochure:
    """The row of this version, new or there already; a worker is woken after the commit."""
    with transaction.atomic():
        row, _new = Brochure.objects.get_or_create(
            parks=",".join(slugs), language=language, version=version
        )
        call(row)
    return row


def ask_again(row: Brochure) -> None:
    """Its file is gone from the storage: made once more."""
    Brochure.objects.filter(pk=row.pk, state=State.READY).update(
        state=State.WAITING, attempts=0, file="", made_at=None
    )
    row.refresh_from_db()
    call(row)


def call(row: Brochure) -> None:
    """May be lost: the sweep finds the row."""
    pk = row.pk
    transaction.on_commit(lambda: wake(TASK, pk), robust=True)


def make(pk: int, now: datetime) -> bool:
    """Makes one that is due; false when there was nothing to do, or it could not be made."""
    lease = now + LEASE
    taken = Brochure.objects.due(now).filter(pk=pk)
    if not taken.update(state=State.MAKING, lease_until=lease, attempts=F("attempts") + 1):
        return False
    row = Brochure.objects.get(pk=pk)
    if row.attempts > MOST_ATTEMPTS:
        # Whoever made it fell silent each time: it may be what kills the workers.
        mine = Brochure.objects.filter(pk=pk, lease_until=lease)
        mine.update(state=State.FAILED)
        log.error("brochure %s was given up: its workers fell silent", row)
        return False
    document = document_of(row.slugs, row.language)
    if document is None or version_of(document) != row.version:
        # Changed since: its address now asks for another version, and nobody for this one.
        row.delete()
        return False
    try:
        pdf = typeset(document, timezone.localdate(now))
    except Exception:
        log.exception("brochure %s could not be made", row)
        spent = row.attempts >= MOST_ATTEMPTS
        mine = Brochure.objects.filter(pk=pk, lease_until=lease)
        mine.update(state=State.FAILED if spent else State.WAITING)
        return False
    return _keep(row, lease, pdf, now)


def _keep(row: Brochure, lease: datetime, pdf: bytes, now: datetime) -> bool:
    """The file first, then the row that names it: a stray file is only tidied away."""
    name = f"{'-'.join(row.slugs)[:60]}-{row.language}-{get_random_string(12)}.pdf"
    row.file.save(name, ContentFile(pdf), save=False)
    mine = Brochure.objects.filter(pk=row.pk, state=State.MAKING, lease_until=lease)
    if mine.update(state=State.READY, file=row.file.name, made_at=now):
        return True
    row.file.storage.delete(str(row.file.name))  # somebody took over and was quicker
    return False
