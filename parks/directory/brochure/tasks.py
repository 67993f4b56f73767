"""Tasks of this room: they only trigger."""

from celery import shared_task
from django.utils import timezone

from parks.directory.brochure import making, tidying


@shared_task
def make_brochure(pk: int) -> bool:
    return making.make(pk, timezone.now())


@shared_task
def remove_strays() -> int:
    """Nightly: listing a storage is slow."""
    return tidying.remove_strays(timezone.now())
