"""`tell()`: the one way to tell a person something.

What is told is written in the transaction of the event itself, so that either both happened or
neither. Sending comes after the commit and elsewhere (`draining`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from portal.accounts.addresses import why_not
from portal.accounts.models import User
from portal.accounts.sealing import seal
from portal.languages.lines import in_one_line
from portal.languages.text import LANGUAGES
from portal.notifications.kinds import kind_of
from portal.notifications.models import Channel, Delivery, FanOut, Notice
from portal.notifications.nudging import nudge
from portal.notifications.silence import is_silent
from portal.refusals import Refused

MANY = 50  # more recipients than this are expanded by a task
NAME_LENGTH = 150
LETTER_LIFE = timedelta(hours=1)


@dataclass(frozen=True)
class Recipient:
    """An address and the language of what goes there; a `user` also gets it in the portal."""

    email: str
    language: str
    user: User | None = None
    name: str = ""

    @classmethod
    def of(cls, user: User) -> Self:
        return cls(user.email, user.language, user, user.name)


def tell(
    kind: str,
    *,
    event: str,
    to: Iterable[Recipient],
    params: Mapping[str, Any],
    stream: str = "",
    secret: Mapping[str, str] | None = None,
    secret_until: datetime | None = None,
) -> None:
    """Writes one notice per recipient and channel; telling the same event again is silent, and so
    is everything while a demonstration is loaded (`silence`).

    `event` names what happened, once and for all ("case:12:event:3"). `params` fill the text and
    are JSON. Within one `stream` ("case:12") an address gets its mails in order. A `secret`
    (codes) is sealed, goes by mail only, out of any order, and is wiped when the mail has left or
    at `secret_until`. Raises `Refused` for an address that no mail reaches.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "tell() belongs into the transaction of what it tells about."
        )
    if is_silent():
        return
    if secret is not None and secret_until is None:
        raise ValueError("A secret needs the time when it stops being of use.")
    kind_of(kind)
    recipients = list({recipient.email: _checked(recipient) for recipient in to}.values())
    if not recipients:
        return
    if len(recipients) > MANY:
        if secret is not None:
            raise ValueError("A secret is for one person.")
        _write_fan_out(kind, event, recipients, params, stream)
    else:
        write(kind, event, recipients, params, stream, secret, secret_until)
    if not any(entry[1] is _nudge for entry in connection.run_on_commit):  # once a commit
        transaction.on_commit(_nudge, robust=True)


@transaction.atomic
def post(
    *,
    subject: str,
    text: str,
    to: Recipient,
    sealed: bool = False,
    event: str = "",
    until: datetime | None = None,
) -> None:
    """Sends words that are already written, as the sign-in library has them.

    `sealed`: they hold a code, so they are kept encrypted, until `until` (default: an hour).
    """
    words = {"subject": subject, "text": text}
    tell(
        "portal.letter",
        event=event or f"letter:{uuid4().hex}",
        to=[to],
        params={} if sealed else words,
        secret=words if sealed else None,
        secret_until=(until or timezone.now() + LETTER_LIFE) if sealed else None,
    )


def write(
    kind: str,
    event: str,
    recipients: Sequence[Recipient],
    params: Mapping[str, Any],
    stream: str = "",
    secret: Mapping[str, str] | None = None,
    secret_until: datetime | None = None,
) -> None:
    """The rows themselves; who was told of this event already is left out."""
    now = timezone.now()
    channels = {Channel.EMAIL: recipients}
    if secret is None:
        channels[Channel.INAPP] = [one for one in recipients if one.user is not None]
    notices = [
        Notice(
            kind=kind,
            event=event,
            channel=channel,
            address=one.email,
            user=one.user,
            name=one.name[:NAME_LENGTH],
            language=one.language,
            params=dict(params),
            created_at=now,
        )
        for channel, those in channels.items()
        for one in those
    ]
    # Another transaction telling the same is waited for, and its rows then are the ones kept.
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    new = list(
        Notice.objects.filter(
            event=event,
            channel=Channel.EMAIL,
            delivery=None,
            address__in=[one.email for one in recipients],
        ).order_by("pk")
    )
    deliveries = Delivery.objects.bulk_create(
        Delivery(
            address=notice.address,
            language=notice.language,
            # A code that comes late is of no use, so it waits for no other mail.
            stream=stream if secret is None else "",
            message_id=f"<{uuid4().hex}@{settings.MESSAGE_ID_DOMAIN}>",
            sealed=seal(json.dumps(dict(secret))) if secret is not None else None,
            sealed_until=secret_until,
            next_try_at=now,
            created_at=now,
        )
        for notice in new
    )
    for notice, delivery in zip(new, deliveries, strict=True):
        notice.delivery = delivery
    Notice.objects.bulk_update(new, ["delivery"])


def _write_fan_out(
    kind: str,
    event: str,
    recipients: Sequence[Recipient],
    params: Mapping[str, Any],
    stream: str,
) -> None:
    rows = [(one.email, one.language, one.user and one.user.pk, one.name) for one in recipients]
    FanOut.objects.create(
        kind=kind, event=event, recipients=rows, params=dict(params), stream=stream
    )


def _checked(recipient: Recipient) -> Recipient:
    """A name in several lines is put into one; an address that is none is a fault of the form
    that took it."""
    if sentence := why_not(recipient.email):
        raise Refused(sentence)
    if recipient.language not in LANGUAGES:
        raise ValueError(f"{recipient.language!r} is not one of our languages.")
    return replace(recipient, name=in_one_line(recipient.name))


def _nudge() -> None:
    nudge()
