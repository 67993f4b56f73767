"""The Celery application: `celery -A portal worker -B`. It only triggers; rows are the truth."""

import os
import sys
from typing import Any

from celery import Celery
from celery.app.amqp import AMQP
from celery.signals import beat_init, celeryd_init
from django.core.exceptions import ImproperlyConfigured
from kombu import Connection

from portal.checks import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

LONGEST_RECONNECT_WAIT_SECONDS = 4


class PatientConnection(Connection):
    """Celery waits ever longer for a broker that is away, up to 30 seconds, with no setting
    for it; a worker of ours is back within seconds of its broker."""

    def ensure_connection(self, *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("interval_max", LONGEST_RECONNECT_WAIT_SECONDS)
        return super().ensure_connection(*args, **kwargs)


class PatientAMQP(AMQP):
    Connection = PatientConnection


app = Celery("portal", amqp=PatientAMQP)
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
