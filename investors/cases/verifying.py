"""Was anything of a case touched past its moves? Its events, its own row, its pauses."""

import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from investors.cases.chain import (
    STANDS,
    START,
    VOUCHED,
    digest_of,
    digest_of_payload,
    keys,
    standing_row,
)
from investors.cases.models import PAUSED_STATUSES, Case, Event, EventPayload


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written."""

    reference: str
    number: int  # of the event; 0: the case as a whole
    what: str
    remark: bool = False  # worth reading, and nothing was touched


def verify(cases: Iterable[Case]) -> Iterator[Finding]:
    """Compares every event with its digest, its neighbours and its payload, and every case with
    what its events say of it."""
    for case in cases:
        events = list(case.events.order_by("number").select_related("payload"))
        yield from _events(case, events)
        if events:
            yield from _row(case, events)
            yield from _pauses(case, events)
            yield from _extensions(case, events)


def _events(case: Case, events: Sequence[Event]) -> Iterator[Finding]:
    known = keys()
    expected, previous = 1, START
    for event in events:
        if event.number != expected:
            yield Finding(case.reference, expected, f"missing: the next one is {event.number}")
        if event.previous != previous:
            yield Finding(case.reference, event.number, "does not follow the event before it")
        if not any(hmac.compare_digest(digest_of(event, key), event.digest) for key in known):
            yield Finding(case.reference, event.number, "was changed: its digest differs")
        yield from _payload(case, event)
        expected, previous = event.number + 1, event.digest
    if case.event_count != expected - 1:
        kept, found = case.event_count, expected - 1
        yield Finding(case.reference, 0, f"keeps a count of {kept} events, the last is {found}")
    if (case.event_head or START) != previous:
        yield Finding(case.reference, 0, "its head is not the digest of its last event")


def _payload(case: Case, event: Event) -> Iterator[Finding]:
    payload: EventPayload | None = getattr(event, "payload", None)
    if payload is None:
        yield Finding(case.reference, event.number, "its payload row is gone")
    elif payload.erased_at is not None:
        if payload.salt or payload.data:
            yield Finding(case.reference, event.number, "its payload is erased and is not")
    elif digest_of_payload(payload.salt, payload.data) != event.payload_digest:
        yield Finding(case.reference, event.number, "its payload was changed")


def _row(case: Case, events: Sequence[Event]) -> Iterator[Finding]:
    """Every column that the last event vouches for, by name."""
    last = events[-1]
    said: dict[str, Any] = last.facts.get(STANDS, {"status": last.to_status})
    found = standing_row(case)
    for name in VOUCHED if STANDS in last.facts else ("status",):
        yield from _compare(case, name, found.get(name), said.get(name))
    codes = [payload.data["national_code"] for payload in _given(events, "national_code")]
    if codes:
        yield from _compare(case, "national_code", case.national_code, codes[-1])


def _given(events: Sequence[Event], name: str) -> Iterator[EventPayload]:
    for event in events:
        payload: EventPayload | None = getattr(event, "payload", None)
        if payload is not None and name in payload.data:
            yield payload


def _compare(case: Case, name: str, found: Any, said: Any) -> Iterator[Finding]:
    if found != said:
        what = f"its {name} is {found or 'empty'}, its events say {said or 'empty'}"
        yield Finding(case.reference, 0, what)


Interval = tuple[datetime, datetime | None]


def _pauses(case: Case, events: Sequence[Event]) -> Iterator[Finding]:
    """The clock stood from the step into a paused status to the step out of it."""
    said: list[Interval] = []
    for event in events:
        if event.from_status == event.to_status:
            continue
        if event.from_status in PAUSED_STATUSES and said:
            said[-1] = (said[-1][0], event.at)
        if event.to_status in PAUSED_STATUSES:
            said.append((event.at, None))
    found = list(case.pauses.order_by("pk").values_list("begins_at", "ends_at"))
    if found != said:
        yield Finding(case.reference, 0, "its pauses are not those of its events")


def _extensions(case: Case, events: Sequence[Event]) -> Iterator[Finding]:
    said = [(event.facts.get("days"), event.at) for event in events if event.move == "extend"]
    if list(case.extensions.order_by("pk").values_list("days", "at")) != said:
        yield Finding(case.reference, 0, "its extensions are not those of its events")
