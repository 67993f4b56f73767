"""What an asked address and its headers mean to the cache. Pure: WSGI environ in, words out."""

import re
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from portal.pagecache.kept import ENCODINGS, Key
from portal.pagecache.pages import PERSONAL_COOKIES

MOST_PATH_CHARACTERS = 300
MOST_QUERY_CHARACTERS = 500
MOST_PARAMETERS = 12

Environ = dict[str, Any]

_PERSONAL = re.compile("|".join(rf"(?:^|[;,\s]){re.escape(name)}\s*=" for name in PERSONAL_COOKIES))

_BOUNDARY = re.compile(r""";\s*boundary\s*=\s*("[^"]*"|[^\s;"]+)""", re.IGNORECASE)


def read_as_utf8(environ: Environ) -> None:
    """Leaves of the request's Content-Type what a body needs: its kind, and what parts its parts.

    Django would decode addresses and forms in any charset the caller names, in each of the forms
    that RFC 2231 has for it: the same address could then mean another page to Django than to the
    key of the cache. Everything is UTF-8, and a request for a page has no body at all.
    """
    kind = environ.get("CONTENT_TYPE", "")
    if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
        environ.pop("CONTENT_TYPE", None)
    elif ";" in kind:
        boundary = _BOUNDARY.search(kind)
        environ["CONTENT_TYPE"] = kind.partition(";")[0] + (boundary[0] if boundary else "")


def key_of(environ: Environ) -> Key | None:
    """The key of a request that may be answered from the shelf, else None."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    cookies = environ.get("HTTP_COOKIE")
    if cookies and _PERSONAL.search(cookies):
        return None
    path = environ.get("PATH_INFO", "")
    query = environ.get("QUERY_STRING", "")
    if len(path) > MOST_PATH_CHARACTERS or len(query) > MOST_QUERY_CHARACTERS:
        return None
    if query:
        ordered = in_order(query)
        if ordered is None:
            return None
        query = ordered
    encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
    return Key(environ.get("HTTP_HOST", ""), is_secure(environ), path, query, encoding)


@lru_cache(maxsize=1024)
def in_order(query: str) -> str | None:
    """The parameters sorted by name and encoded in one way; None when they are not text."""
    try:
        pairs = parse_qsl(
            query,
            keep_blank_values=True,
            strict_parsing=False,
            errors="strict",
            max_num_fields=MOST_PARAMETERS,
        )
    except ValueError:  # broken UTF-8, or too many of them
        return None
    return urlencode(sorted(pairs, key=lambda pair: pair[0]))


def names_in(query: str) -> set[str]:
    return {name for name, _value in parse_qsl(query, keep_blank_values=True)}


def is_secure(environ: Environ) -> bool:
    """As Django decides it, so that a page for TLS (HSTS) is never sent without."""
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure_value = settings.SECURE_PROXY_SSL_HEADER
        said = environ.get(header)
        if said is not None:
            return bool(said.split(",", 1)[0].strip() == secure_value)
    return bool(environ.get("wsgi.url_scheme") == "https")


def host_is_ours(host: str) -> bool:
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


@lru_cache(maxsize=512)
def encoding_for(accepted: str) -> str:
    """The best of br, gzip and identity that an Accept-Encoding header allows."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameters = part.partition(";")
        quality = re.search(r"q\s*=\s*([0-9.]+)", parameters)
        try:
            weights[name.strip()] = float(quality[1]) if quality else 1.0
        except ValueError:
            weights[name.strip()] = 0.0
    anything_else = weights.get("*", 0.0)
    rated = {name: weights.get(name, anything_else) for name in ENCODINGS if name != "identity"}
    best = max(rated, key=lambda name: rated[name])
    return best if rated[best] > 0 else "identity"


def has_this(if_none_match: str, etag: str) -> bool:
    """Whether the reader's copy is this one (weak comparison, RFC 9110 section 13.1.2)."""
    if if_none_match.strip() == "*":
        return True
    tags = (tag.strip().removeprefix("W/") for tag in if_none_match.split(","))
    return etag in tags
