"""How sure a value can be: never surer than its record, nor than the best of its sources."""

from collections.abc import Iterable

from portal.provenance.models import Confidence, Grade

# What a source of each grade can carry at most.
CEILINGS: dict[str, Confidence] = {
    Grade.OFFICIAL: Confidence.HIGH,
    Grade.PRESS: Confidence.MEDIUM,
    Grade.DEVELOPER: Confidence.MEDIUM,
    Grade.DERIVED: Confidence.MEDIUM,
    Grade.BROKER: Confidence.LOW,
    Grade.UNKNOWN: Confidence.LOW,
}
WEAK = {Grade.BROKER, Grade.UNKNOWN}  # they carry no number
_ORDER = [Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH]


def lowest(*confidences: str) -> str:
    return str(min(confidences, key=_rank))


def carried_by(grades: Iterable[str]) -> str:
    """What sources of these grades carry; low without any."""
    return str(max((CEILINGS[grade] for grade in grades), key=_rank, default=Confidence.LOW))


def _rank(confidence: str) -> int:
    return _ORDER.index(Confidence(confidence))
