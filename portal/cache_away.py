"""The cache in Redis, for what must go on while Redis is away: it forgets instead of failing.

The counters of sign-in live in it. A limit protects the portal, it must not close it, so that
nothing is counted while there is nowhere to count.

A click asks it several times. After a failure this process is quiet for a while, so that a Redis
that takes connections and never answers costs one click half a second (`REDIS_TIMEOUTS`), not
each of its questions.
"""

import json
import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from portal.quiet import Quiet

_quiet: dict[str, Quiet] = {}  # by the address of the Redis
log = logging.getLogger(__name__)
T = TypeVar("T")


class JsonSerializer:
    """What is kept is plain: numbers and lists of them. Django's own way, pickle, would let
    whoever can write to Redis run code in the web server that reads it."""

    def dumps(self, value: Any) -> bytes:
        return json.dumps(value).encode()

    def loads(self, kept: bytes) -> Any:
        return json.loads(kept)


class ForgetfulRedisCache(RedisCache):
    """Redis; when it cannot be asked, a cache where nothing was kept and everything may be."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        options = {**params.get("OPTIONS", {}), "serializer": JsonSerializer}
        super().__init__(server, {**params, "OPTIONS": options})
        self._where = str(server)

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        return self._unless_away(
            lambda: super(ForgetfulRedisCache, self).add(key, value, timeout, version), True
        )

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        try:
            return self._unless_away(
                lambda: super(ForgetfulRedisCache, self).get(key, default, version), default
            )
        except ValueError:  # not ours, or kept by an older version: as good as nothing
            return default

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        self._unless_away(
            lambda: super(ForgetfulRedisCache, self).set(key, value, timeout, version), None
        )

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return self._unless_away(
            lambda: super(ForgetfulRedisCache, self).incr(key, delta, version), delta
        )

    def delete(self, key: Any, version: int | None = None) -> bool:
        return self._unless_away(
            lambda: super(ForgetfulRedisCache, self).delete(key, version), False
        )

    def _unless_away(self, ask: Callable[[], T], otherwise: T) -> T:
        quiet = _quiet.setdefault(self._where, Quiet())
        if quiet.holds():
            return otherwise
        try:
            return quiet.asking(ask, (RedisError, OSError))
        except (RedisError, OSError) as error:
            log.warning("the cache is away, nothing is kept in it: %s", error)
            return otherwise
