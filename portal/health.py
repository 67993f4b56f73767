"""Alive, and able to serve: two addresses for machines. They say which part is away, no more."""

import logging
import os
from collections.abc import Callable
from datetime import timedelta
from importlib.util import find_spec

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)

# A message that is due and has waited this long: no worker is delivering.
OUTBOX_PATIENCE = timedelta(minutes=15)
# By name: the floor may not import the rooms above it.
OUTBOX_HEALTH = "portal.notifications.health"


class Away(Exception):  # noqa: N818 - reads as the word it carries
    """A part cannot be used; the message goes to the log, never to the reader."""


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when every part answers; 503 names the parts that do not."""
    parts = {name: _state(name, check) for name, check in CHECKS.items()}
    ready = all(state == "ok" for state in parts.values())
    return JsonResponse(
        {"status": "ok" if ready else "unavailable", "parts": parts},
        status=200 if ready else 503,
    )


def _state(name: str, check: Callable[[], None]) -> str:
    try:
        check()
    except Away as away:
        log.warning("not ready: %s: %s", name, away)
        return "away"
    return "ok"


def check_database() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        raise Away(str(error)) from error


def check_broker() -> None:
    if settings.REDIS_URL:
        try:
            with redis.Redis.from_url(settings.REDIS_URL, **settings.REDIS_TIMEOUTS) as client:
                client.ping()
        except redis.RedisError as error:
            raise Away(str(error)) from error
        return
    folder = settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_out"]
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Away(f"{folder} cannot be written")


def check_outbox() -> None:
    if find_spec(OUTBOX_HEALTH) is None:
        return
    try:
        age: timedelta | None = import_string(f"{OUTBOX_HEALTH}.oldest_due_age")(timezone.now())
    except DatabaseError as error:
        raise Away(str(error)) from error
    if age is not None and age > OUTBOX_PATIENCE:
        raise Away(f"the oldest message has been due for {age}")


CHECKS = {"database": check_database, "broker": check_broker, "outbox": check_outbox}

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
