"""What production refuses to start with, in one sentence each.

Registered as a system check, so `manage.py` refuses; and called by the web server, the worker
and beat when they start, because those do not run Django's checks.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured

# The host goes into the content security policy, which knows no {s} and ends a rule at a semicolon.
_PLAIN_HOST = re.compile(r"https://[a-z0-9.-]+(?::[0-9]+)?/", re.IGNORECASE)
PROFILES = ("production", "development", "test")


def unsafe_for_production(**_kwargs: Any) -> list[Error]:
    if settings.PROFILE not in PROFILES:
        return [
            Error(
                f"PORTAL_PROFILE is {settings.PROFILE!r}; it is one of {', '.join(PROFILES)}.",
                id="portal.E000",
            )
        ]
    if not settings.PRODUCTION:
        return []
    return [Error(sentence, id=f"portal.E{number:03}") for number, sentence in _problems()]


def _problems() -> Iterator[tuple[int, str]]:
    if settings.SECRET_KEY == settings.DEVELOPMENT_SECRET or len(settings.SECRET_KEY) < 50:
        yield 1, "SECRET_KEY is missing or shorter than 50 characters; set a long random one."
    if settings.SQLITE:
        yield 2, "DATABASE_URL is missing or SQLite; production needs PostgreSQL."
    if not settings.REDIS_URL:
        yield 3, "REDIS_URL is missing; production needs Redis for limits and the task queue."
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield 4, "ALLOWED_HOSTS is empty or '*'; name the hosts the portal answers to."
    if not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        yield 5, "SECURE_COOKIES is off; production sends cookies over TLS only."
    if not settings.ADMIN_TWO_FACTOR:
        yield 6, "ADMIN_TWO_FACTOR is off; production demands a second factor of officials."
    if not settings.SITE_URL.startswith("https://"):
        yield 7, "SITE_URL is missing or not https; links in mails are made from it."
    if "smtp" not in settings.EMAIL_BACKEND:
        yield 8, "EMAIL_URL is missing or not SMTP; production must be able to send mail."
    tiles = settings.MAP_TILES_URL
    if tiles and not _PLAIN_HOST.match(tiles):
        yield 9, "MAP_TILES_URL is not an https address of one host; leave it out or name one."
    if tiles and not settings.MAP_TILES_ATTRIBUTION:
        yield 10, "MAP_TILES_ATTRIBUTION is missing; a map says whose tiles it shows."


def refuse_unsafe_start() -> None:
    """Stops the process that is starting when a check fails."""
    errors = unsafe_for_production()
    if errors:
        raise ImproperlyConfigured(
            "The portal does not start: " + " ".join(str(error.msg) for error in errors)
        )
