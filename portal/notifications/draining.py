"""Sending what is due. A task says only "drain"; which rows, the rows themselves know.

A drain claims a few rows for the length of a lease, sends them over one connection outside any
transaction, and commits each result by itself. A worker that dies leaves rows whose lease ends:
the next drain takes them and sends the same mail, with the same Message-ID, again.
"""

import logging
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from portal.accounts.sealing import CannotOpen
from portal.notifications.mailing import Answer, MailServer, NoConnection
from portal.notifications.models import Attempt, Delivery
from portal.notifications.rendering import mail_of
from portal.notifications.results import (
    MAX_ATTEMPTS,
    SUPPRESSED_EXPIRED,
    SUPPRESSED_KEY_GONE,
    finish,
    put_back,
)

CLAIM = 20
DRAIN_SECONDS = 30  # then the next sweep goes on
log = logging.getLogger(__name__)


def drain() -> int:
    """Sends until nothing is due, the mail server is away or the time is up: how many left."""
    latest = time.monotonic() + DRAIN_SECONDS
    sent = 0
    if not Delivery.objects.due(timezone.now()).exists():
        return sent  # the common case takes no lock
    with MailServer(get_connection()) as server:
        while time.monotonic() < latest and (claimed := claim(timezone.now())):
            try:
                sent += _send_all(claimed, server)
            except NoConnection as away:
                log.warning("the mail server is away: %s", away)
                break
    return sent


@transaction.atomic
def claim(now: datetime) -> list[Delivery]:
    """Takes up to `CLAIM` due rows that nobody else has, for the length of the lease."""
    rows = list(Delivery.objects.due(now).select_for_update(skip_locked=True, of=("self",))[:CLAIM])
    lease = now + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    left_behind = [row for row in rows if row.state == Delivery.State.SENDING]
    Attempt.objects.bulk_create(
        Attempt(
            delivery=row,
            started_at=now,
            duration_ms=0,
            delivered=False,
            answer="No result: the worker that was sending it ended.",
        )
        for row in left_behind
    )
    for row in rows:
        row.attempts_made += row.state == Delivery.State.SENDING
        # A mail that ends its worker each time must come to an end as well.
        hopeless = row.attempts_made >= MAX_ATTEMPTS
        row.state = Delivery.State.FAILED if hopeless else Delivery.State.SENDING
        row.next_try_at = row.lease_until = lease
    Delivery.objects.bulk_update(rows, ["state", "attempts_made", "next_try_at", "lease_until"])
    return [row for row in rows if row.state == Delivery.State.SENDING]


def _send_all(claimed: list[Delivery], server: MailServer) -> int:
    """Sends in order. What would outlast half the lease is put back for the next claim."""
    sent = 0
    half_time = time.monotonic() + settings.OUTBOX_LEASE_SECONDS / 2
    for number, delivery in enumerate(claimed):
        if time.monotonic() > half_time and number:
            put_back(claimed[number:], timezone.now())
            break
        try:
            sent += _send(delivery, server)
        except NoConnection as away:
            wait = timedelta(seconds=settings.OUTBOX_RECONNECT_SECONDS)
            put_back(claimed[number:], timezone.now() + wait, f"No connection: {away}")
            raise
    return sent


def _send(delivery: Delivery, server: MailServer) -> bool:
    """One mail to its result; raises `NoConnection` when it was not even tried."""
    now = timezone.now()
    if delivery.sealed_until is not None and delivery.sealed_until <= now:
        finish(delivery, Answer.suppressed(SUPPRESSED_EXPIRED), now, 0)
        return False
    server.open()
    started = time.monotonic()
    try:
        mime = bytes(delivery.mime) if delivery.mime is not None else mail_of(delivery)
        if delivery.mime is None and delivery.sealed is None:
            # Kept before it leaves, so that a repetition is the same to the letter.
            Delivery.objects.filter(pk=delivery.pk).update(mime=mime)
        answer = server.send(delivery.address, mime)
    except CannotOpen:
        answer = Answer.suppressed(SUPPRESSED_KEY_GONE)
    except Exception as error:  # a text that cannot be written must not stop the others
        log.exception("delivery %s could not be written", delivery.pk)
        answer = Answer.later(f"The text could not be written: {error!r}")
    milliseconds = int((time.monotonic() - started) * 1000)
    finish(delivery, answer, now, milliseconds)
    return answer.delivered
