"""The Celery application: `celery -A portal worker -B`. It only triggers; rows are the truth."""

import os
import sys
from typing import Any

from celery import Celery
from celery.signals import beat_init, celeryd_init
from django.core.exceptions import ImproperlyConfigured

from portal.checks import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
@beat_init.connect
def refuse_unsafe(**_kwargs: Any) -> None:
    """Celery does not run Django's checks; an unsafe production worker must not start.

    Celery logs and swallows an ordinary exception of a handler; leaving the process it obeys.
    """
    try:
        refuse_unsafe_start()
    except ImproperlyConfigured as refusal:
        sys.exit(str(refusal))
