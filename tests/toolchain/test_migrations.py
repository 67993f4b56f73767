"""Migrations go back and forth on SQLite, and every history is locked again afterwards."""

import sqlite3
from pathlib import Path

import pytest

from tests.live import Portal

pytestmark = [pytest.mark.toolchain, pytest.mark.services]
BACK = (
    ("cases", "0003"),
    ("enquiries", "0003"),
    ("directory", "0003"),
    ("provenance", "0002"),
    ("accounts", "0001"),
)


def triggers(database: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(database) as connection:
        return connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        ).fetchall()


def test_every_migration_that_locks_a_history_can_be_undone(tmp_path: Path) -> None:
    database = tmp_path / "portal.sqlite3"
    portal = Portal(tmp_path, {"DATABASE_URL": f"sqlite:///{database}", "REDIS_URL": ""})
    portal.manage("migrate", "--verbosity", "0")
    locked = triggers(database)
    assert len(locked) > 20
    for room, number in BACK:
        portal.manage("migrate", room, number, "--verbosity", "0")
    portal.manage("migrate", "--verbosity", "0")
    assert triggers(database) == locked
