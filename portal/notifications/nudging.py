"""Waking a worker after a commit. It may fail: the sweeper finds every row that is due."""

import logging

from portal.celery import app
from portal.quiet import Quiet

STALE_SECONDS = 60.0  # a wake-up call that nobody took is of no use later
log = logging.getLogger(__name__)
_quiet = Quiet()  # after a failure this process asks nothing of the broker


def nudge() -> None:
    """Returns within about a second, whatever the broker does, and raises nothing."""
    if _quiet.holds():
        return
    try:
        _quiet.asking(_call, (Exception,))
    except Exception as error:  # whatever ails the broker, what was told is written
        log.warning("the broker is away, mails leave with the next sweep: %r", error)


def _call() -> None:
    app.send_task(
        "portal.notifications.tasks.drain",
        expires=STALE_SECONDS,
        retry_policy={"max_retries": 0, "interval_start": 0, "interval_max": 0},
    )
