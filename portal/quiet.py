"""Leaving a part that is away in peace: after a failure it is not asked for a few seconds."""

import time
from collections.abc import Callable

QUIET_SECONDS = 5.0


class Quiet:
    """One per process and part, shared by its threads; `clock` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.until = float("-inf")

    def holds(self) -> bool:
        return self.clock() < self.until

    def begin(self) -> None:
        self.until = self.clock() + QUIET_SECONDS
