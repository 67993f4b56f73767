"""Counting callers by their own address, and never closing the portal."""

from typing import Any

import pytest
import time_machine
from django.test import RequestFactory

from portal.limits import Limit, client_address, spend

pytestmark = pytest.mark.django_db
THREE = Limit("test", 3, 60)


def test_the_fourth_use_waits_until_the_next_window() -> None:
    with time_machine.travel("2026-11-02T03:00:20Z", tick=False) as clock:
        assert [spend(THREE, "a") for _n in range(5)] == [0, 0, 0, 40, 40]
        assert spend(THREE, "b") == 0
        clock.shift(40)
        assert spend(THREE, "a") == 0


@pytest.mark.parametrize("who", ["198.51.100.1 lan@investor.test", "x" * 400, "đồng", "a:b\n"])
def test_anyone_is_counted_whatever_the_name_looks_like(who: str) -> None:
    with time_machine.travel("2026-11-02T03:00:20Z", tick=False):
        assert [spend(THREE, who) for _n in range(4)] == [0, 0, 0, 40]


def test_a_cache_that_is_away_allows(settings: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    assert [spend(THREE, "a") for _n in range(9)] == [0] * 9


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, "198.51.100.1", "203.0.113.7"),  # nobody's word is taken
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),  # the caller wrote the first
        (2, "6.6.6.6, 198.51.100.1, 192.0.2.1", "198.51.100.1"),
        (1, "", "203.0.113.7"),
        (1, "nonsense", "203.0.113.7"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "::ffff:198.51.100.1", "198.51.100.1"),
    ],
)
def test_whose_use_is_counted(settings: Any, proxies: int, forwarded: str, counted: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == counted
