"""History that the database itself refuses to change: the one way every room locks its table.

    operations = [append_only("enquiries_enquiryevent")]

in a migration of the room. From then on the table takes new rows and nothing else. PostgreSQL
refuses UPDATE (also of INSERT … ON CONFLICT DO UPDATE), DELETE and TRUNCATE. SQLite refuses
UPDATE, DELETE, and an INSERT that meets a row which is there: INSERT OR REPLACE would take the
old one away without waking a trigger of deletion.

`erased` names the column that is set when personal text is erased: an update that sets it where
it was empty is let through, once, and no other.

The owner of the tables can still drop a trigger; only a chain (`investors/cases/chain.py`) shows
that. On SQLite a later migration that remakes the table loses its triggers with the old one and
must lay them again (`lock_again`); `tests/portal/test_append_only.py` fails until it does. A room
whose history hangs on rows that may be deleted says PROTECT in its model, so that the refusal has
a sentence.
"""

from typing import Any

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper

FUNCTION = "refuse_change_of_history"
POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$
"""


def append_only(table: str, *, erased: str = "") -> migrations.RunPython:
    """The operation that locks `table`; backwards it opens it again."""

    def lay(_apps: Any, schema_editor: Any) -> None:
        _lay(schema_editor, table, erased)

    def lift(_apps: Any, schema_editor: Any) -> None:
        _lift(schema_editor, table)

    return migrations.RunPython(lay, lift, elidable=False)


def lock_again(table: str, *, erased: str = "") -> migrations.RunPython:
    """Stands after an operation that remakes a locked table on SQLite, and locks it anew.

    Backwards it opens the table, whose triggers name columns that are about to go; an
    `opened(table)` before the operation then locks it as it was.
    """

    def lay(_apps: Any, schema_editor: Any) -> None:
        _lift(schema_editor, table)
        _lay(schema_editor, table, erased)

    def lift(_apps: Any, schema_editor: Any) -> None:
        _lift(schema_editor, table)

    return migrations.RunPython(lay, lift, elidable=False)


def opened(table: str, *, erased: str = "") -> migrations.RunPython:
    """Opens a locked table for the operations up to `lock_again`; backwards it locks it."""

    def lay(_apps: Any, schema_editor: Any) -> None:
        _lay(schema_editor, table, erased)

    def lift(_apps: Any, schema_editor: Any) -> None:
        _lift(schema_editor, table)

    return migrations.RunPython(lift, lay, elidable=False)


def _lay(schema_editor: Any, table: str, erased: str) -> None:
    connection = schema_editor.connection
    made = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    for statement in made(connection, table, erased):
        schema_editor.execute(statement, params=None)


def _lift(schema_editor: Any, table: str) -> None:
    connection = schema_editor.connection
    where = "" if connection.vendor == "sqlite" else f" ON {table}"
    for name in triggers_of(connection).get(table, []):
        schema_editor.execute(f"DROP TRIGGER {name}{where}", params=None)


def triggers_of(connection: BaseDatabaseWrapper) -> dict[str, list[str]]:
    """Every locked table of this database, with the names of what locks it."""
    query = (
        "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal"
    )
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(query)
        rows = [row for row in cursor.fetchall() if row[1].startswith(f"{row[0]}_append_only_")]
    for table, name in rows:
        found.setdefault(table, []).append(name)
    return {table: sorted(names) for table, names in sorted(found.items())}


def _on_postgresql(_connection: BaseDatabaseWrapper, table: str, erased: str) -> list[str]:
    refuse = f"EXECUTE FUNCTION {FUNCTION}()"
    but = f"WHEN (NOT ({_erasing(erased)})) " if erased else ""
    return [
        POSTGRESQL_FUNCTION,
        f"CREATE TRIGGER {table}_append_only_update BEFORE UPDATE ON {table} "
        f"FOR EACH ROW {but}{refuse}",
        f"CREATE TRIGGER {table}_append_only_delete BEFORE DELETE ON {table} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {table}_append_only_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT {refuse}",
    ]


def _on_sqlite(connection: BaseDatabaseWrapper, table: str, erased: str) -> list[str]:
    but = f"WHEN NOT ({_erasing(erased)}) " if erased else ""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    same = _same_row(connection, table)
    meets = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names of our own
    return [
        f"CREATE TRIGGER {table}_append_only_update BEFORE UPDATE ON {table} {but}{refuse}",
        f"CREATE TRIGGER {table}_append_only_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_append_only_insert BEFORE INSERT ON {table} WHEN {meets} {refuse}",
    ]


def _erasing(column: str) -> str:
    return f"OLD.{column} IS NULL AND NEW.{column} IS NOT NULL"


def _same_row(connection: BaseDatabaseWrapper, table: str) -> str:
    """The new row has the key of one that is there, or what only one row may have."""
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, table)
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s", [table]
        )
        drawn = {name: sql or "" for name, sql in cursor.fetchall()}
    keys: set[tuple[str, ...]] = set()
    for name, one in constraints.items():
        if one["unique"] or one["primary_key"]:
            same = tuple(f"{column} = NEW.{column}" for column in one["columns"])
            # An index of some rows only: the row that is there must be one of them.
            where = drawn.get(name, "").partition(" WHERE ")[2]
            keys.add((*same, f"({where})") if where else same)
    return " OR ".join("(" + " AND ".join(key) + ")" for key in sorted(keys))
