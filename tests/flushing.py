"""Emptying the database after a test that commits, although history cannot be deleted.

Such tests end with Django's `flush`, which the triggers of append-only tables refuse, rightly.
Here, and nowhere in the portal, its statements are wrapped: triggers off, empty, triggers on, in
the one transaction that `flush` makes of them.
"""

from importlib import import_module
from typing import Any

import pytest
from django.db import connection

TABLE = "cases_event"


@pytest.fixture(scope="session", autouse=True)
def append_only_tables_can_be_flushed() -> Any:
    operations = type(connection.ops)
    original = operations.sql_flush
    off, on = statements(connection.vendor)

    def sql_flush(self: Any, style: Any, tables: Any, **options: Any) -> list[str]:
        statements: list[str] = original(self, style, tables, **options)
        return [*off, *statements, *on] if TABLE in tables and statements else statements

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", sql_flush)
        yield


def statements(vendor: str) -> tuple[list[str], list[str]]:
    if vendor == "sqlite":
        migration = import_module("investors.cases.migrations.0002_events_are_append_only")
        return list(migration.SQLITE_BACK), list(migration.SQLITE)
    return (
        [f"ALTER TABLE {TABLE} DISABLE TRIGGER USER;"],
        [f"ALTER TABLE {TABLE} ENABLE TRIGGER USER;"],
    )
