"""One dossier: prepared here, or mirrored from the one-stop system; its events and pauses."""

from investors.cases.models.case import Case, CaseQuerySet
from investors.cases.models.event import Event, EventPayload
from investors.cases.models.pause import Extension, Pause
from investors.cases.models.status import (
    ENDED_STATUSES,
    NATIONAL_STATUSES,
    OPEN_STATUSES,
    PAUSED_STATUSES,
    PREPARATION_STATUSES,
    WAITING_STATUSES,
    Status,
)

__all__ = [
    "ENDED_STATUSES",
    "NATIONAL_STATUSES",
    "OPEN_STATUSES",
    "PAUSED_STATUSES",
    "PREPARATION_STATUSES",
    "WAITING_STATUSES",
    "Case",
    "CaseQuerySet",
    "Event",
    "EventPayload",
    "Extension",
    "Pause",
    "Status",
]
