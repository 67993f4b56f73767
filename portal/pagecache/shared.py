"""The pages of all processes and hosts, in Redis, behind the shelf of each process.

After a change one process renders a page and the others find it here, ready compressed. Redis
may be away, silent or in foreign hands: a failure means five seconds without it, and an entry
that this portal did not sign itself, for this very address, is not found. What is kept is a
plain frame, never pickle: signature (32 bytes), length of the headers (4), headers as JSON, body.
"""

import hmac
import json
import logging
from collections.abc import Iterable

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from portal.keys import keys_for
from portal.pagecache.kept import Key, Variant
from portal.pagecache.release import release
from portal.pagecache.watch import Stamp
from portal.quiet import Quiet

KEPT_SECONDS = 3600
LARGEST_ENTRY_BYTES = 512 * 1024
# Nothing under these is a public page; files of `static` would only be asked for in vain.
_NEVER_PUBLIC = (settings.STATIC_URL, "/admin/", "/dev/", "/healthz", "/readyz")
_PREFIX = "portal:page:"
_AGES, _SIZES = "portal:pages:age", "portal:pages:size"
# Redis may also hold the task queue and evict nothing, so that the limit is kept here: in one
# step the entry is written, and what has expired or is oldest beyond the limit goes.
_KEEP = """
local entry, age, size = KEYS[1], KEYS[2], KEYS[3]
local bytes, seconds, limit = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
local function forget(name)
  redis.call('DEL', name)
  redis.call('ZREM', age, name)
  redis.call('HINCRBY', size, 'all', 0 - (redis.call('HGET', size, name) or 0))
  redis.call('HDEL', size, name)
end
forget(entry)
for _, name in ipairs(redis.call('ZRANGEBYSCORE', age, '-inf', now - seconds)) do
  forget(name)
end
redis.call('SET', entry, bytes, 'EX', seconds)
redis.call('ZADD', age, now, entry)
redis.call('HSET', size, entry, #bytes)
redis.call('HINCRBY', size, 'all', #bytes)
while tonumber(redis.call('HGET', size, 'all')) > limit do
  local oldest = redis.call('ZRANGE', age, 0, 0)[1]
  if not oldest then
    redis.call('DEL', size)
    break
  end
  forget(oldest)
end
redis.call('EXPIRE', age, seconds)
redis.call('EXPIRE', size, seconds)
"""

log = logging.getLogger(__name__)


class SharedShelf:
    """Pages in the Redis at `url`, `limit` bytes of them in all; raises nothing."""

    def __init__(self, url: str, limit: int, quiet: Quiet | None = None) -> None:
        # Not asked twice: rendering a page takes less time than waiting for Redis.
        once = Retry(NoBackoff(), 0)
        self.redis = redis.Redis.from_url(url, retry=once, **settings.REDIS_TIMEOUTS)
        self.limit = limit
        self.quiet = quiet or Quiet()
        self.release = release()
        self.secret = keys_for("pagecache")[0]

    def find(self, key: Key, stamp: Stamp) -> Variant | None:
        if self.quiet.holds() or key.path.startswith(_NEVER_PUBLIC):
            return None
        name = self.name(key, stamp)
        try:
            entry = self.redis.get(name)
        except (redis.RedisError, OSError) as error:
            self.leave_in_peace(error)
            return None
        return self.opened(name, entry) if isinstance(entry, bytes) else None

    def keep(self, pages: Iterable[tuple[Key, Variant]], stamp: Stamp) -> None:
        if self.quiet.holds():
            return
        try:
            with self.redis.pipeline(transaction=False) as told:
                for key, page in pages:
                    name = self.name(key, stamp)
                    entry = self.framed(name, page)
                    if len(entry) <= min(LARGEST_ENTRY_BYTES, self.limit):
                        what = (name, _AGES, _SIZES, entry, KEPT_SECONDS, self.limit)
                        told.eval(_KEEP, 3, *what)
                told.execute()
        except (redis.RedisError, OSError) as error:
            self.leave_in_peace(error)

    def leave_in_peace(self, error: Exception) -> None:
        self.quiet.begin()
        log.warning("no page is shared through Redis for a while: %s", error)

    def name(self, key: Key, stamp: Stamp) -> str:
        words = json.dumps([self.release, *stamp, *key]).encode()
        return _PREFIX + hmac.digest(self.secret, words, "sha256").hex()

    def signature(self, name: str, content: bytes) -> bytes:
        """With the name in it: a page written for one address is not found at another."""
        return hmac.digest(self.secret, name.encode() + content, "sha256")

    def framed(self, name: str, page: Variant) -> bytes:
        headers = json.dumps(page.headers).encode()
        content = len(headers).to_bytes(4, "big") + headers + page.body
        return self.signature(name, content) + content

    def opened(self, name: str, entry: bytes) -> Variant | None:
        signature, content = entry[:32], entry[32:]
        if not hmac.compare_digest(signature, self.signature(name, content)):
            log.warning("an entry in Redis that this portal did not write is ignored")
            return None
        body_from = 4 + int.from_bytes(content[:4], "big")
        headers = [(field, value) for field, value in json.loads(content[4:body_from])]
        return Variant.of(headers, content[body_from:])


def shared_shelf() -> SharedShelf | None:
    """By the settings; None where there is no Redis or no room for pages in it."""
    if not settings.REDIS_URL or settings.PAGE_CACHE_SHARED_BYTES <= 0:
        return None
    return SharedShelf(settings.REDIS_URL, settings.PAGE_CACHE_SHARED_BYTES)
