"""Emptying the database after a test that commits, although history cannot be deleted.

Such tests end with Django's `flush`, which the triggers of append-only tables refuse, rightly.
Here, and nowhere in the portal, its statements are wrapped: triggers off, empty, triggers on, in
the one transaction that `flush` makes of them. What to lift is read from the database.
"""

from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from portal.append_only import triggers_of


@pytest.fixture(scope="session", autouse=True)
def append_only_tables_can_be_flushed() -> Any:
    operations = type(connection.ops)
    original = operations.sql_flush

    def sql_flush(self: Any, style: Any, tables: Any, **options: Any) -> list[str]:
        emptied: list[str] = original(self, style, tables, **options)
        off, on = statements(self.connection) if emptied else ([], [])
        return [*off, *emptied, *on]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", sql_flush)
        yield


def statements(connection: BaseDatabaseWrapper) -> tuple[list[str], list[str]]:
    """What opens every locked table, and what locks it again as it was."""
    locked = triggers_of(connection)
    if connection.vendor != "sqlite":
        return (
            [f"ALTER TABLE {table} DISABLE TRIGGER USER;" for table in locked],
            [f"ALTER TABLE {table} ENABLE TRIGGER USER;" for table in locked],
        )
    names = [name for table in locked for name in locked[table]]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        made = dict(cursor.fetchall())
    return [f"DROP TRIGGER {name};" for name in names], [f"{made[name]};" for name in names]
