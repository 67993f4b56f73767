"""A mail server of our own, and short ways to tell and to look."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from portal.notifications.models import Delivery
from portal.notifications.outbox import Recipient, tell
from tests.portal.notifications.sinks import Sink, serve

Tell = Callable[..., None]
GREYLISTED, UNKNOWN = "451 4.7.1 try again later", "550 5.1.1 no such mailbox"


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """Django's mail goes there during the test; `settings.EMAIL_PORT` is its port."""
    sink = Sink()
    controller = serve(sink)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    settings.EMAIL_TIMEOUT = 2
    yield sink
    controller.stop()


@pytest.fixture
def write_to(db: None) -> Tell:
    """`write_to("lan@x.test", event="e:1")`: one letter, told in a transaction."""

    def write(*addresses: str, event: str = "event:1", stream: str = "", **words: str) -> None:
        with transaction.atomic():
            tell(
                "portal.letter",
                event=event,
                to=[Recipient(address, "en") for address in addresses],
                params={"subject": "News of your case", "text": "Hello.", **words},
                stream=stream,
            )

    return write


def make_due() -> None:
    """Lets the waiting time of everything that was put off pass."""
    Delivery.objects.filter(state=Delivery.State.DEFERRED).update(
        next_try_at=timezone.now() - timedelta(seconds=1)
    )


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))
