"""Starts the real parts of the suite before Django reads its settings (`-p tests.services`).

`TEST_DB=sqlite` runs the suite on the embedded default (SQLite, file-system broker), anything
else on PostgreSQL and Redis: those of `TEST_DATABASE_URL` and `TEST_REDIS_URL`, else servers of
our own. With `-n 2` the controller starts them and the workers inherit the addresses; each
worker has its own database (pytest-django), `var` folder and two Redis numbers: one for what a
test does itself, one for the whole portals it starts.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.servers import Missing, start_postgresql, start_redis

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


def start() -> None:
    base = Path(tempfile.mkdtemp(prefix="portal-tests-"))
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    os.environ["TEST_FOLDER"] = str(base)
    if os.environ.get("TEST_DB") == "sqlite":
        os.environ.update(DATABASE_URL=f"sqlite:///{base}/unused.sqlite3", REDIS_URL="")
        return
    database, broker = os.environ.get("TEST_DATABASE_URL"), os.environ.get("TEST_REDIS_URL")
    if not database:
        postgresql = start_postgresql(base / "postgresql")
        atexit.register(postgresql.stop)
        database = postgresql.url
    if not broker:
        redis = start_redis(base / "redis")
        atexit.register(redis.stop)
        broker = redis.url
    os.environ.update(DATABASE_URL=database, REDIS_URL=broker)


def settle() -> None:
    """What this process tells Django, whatever the developer's own `.env` says."""
    number = int(WORKER.removeprefix("gw") or -1) + 1
    var = Path(os.environ["TEST_FOLDER"]) / (WORKER or "main")
    var.mkdir(exist_ok=True)
    if broker := os.environ["REDIS_URL"]:
        address = urlsplit(broker)
        os.environ["REDIS_URL"] = address._replace(path=f"/{number % 8}").geturl()
        os.environ["LIVE_REDIS_URL"] = address._replace(path=f"/{number % 8 + 8}").geturl()
    os.environ.update(
        DJANGO_SETTINGS_MODULE="portal.settings",
        PORTAL_PROFILE="test",
        PORTAL_ENV_FILE=os.devnull,
        PORTAL_VAR=str(var),
        # The browser's driver runs an event loop; the tests use the database beside it.
        DJANGO_ALLOW_ASYNC_UNSAFE="1",
    )


if not WORKER:
    try:
        start()
    except Missing as missing:
        raise pytest.UsageError(str(missing)) from missing
settle()
