"""Fixtures every room uses, and which tests belong to which run.

Markers: `services` (talks to PostgreSQL, Redis or a worker as such), `journey` (whole portals in
a browser), `browser`, `full` (only in `make test-all`). Nothing is skipped: a run takes its
tests out of the selection, and a part that cannot be had is an error.
"""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.cache import cache
from django.db import connection, connections
from playwright.sync_api import ConsoleMessage, Page, Playwright
from pytest_django import DjangoDbBlocker

from tests.chromium import SWITCHES, chromium
from tests.live import Databases, Portal, live_environment
from tests.servers import Server, free_port, start_redis
from tests.workers import start_worker, stop_worker

# Lan, Minh, Hoa and the others; history that the database does not let anyone delete.
pytest_plugins = ["tests.cast", "tests.flushing"]

ON_SQLITE = os.environ.get("TEST_DB") == "sqlite"
REAL_PROCESSES = {"open_portal", "smtp", "start_celery_worker", "start_own_redis"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "page" in fixtures or "browser" in fixtures:
            item.add_marker(pytest.mark.browser)
        if fixtures & REAL_PROCESSES:
            item.add_marker(pytest.mark.services)
    unwanted = set() if os.environ.get("TEST_ALL") else {"full"}
    if sys.platform != "linux":
        unwanted |= {"linux"}
    if ON_SQLITE:  # the journeys bring their own databases, of both kinds, in the first run
        unwanted |= {"browser", "journey", "postgresql", "services", "toolchain"}
    out = [item for item in items if any(item.get_closest_marker(name) for name in unwanted)]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in set(out)]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """On SQLite a file like the real one: an in-memory database has neither WAL nor locks."""
    if ON_SQLITE:
        file = Path(os.environ["PORTAL_VAR"]) / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(autouse=True)
def nothing_counted_yet(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Every test calls from 127.0.0.1: what one of them counted (wrong passwords, messages) must
    not refuse the next one. On SQLite the counters are in the database, outside its rollback."""
    with django_db_blocker.unblock():
        cache.clear()


# --- Browser ------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    program, env = chromium()
    args = {**browser_type_launch_args, "executable_path": program, "args": SWITCHES}
    return {**args, "env": env} if env else args


@pytest.fixture(scope="session")
def playwright(playwright: Playwright) -> Iterator[Playwright]:
    """Inside Playwright's event loop Django keeps a second set of connections: close it there,
    or the test database cannot be dropped afterwards."""
    yield playwright
    connections.close_all()


@pytest.fixture
def console_errors() -> list[str]:
    """What the browser complained about; a test that provokes a complaint clears the list."""
    return []


@pytest.fixture
def page(page: Page, console_errors: list[str]) -> Iterator[Page]:
    """Playwright's page; an error on its console fails the test (refused scripts are errors)."""

    def keep(message: ConsoleMessage) -> None:
        if message.type == "error":
            console_errors.append(message.text)

    page.on("console", keep)
    page.on("pageerror", lambda error: console_errors.append(str(error)))
    yield page
    assert console_errors == []


# --- Real processes -----------------------------------------------------------------------


@pytest.fixture(scope="session")
def live_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    databases = Databases(tmp_path_factory.mktemp("databases"))
    yield databases
    databases.drop_all()


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Takes connections and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


OpenPortal = Callable[..., Portal]


@pytest.fixture
def open_portal(live_databases: Databases, tmp_path: Path) -> Iterator[OpenPortal]:
    """`open_portal("sqlite")` or `open_portal("postgresql")`, served and worked; more variables
    by name, and `worker=False` for one whose worker the test starts itself."""
    opened: list[Portal] = []

    def open_one(kind: str, worker: bool = True, **env: str) -> Portal:
        folder = tmp_path / f"portal-{len(opened)}"
        folder.mkdir()
        portal = Portal(folder, {**live_environment(kind, live_databases), **env})
        opened.append(portal)
        portal.start_web()
        if worker:
            portal.start_worker()
        return portal

    yield open_one
    for portal in opened:
        portal.stop()


@pytest.fixture
def start_own_redis(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts a Redis that a test may stop, and start again with `port=` as if it came back."""
    started: list[Server] = []

    def start(port: int | None = None) -> Server:
        started.append(start_redis(tmp_path / "redis", port))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def start_celery_worker(transactional_db: None) -> Iterator[Callable[..., Any]]:
    """Starts a real worker process on this test's own database and broker; ready when it returns.
    The process comes back, to be killed in mid-work where a test wants that."""
    started = []

    def start(**env: str) -> Any:
        started.append(start_worker(**env))
        return started[-1]

    yield start
    for process in started:
        stop_worker(process)


class Postbox:
    """Takes every mail and keeps it; `refuse` is an SMTP answer to give instead."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.refuse = ""

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.refuse:
            return self.refuse
        self.envelopes.append(envelope)
        return "250 OK"


@pytest.fixture
def smtp(settings: Any) -> Iterator[Postbox]:
    """A real SMTP server that Django's mail goes to during the test."""
    postbox = Postbox()
    controller = Controller(postbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    yield postbox
    controller.stop()
