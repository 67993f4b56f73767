"""Periodic repair of every room: each room's `sweeps.py` lists its functions in `SWEEPS`."""

import logging
import sys
from collections.abc import Callable, Iterator
from datetime import datetime

from django.apps import apps
from django.utils.module_loading import autodiscover_modules

Sweep = Callable[[datetime], object]
log = logging.getLogger(__name__)


def collect() -> None:
    autodiscover_modules("sweeps")


def all_sweeps() -> Iterator[Sweep]:
    for room in apps.get_app_configs():
        yield from getattr(sys.modules.get(f"{room.name}.sweeps"), "SWEEPS", ())


def sweep_all(now: datetime) -> None:
    """Runs every room's sweeps; one that fails is logged and holds up no other."""
    for sweep in all_sweeps():
        try:
            sweep(now)
        except Exception:
            log.exception("the sweep %s.%s failed", sweep.__module__, sweep.__name__)
