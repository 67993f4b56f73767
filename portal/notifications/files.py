"""Mail as files, for development: one `.eml` a message in `EMAIL_OUTBOX`, sorted by time."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_OUTBOX)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in email_messages:
            mime: Any = message.message()
            _write(folder, mime.as_bytes(linesep="\r\n"))
        return len(email_messages)


def _write(folder: Path, mime: bytes) -> None:
    """Whoever looks sees the whole file or none; it may hold a code, so only we read it."""
    name = f"{time.time_ns()}-{uuid4().hex[:8]}"
    unfinished = folder / f".{name}.tmp"
    number = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(mime)
    unfinished.rename(folder / f"{name}.eml")
