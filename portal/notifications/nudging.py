"""Waking a worker after a commit. It may fail: the sweeper finds every row that is due."""

import logging
import time

from portal.celery import app

QUIET_SECONDS = 5.0  # after a failure this process asks nothing of the broker
STALE_SECONDS = 60.0  # a wake-up call that nobody took is of no use later
log = logging.getLogger(__name__)
_quiet_until = 0.0


def nudge() -> None:
    """Returns within about a second, whatever the broker does, and raises nothing."""
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return
    try:
        app.send_task("portal.notifications.tasks.drain", expires=STALE_SECONDS)
    except Exception as error:  # whatever ails the broker, what was told is written
        _quiet_until = time.monotonic() + QUIET_SECONDS
        log.warning("the broker is away, mails leave with the next sweep: %r", error)
