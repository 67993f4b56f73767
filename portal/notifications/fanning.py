"""Expanding one row for many recipients into their notices, a few hundred at a time."""

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.notifications.models import FanOut
from portal.notifications.outbox import Recipient, write

BATCH = 500


def expand_all() -> None:
    while FanOut.objects.filter(done_at=None).exists():
        if not _expand_one_batch():
            return  # another worker has it


@transaction.atomic
def _expand_one_batch() -> bool:
    """One batch of the oldest one that no other worker is expanding; False when there is none."""
    row = (
        FanOut.objects.select_for_update(skip_locked=True)
        .filter(done_at=None)
        .order_by("pk")
        .first()
    )
    if row is None:
        return False
    batch = row.recipients[row.position : row.position + BATCH]
    people = User.objects.in_bulk([number for _email, _language, number, _name in batch if number])
    recipients = [
        Recipient(email, language, people.get(number), name)
        for email, language, number, name in batch
        if email  # empty: erased since (`privacy`)
    ]
    write(row.kind, row.event, recipients, row.params, row.stream)
    row.position += len(batch)
    if row.position >= len(row.recipients):
        row.recipients = []  # the notices hold the addresses now
        row.done_at = timezone.now()
    row.save(update_fields=["position", "recipients", "done_at"])
    return True
