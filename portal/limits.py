"""How often one caller may do one thing: counters in the cache, by window of time.

Chosen so that nobody can lock another out: a counter that refuses is always the caller's own
address, or their own account once they have given its password. A counter of a mailbox or of
everybody never refuses a person; it only lowers what a single address may still do, or holds back
another mail.
"""

import hashlib
import ipaddress
import logging
import math
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext

from portal.typed import typed_texts

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limit:
    """`count` times in each window of `seconds`; `name` keeps the counters of doors apart."""

    name: str
    count: int
    seconds: int


def spend(limit: Limit, who: str) -> int:
    """Counts one use by `who`. 0 when it is allowed, else the seconds until the next window.

    A cache that is away allows: the limit protects the portal, it must not close it.
    Call it outside a transaction, so that a cache kept in the database cannot break one.
    """
    now = timezone.now().timestamp()
    window = math.floor(now / limit.seconds)
    try:
        # A digest: a key has a shape and a length that an address may not have, and names nobody.
        digest = hashlib.sha256(who.encode()).hexdigest()[:32]
        used = _count(f"limit:{limit.name}:{digest}:{window}", limit.seconds)
    except Exception:
        log.warning("limit %s is not counted: the cache is away", limit.name, exc_info=True)
        return 0
    return 0 if used <= limit.count else math.ceil((window + 1) * limit.seconds - now)


def _count(key: str, seconds: int) -> int:
    cache: BaseCache = caches["default"]
    if type(cache).incr is BaseCache.incr:
        # The database cache has no atomic increment, and the inherited one forgets the timeout.
        used = int(cache.get(key, 0)) + 1
        cache.set(key, used, timeout=seconds)
        return used
    cache.add(key, 0, timeout=seconds)
    return int(cache.incr(key))


def client_address(request: HttpRequest) -> str:
    """The address a limit counts: what our own outermost proxy saw, an IPv6 one by its /64.

    A caller may write anything into X-Forwarded-For; only the entries appended by the
    `TRUSTED_PROXIES` proxies of the operator are believed.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    proxies = settings.TRUSTED_PROXIES
    candidate = seen[-proxies] if 0 < proxies <= len(seen) else direct
    for text in (candidate, direct):
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            continue
        if isinstance(address, ipaddress.IPv6Address):
            if address.ipv4_mapped:  # a socket that takes both kinds writes IPv4 so
                return str(address.ipv4_mapped)
            return str(ipaddress.ip_network((address, 64), strict=False).network_address)
        return str(address)
    return "unknown"


def wait_sentence(wait: int) -> str:
    """For a form that stays where it is: in how many minutes it is worth another try."""
    minutes = math.ceil(wait / 60)
    return ngettext(
        "Too many tries. Please wait %(minutes)d minute, then try again.",
        "Too many tries. Please wait %(minutes)d minutes, then try again.",
        minutes,
    ) % {"minutes": minutes}


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """The page for 429, saying in how many minutes to come back."""
    context = {"minutes": math.ceil(wait / 60), "typed": typed_texts(request)}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(wait)
    return response
