"""The Celery application: `celery -A portal worker -B`. It only triggers; rows are the truth."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, celeryd_init

from portal.checks import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
@beat_init.connect
def refuse_unsafe(**_kwargs: Any) -> None:
    """Celery does not run Django's checks; an unsafe production worker must not start."""
    refuse_unsafe_start()
