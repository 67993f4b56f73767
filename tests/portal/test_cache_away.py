"""A Redis that is away, refusing or silent, costs a click half a second at most, once."""

import pickle
import time
from pathlib import Path
from typing import Any

import pytest
import redis
import time_machine
from django.conf import settings as portal_settings
from django.core.cache import cache
from django.test import Client

from portal import cache_away
from portal.accounts.models import User
from portal.limits import Limit, spend
from portal.quiet import QUIET_SECONDS
from tests.cast import PASSWORD
from tests.servers import free_port

ONE = Limit("test", 1, 60)
PATIENCE_SECONDS = 1.2


@pytest.fixture
def redis_at(settings: Any) -> Any:
    """The cache of this process is at another port."""

    def at(port: int) -> None:
        settings.CACHES = {
            "default": {
                "BACKEND": "portal.cache_away.ForgetfulRedisCache",
                "LOCATION": f"redis://127.0.0.1:{port}/0",
                "OPTIONS": portal_settings.REDIS_TIMEOUTS,
            }
        }

    return at


def seconds_of(work: Any) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


def test_a_refusing_cache_costs_nothing_and_allows(redis_at: Any) -> None:
    redis_at(free_port())
    assert seconds_of(lambda: allowed_always(50)) < PATIENCE_SECONDS


def test_a_silent_cache_costs_half_a_second_once_and_allows(
    redis_at: Any, silent_port: int
) -> None:
    redis_at(silent_port)
    assert seconds_of(lambda: allowed_always(1)) < PATIENCE_SECONDS
    assert seconds_of(lambda: allowed_always(50)) < 0.4, "asked again within the quiet time"


def allowed_always(times: int) -> None:
    assert {spend(ONE, "a") for _n in range(times)} == {0}


def test_every_question_to_a_silent_cache_has_the_answer_of_an_empty_one(
    redis_at: Any, silent_port: int
) -> None:
    redis_at(silent_port)
    asked = time.monotonic()
    assert cache.add("a", 1)
    cache.set("a", 1)
    assert cache.get("a", "nothing") == "nothing"
    assert cache.incr("a") == 1
    assert cache.delete("a") is False
    assert time.monotonic() - asked < PATIENCE_SECONDS


@pytest.mark.django_db
def test_a_sign_in_that_asks_it_many_times_is_bound_too(
    redis_at: Any, silent_port: int, lan: User
) -> None:
    redis_at(silent_port)
    typed = {"login": lan.email, "password": PASSWORD}
    spent = seconds_of(lambda: Client().post("/en/accounts/login/", typed))
    again = seconds_of(lambda: Client().post("/en/accounts/login/", typed))
    assert spent - again < PATIENCE_SECONDS


@pytest.mark.services
def test_after_the_quiet_time_it_is_asked_again_and_counts(
    redis_at: Any, start_own_redis: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    redis_at(port)
    with time_machine.travel("2026-11-02T03:00:20Z", tick=False):
        allowed_always(3)
        start_own_redis(port=port)
        allowed_always(3)  # still quiet
        (quiet,) = (quiet for key, quiet in cache_away._quiet.items() if str(port) in key)
        assert 0 < quiet.until - time.monotonic() <= QUIET_SECONDS
        monkeypatch.setattr(cache_away, "_quiet", {})
        assert [bool(spend(ONE, "a")) for _n in range(3)] == [False, True, True]


@pytest.mark.services
def test_a_restart_of_redis_is_not_even_noticed(redis_at: Any, start_own_redis: Any) -> None:
    server = start_own_redis()
    port = int(server.url.rsplit(":", 1)[1].split("/")[0])
    redis_at(port)
    cache.set("before", 1)
    server.stop()
    start_own_redis(port=port)
    cache.set("after", 2)
    assert cache.get("after") == 2


@pytest.mark.services
def test_nothing_that_lies_in_redis_is_run(
    redis_at: Any, start_own_redis: Any, tmp_path: Path
) -> None:
    server = start_own_redis()
    redis_at(int(server.url.rsplit(":", 1)[1].split("/")[0]))
    for value in (1, 1.5, True, None, "Lan", [1.5, 2.5], {"a": [1]}):
        cache.set("kept", value)
        assert cache.get("kept", "nothing") == value
    cache.set("counted", 1)
    assert cache.incr("counted") == 2
    assert cache.get("counted") == 2

    class Evil:
        def __reduce__(self) -> Any:
            return (open, (str(tmp_path / "run"), "w"))

    redis.Redis.from_url(server.url).set(cache.make_key("kept"), pickle.dumps(Evil()))
    assert cache.get("kept", "nothing") == "nothing"
    assert not (tmp_path / "run").exists()
