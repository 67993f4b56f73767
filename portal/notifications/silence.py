"""While a demonstration is loaded nobody is told: what it invents as past is news to nobody."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_silent: ContextVar[bool] = ContextVar("telling nobody", default=False)


@contextmanager
def telling_nobody() -> Iterator[None]:
    before = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(before)


def is_silent() -> bool:
    return _silent.get()
