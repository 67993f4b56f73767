"""Waking a worker after a commit. It may fail: the sweeper finds every row that is due."""

import logging
from functools import partial

from portal.celery import app
from portal.quiet import Quiet

STALE_SECONDS = 60.0  # a wake-up call that nobody took is of no use later
log = logging.getLogger(__name__)
_quiet = Quiet()  # after a failure this process asks nothing of the broker


def nudge() -> None:
    """Mails are due."""
    wake("portal.notifications.tasks.drain")


def wake(task: str, *ids: int) -> None:
    """Calls any room's task, whose sweep finds what a lost call leaves behind.

    Returns within about a second, whatever the broker does, and raises nothing.
    """
    if _quiet.holds():
        return
    try:
        _quiet.asking(partial(_call, task, ids), (Exception,))
    except Exception as error:  # whatever ails the broker, what was told is written
        log.warning("the broker is away, %s is left to the next sweep: %r", task, error)


def _call(task: str, ids: tuple[int, ...]) -> None:
    app.send_task(
        task,
        args=ids,
        expires=STALE_SECONDS,
        retry_policy={"max_retries": 0, "interval_start": 0, "interval_max": 0},
    )
