"""The chain of events: appending one, and what its digest is made of.

digest = HMAC-SHA256(key, previous digest + public fields + salted digest of the payload). Each
event also says how the case's own row stood after it. The case keeps count and head; `anchors.py`
writes all heads outside the table every night; `verifying.py` compares. The key is `EVENT_KEY`,
or derived from SECRET_KEY; who has neither cannot forge a digest.
"""

import hashlib
import hmac
import json
import secrets
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings

from investors.cases.models import Case, Event, EventPayload
from portal.accounts.models import User
from portal.keys import keys_for

START = "0" * 64  # what stands before the first event
SALT_BYTES = 16
# What of a case its events vouch for. Contact and title are left out, for they may be erased, and
# `escalated` and `calendar_version`, which sweeps turn without an event.
VOUCHED = (
    *("kind", "status", "status_since", "result", "version_id", "desk_id", "owner_id"),
    *("owner_since", "submitted_at", "received_at", "closed_at"),
    *("official_due", "original_due", "computed_due", "due", "due_certainty"),
)
STANDS = "stands"  # of the facts of an event


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
        facts={**facts, STANDS: standing_row(case)},
        previous=case.event_head or START,
        payload_digest=digest_of_payload(salt, payload),
    )
    event.digest = digest_of(event, keys()[0])
    event.save(force_insert=True)
    wanted = "" if wish is None else digest_of_payload(salt, wish)
    EventPayload.objects.create(event=event, salt=salt, data=payload, wish=wanted)
    case.event_count, case.event_head = event.number, event.digest
    return event


def standing_row(case: Case) -> dict[str, Any]:
    """The row of a case as its events say it, without what is empty: JSON, moments in UTC."""
    return {name: plain for name in VOUCHED if (plain := _plain(getattr(case, name)))}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


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
    return hmac.new(key or keys()[0], content, hashlib.sha256).hexdigest()


def same_mac(content: bytes, kept: str) -> bool:
    return any(hmac.compare_digest(mac(content, key), kept) for key in keys())


def keys() -> list[bytes]:
    """The newest signs; the older ones still verify, so that keys can be rotated."""
    return keys_for("events", own=settings.EVENT_KEY)
