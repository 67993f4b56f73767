"""What the worker does when nudged, and every few seconds by itself. No task carries a message."""

from celery import shared_task
from django.utils import timezone

from portal.notifications import draining, fanning, results, sweeping


@shared_task
def drain() -> None:
    fanning.expand_all()
    draining.drain()


@shared_task
def sweep() -> None:
    """Whatever a lost nudge, a dead worker or a passed deadline left behind."""
    results.wipe_expired(timezone.now())
    fanning.expand_all()
    draining.drain()


@shared_task
def sweep_rooms() -> None:
    sweeping.sweep_all(timezone.now())
