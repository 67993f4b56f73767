"""Production refuses to start with anything unsafe, in one sentence each."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAFE = {
    "PORTAL_PROFILE": "production",
    "SECRET_KEY": "a-long-and-random-enough-secret-for-this-test-0123456789-abcdef",
    "DATABASE_URL": "postgres://portal:x@db:5432/portal",
    "REDIS_URL": "redis://redis:6379/0",
    "ALLOWED_HOSTS": "invest.example",
    "SITE_URL": "https://invest.example",
    "EMAIL_URL": "smtp://mail:25",
}
UNSAFE = {
    "a development secret": ({"SECRET_KEY": ""}, "SECRET_KEY"),
    "a short secret": ({"SECRET_KEY": "short"}, "SECRET_KEY"),
    "SQLite": ({"DATABASE_URL": ""}, "SQLite"),
    "no Redis": ({"REDIS_URL": ""}, "REDIS_URL"),
    "no allowed hosts": ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
    "any host": ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
    "an insecure cookie": ({"SECURE_COOKIES": "off"}, "SECURE_COOKIES"),
    "no second factor": ({"ADMIN_TWO_FACTOR": "off"}, "ADMIN_TWO_FACTOR"),
    "no address": ({"SITE_URL": ""}, "SITE_URL"),
    "mail as files": ({"EMAIL_URL": ""}, "EMAIL_URL"),
    "tiles without TLS": (
        {"MAP_TILES_URL": "http://tiles.example/{z}/{x}/{y}.png", "MAP_TILES_ATTRIBUTION": "X"},
        "MAP_TILES_URL",
    ),
    "tiles of many hosts": (
        {
            "MAP_TILES_URL": "https://{s}.tiles.example/{z}/{x}/{y}.png",
            "MAP_TILES_ATTRIBUTION": "X",
        },
        "MAP_TILES_URL",
    ),
    "tiles of nobody": (
        {"MAP_TILES_URL": "https://tiles.example/{z}/{x}/{y}.png"},
        "MAP_TILES_ATTRIBUTION",
    ),
    "an unknown profile": ({"PORTAL_PROFILE": "staging"}, "PORTAL_PROFILE"),
}


DOORS = {
    "the web server": ["-c", "import portal.wsgi"],
    "the worker": ["-m", "celery", "-A", "portal", "worker", "-P", "solo"],
    "beat": ["-m", "celery", "-A", "portal", "beat"],
}


def start(
    arguments: list[str], changes: dict[str, str], var: Path
) -> subprocess.CompletedProcess[str]:
    """Runs python in production with `changes`; an empty value leaves the variable out."""
    wanted = {name: value for name, value in {**SAFE, **changes}.items() if value}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PORTAL_VAR": str(var),
            "PORTAL_ENV_FILE": str(var / "none"),
            **wanted,
        },
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("case", UNSAFE)
def test_a_command_refuses_production_with(case: str, tmp_path: Path) -> None:
    changes, named = UNSAFE[case]
    done = start(["manage.py", "check"], changes, tmp_path)
    assert done.returncode != 0
    assert named in done.stderr


def test_a_command_accepts_safe_production(tmp_path: Path) -> None:
    done = start(["manage.py", "check"], {}, tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_command_accepts_a_tile_service_over_tls_that_is_named(tmp_path: Path) -> None:
    tiles = {
        "MAP_TILES_URL": "https://tiles.example/{z}/{x}/{y}.png",
        "MAP_TILES_ATTRIBUTION": "Survey",
    }
    done = start(["manage.py", "check"], tiles, tmp_path)
    assert done.returncode == 0, done.stderr


def test_pictures_come_from_the_named_tile_service_and_from_no_other(tmp_path: Path) -> None:
    tiles = {
        "MAP_TILES_URL": "https://tiles.example/{z}/{x}/{y}.png",
        "MAP_TILES_ATTRIBUTION": "Survey",
    }
    ask = "from portal import settings as s; p = s.CONTENT_SECURITY_POLICY['DIRECTIVES']; print(p)"
    policy = start(["-c", ask], tiles, tmp_path).stdout
    assert "'img-src': [\"'self'\", 'data:', 'https://tiles.example']" in policy
    assert policy.count("tiles.example") == 1


@pytest.mark.parametrize("door", DOORS)
def test_a_process_refuses_an_unsafe_start(door: str, tmp_path: Path) -> None:
    done = start(DOORS[door], {"ALLOWED_HOSTS": ""}, tmp_path)
    assert done.returncode != 0
    assert "ALLOWED_HOSTS is empty" in done.stderr + done.stdout
