"""What follows from an answer: the state of a delivery, and one row for the attempt."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.notifications.mailing import Answer
from portal.notifications.models import Attempt, Delivery, DeliveryQuerySet

MAX_ATTEMPTS = 16  # with the waits below: about a day
FIRST_WAIT_SECONDS = 10
REASON_LENGTH = 300
SUPPRESSED_EXPIRED = "The code in it expired before it could be sent."
SUPPRESSED_KEY_GONE = "The key that sealed its code is gone."


def wait_after(attempts: int) -> timedelta:
    """Twice as long each time up to the longest wait, and not the same for all."""
    seconds = min(FIRST_WAIT_SECONDS * 2 ** (attempts - 1), settings.OUTBOX_LONGEST_WAIT_SECONDS)
    return timedelta(seconds=seconds * random.uniform(0.8, 1.2))  # noqa: S311 - jitter


@transaction.atomic
def finish(delivery: Delivery, answer: Answer, started_at: datetime, milliseconds: int) -> None:
    """Writes the attempt, and the state if the lease is still ours."""
    now = timezone.now()
    attempts = delivery.attempts_made + 1
    state = answer.state
    if state == Delivery.State.DEFERRED and attempts >= MAX_ATTEMPTS:
        state = Delivery.State.FAILED
    changes = {
        "state": state,
        "attempts_made": attempts,
        "lease_until": None,
        "reason": "" if answer.delivered else answer.text[:REASON_LENGTH],
        "next_try_at": now + wait_after(attempts),
    }
    if answer.delivered:
        changes |= {"delivered_at": now, "sealed": None}
    if state == Delivery.State.SUPPRESSED:
        changes |= {"sealed": None}
    Attempt.objects.create(
        delivery=delivery,
        started_at=started_at,
        duration_ms=milliseconds,
        delivered=answer.delivered,
        answer=answer.text,
    )
    _ours([delivery]).update(**changes)


def put_back(claimed: Sequence[Delivery], until: datetime, reason: str = "") -> None:
    """Gives up the lease on rows that were not tried; that counts as no attempt."""
    _ours(claimed).update(
        state=Delivery.State.DEFERRED,
        lease_until=None,
        next_try_at=until,
        reason=reason[:REASON_LENGTH],
    )


def wipe_expired(now: datetime) -> int:
    """Suppresses what still waits although its code expired, and wipes every expired secret."""
    expired = Delivery.objects.filter(sealed__isnull=False, sealed_until__lte=now)
    if not expired.exists():
        return 0  # the common case takes no lock
    waiting = expired.filter(state__in=[Delivery.State.CREATED, Delivery.State.DEFERRED])
    waiting.update(state=Delivery.State.SUPPRESSED, reason=SUPPRESSED_EXPIRED)
    return expired.exclude(state=Delivery.State.SENDING).update(sealed=None)


def _ours(claimed: Sequence[Delivery]) -> DeliveryQuerySet:
    """The claimed rows that no other worker took since: a lease is known by its end."""
    return Delivery.objects.filter(
        pk__in=[row.pk for row in claimed],
        state=Delivery.State.SENDING,
        lease_until=claimed[0].lease_until,
    )
