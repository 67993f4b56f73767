"""The database itself refuses to change or remove an event of a case.

PostgreSQL: a row trigger for UPDATE and DELETE, a statement trigger for TRUNCATE. SQLite: two
row triggers (it has no TRUNCATE). The owner of the tables can still drop a trigger: the chain
and the nightly anchor (`investors/cases/chain.py`, `anchors.py`) are there to show it.

A later migration that remakes `cases_event` on SQLite loses the triggers with the old table and
must lay them again; `tests/investors/cases/test_events.py` fails until it does.
"""

from typing import Any

from django.db import migrations

REFUSAL = "events of cases are append-only"

POSTGRESQL = f"""
CREATE FUNCTION cases_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{REFUSAL}';
END $$;
CREATE TRIGGER cases_event_no_change BEFORE UPDATE OR DELETE ON cases_event
    FOR EACH ROW EXECUTE FUNCTION cases_event_append_only();
CREATE TRIGGER cases_event_no_truncate BEFORE TRUNCATE ON cases_event
    FOR EACH STATEMENT EXECUTE FUNCTION cases_event_append_only();
"""
POSTGRESQL_BACK = """
DROP TRIGGER cases_event_no_truncate ON cases_event;
DROP TRIGGER cases_event_no_change ON cases_event;
DROP FUNCTION cases_event_append_only();
"""
SQLITE = tuple(
    f"CREATE TRIGGER cases_event_no_{verb.lower()} BEFORE {verb} ON cases_event "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END;"
    for verb in ("UPDATE", "DELETE")
)
SQLITE_BACK = ("DROP TRIGGER cases_event_no_update;", "DROP TRIGGER cases_event_no_delete;")


def lay(_apps: Any, schema_editor: Any) -> None:
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if on_sqlite else (POSTGRESQL,):
        schema_editor.execute(statement, params=None)


def lift(_apps: Any, schema_editor: Any) -> None:
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_BACK if on_sqlite else (POSTGRESQL_BACK,):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(lay, lift, elidable=False)]
