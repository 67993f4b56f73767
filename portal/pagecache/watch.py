"""Which version of everything public holds now, asked of the database once a second at most."""

import threading
import time
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.utils import timezone

from portal.pagecache.version import public_version

READ_EVERY_SECONDS = 1.0
TRUSTED_SECONDS = 30.0  # how long the last version read may be used while the database is away

Stamp = tuple[int, str]  # the version and the day: pages say what is late today


class VersionWatch:
    """One per process, shared by its threads; `clock` is monotonic, in seconds."""

    def __init__(
        self,
        read: Callable[[], int] = public_version,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.read = read
        self.clock = clock
        self.reading = threading.Lock()
        self.stamp: Stamp | None = None
        self.asked_at = self.read_at = float("-inf")

    def now(self) -> Stamp | None:
        """The stamp pages are kept under, or None when it cannot be known: keep nothing then."""
        now = self.clock()
        # While one thread asks, the others go on with what was read before.
        if self.is_due() and self.reading.acquire(blocking=self.stamp is None):
            try:
                if self.is_due():
                    self.ask()
            finally:
                self.reading.release()
        return self.stamp if now - self.read_at <= TRUSTED_SECONDS else None

    def is_due(self) -> bool:
        return self.clock() - self.asked_at >= READ_EVERY_SECONDS

    def ask(self) -> None:
        now = self.clock()
        try:
            number = self.read()
        except DatabaseError:
            pass
        else:
            self.stamp = (number, timezone.localdate().isoformat())
            self.read_at = now
        finally:
            self.asked_at = self.clock()
            if not connection.in_atomic_block:
                # Outside a request nobody else gives the connection back.
                connection.close_if_unusable_or_obsolete()
