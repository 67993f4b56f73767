"""The chain of events: append one, and find out whether anything in it was touched.

digest = HMAC-SHA256(key, previous digest + public fields + salted digest of the payload). The
case keeps count and head; `anchors.py` writes all heads outside the table every night. The key
is `EVENT_KEY`, or derived from SECRET_KEY; who has neither cannot forge a digest.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from investors.cases.models import Case, Event, EventPayload
from portal.accounts.models import User

START = "0" * 64  # what stands before the first event
SALT_BYTES = 16


def append(
    case: Case,
    move: str,
    *,
    from_status: str,
    by: User | None,
    role: str,
    at: datetime,
    recorded_at: datetime,
    facts: dict[str, Any],
    payload: dict[str, Any],
    wish: dict[str, Any] | None = None,
) -> Event:
    """Writes the next event of a locked case and sets its count and head; the caller saves it.

    `wish`: what was asked for, where a repeated click is to find this event (`drawing.py`).
    """
    salt = secrets.token_hex(SALT_BYTES)
    event = Event(
        case=case,
        number=case.event_count + 1,
        move=move,
        from_status=from_status,
        to_status=case.status,
        actor=by,
        actor_role=role,
        at=at,
        recorded_at=recorded_at,
        facts=facts,
        previous=case.event_head or START,
        payload_digest=digest_of_payload(salt, payload),
    )
    event.digest = digest_of(event, _keys()[0])
    event.save(force_insert=True)
    wanted = "" if wish is None else digest_of_payload(salt, wish)
    EventPayload.objects.create(event=event, salt=salt, data=payload, wish=wanted)
    case.event_count, case.event_head = event.number, event.digest
    return event


def digest_of(event: Event, key: bytes) -> str:
    """Over everything of the event that stays for ever; 64 hex characters."""
    fields = {
        "case": event.case_id,
        "number": event.number,
        "move": event.move,
        "from": event.from_status,
        "to": event.to_status,
        "actor": event.actor_id,
        "role": event.actor_role,
        "at": event.at.astimezone(UTC).isoformat(),
        "recorded_at": event.recorded_at.astimezone(UTC).isoformat(),
        "facts": event.facts,
        "previous": event.previous,
        "payload": event.payload_digest,
    }
    return hmac.new(key, canonical(fields), hashlib.sha256).hexdigest()


def digest_of_payload(salt: str, data: dict[str, Any]) -> str:
    """Without the salt it cannot be guessed what was erased."""
    return hmac.new(salt.encode(), canonical(data), hashlib.sha256).hexdigest()


def canonical(content: Any) -> bytes:
    """One way to write it: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def mac(content: bytes, key: bytes | None = None) -> str:
    return hmac.new(key or _keys()[0], content, hashlib.sha256).hexdigest()


def same_mac(content: bytes, kept: str) -> bool:
    return any(hmac.compare_digest(mac(content, key), kept) for key in _keys())


def _keys() -> list[bytes]:
    """The newest signs; the older ones still verify, so that keys can be rotated."""
    given = [settings.EVENT_KEY] if settings.EVENT_KEY else []
    texts = [*given, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [hashlib.sha256(f"portal.events:{text}".encode()).digest() for text in texts]


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written."""

    reference: str
    number: int  # of the event; 0: the case as a whole
    what: str


def verify(cases: Iterable[Case]) -> Iterator[Finding]:
    """Compares every event with its digest, its neighbours, its payload and its case."""
    keys = _keys()
    for case in cases:
        yield from _verify_case(case, keys)


def _verify_case(case: Case, keys: list[bytes]) -> Iterator[Finding]:
    expected, previous = 1, START
    for event in case.events.order_by("number").select_related("payload").iterator():
        if event.number != expected:
            yield Finding(case.reference, expected, f"missing: the next one is {event.number}")
        if event.previous != previous:
            yield Finding(case.reference, event.number, "does not follow the event before it")
        if not any(hmac.compare_digest(digest_of(event, key), event.digest) for key in keys):
            yield Finding(case.reference, event.number, "was changed: its digest differs")
        yield from _verify_payload(case, event)
        expected, previous = event.number + 1, event.digest
    if case.event_count != expected - 1:
        kept, found = case.event_count, expected - 1
        yield Finding(case.reference, 0, f"keeps a count of {kept} events, the last is {found}")
    if (case.event_head or START) != previous:
        yield Finding(case.reference, 0, "its head is not the digest of its last event")
    last = case.events.order_by("number").last()
    if last is not None and last.to_status != case.status:
        yield Finding(case.reference, 0, "stands elsewhere than its last event says")


def _verify_payload(case: Case, event: Event) -> Iterator[Finding]:
    payload: EventPayload | None = getattr(event, "payload", None)
    if payload is None:
        yield Finding(case.reference, event.number, "its payload row is gone")
    elif payload.erased_at is not None:
        if payload.salt or payload.data:
            yield Finding(case.reference, event.number, "its payload is erased and is not")
    elif digest_of_payload(payload.salt, payload.data) != event.payload_digest:
        yield Finding(case.reference, event.number, "its payload was changed")
