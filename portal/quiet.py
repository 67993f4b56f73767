"""Leaving a part that is away in peace: after a failure it is not asked for a few seconds."""

import time
from collections.abc import Callable
from typing import TypeVar

QUIET_SECONDS = 5.0
AT_ONCE_SECONDS = 0.3
T = TypeVar("T")


class Quiet:
    """One per process and part, shared by its threads; `clock` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.until = float("-inf")

    def holds(self) -> bool:
        return self.clock() < self.until

    def begin(self) -> None:
        self.until = self.clock() + QUIET_SECONDS

    def asking(self, ask: Callable[[], T], failures: tuple[type[Exception], ...]) -> T:
        """What `ask` gives; one of `failures` begins the quiet time and is raised.

        A kept connection that a restart closed fails at once and is then made anew, so that it
        is asked once more; a silent part is not asked twice.
        """
        started = self.clock()
        try:
            try:
                return ask()
            except failures:
                if self.clock() - started > AT_ONCE_SECONDS:
                    raise
                return ask()
        except failures:
            self.begin()
            raise
