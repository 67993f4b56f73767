"""Periodic repair of every room: each room's `sweeps.py` lists its functions in `SWEEPS`."""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.utils.module_loading import autodiscover_modules

Sweep = Callable[[datetime], object]
log = logging.getLogger(__name__)


def collect() -> None:
    autodiscover_modules("sweeps")


def all_sweeps() -> Iterator[Sweep]:
    for room in apps.get_app_configs():
        yield from getattr(sys.modules.get(f"{room.name}.sweeps"), "SWEEPS", ())


def one_by_one(rows: Iterable[int], step: Callable[[int], int], most: int) -> int:
    """Takes `step` for each row, in a transaction of its own; the sum of what it answers.

    A row that fails is logged and stops no other. It does not count towards `most` either, so
    that broken rows at the head of a queue never starve the rest.
    """
    made = done = 0
    for row in rows:
        if done == most:
            break
        try:
            with transaction.atomic():
                made += step(row)
        except Exception:
            log.exception("a sweep failed for row %s: %r", row, step)
        else:
            done += 1
    return made


def sweep_all(now: datetime) -> None:
    """Runs every room's sweeps; one that fails is logged and holds up no other."""
    for sweep in all_sweeps():
        try:
            sweep(now)
        except Exception:
            log.exception("the sweep %s.%s failed", sweep.__module__, sweep.__name__)
