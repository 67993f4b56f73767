"""Periodic repair: brochures whose call was lost are made, old ones are tidied away."""

from collections.abc import Callable
from datetime import datetime

from parks.directory.brochure.making import make
from parks.directory.brochure.models import Brochure
from parks.directory.brochure.tidying import tidy

BATCH = 100


def make_waiting(now: datetime) -> int:
    rows = list(Brochure.objects.due(now).order_by("pk").values_list("pk", flat=True)[:BATCH])
    return sum(make(pk, now) for pk in rows)


SWEEPS: list[Callable[[datetime], object]] = [make_waiting, tidy]
