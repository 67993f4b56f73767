"""The database itself refuses a role that its body does not have.

An official's role belongs to an authority or one of its departments, a company's role to every
other body (`portal.accounts.models.fits`). A row trigger for INSERT and UPDATE on both databases,
because no check constraint may look into another table. Ended memberships may stay as they are.

A later migration that remakes `accounts_membership` on SQLite loses the triggers with the old
table and must lay them again; `tests/portal/accounts/test_memberships.py` fails until it does.
"""

from typing import Any

from django.db import migrations

REFUSAL = "this body does not have this role"
WRONG = """NEW.ended_at IS NULL
    AND (NEW.role NOT IN ('owner', 'member', 'viewer')) <> (
        (SELECT kind FROM accounts_organisation WHERE id = NEW.organisation_id)
        IN ('authority', 'department')
    )"""

POSTGRESQL = f"""
CREATE FUNCTION accounts_membership_role_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {WRONG} THEN
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_membership_role_fits BEFORE INSERT OR UPDATE ON accounts_membership
    FOR EACH ROW EXECUTE FUNCTION accounts_membership_role_fits();
"""
POSTGRESQL_BACK = """
DROP TRIGGER accounts_membership_role_fits ON accounts_membership;
DROP FUNCTION accounts_membership_role_fits();
"""
SQLITE = tuple(
    f"CREATE TRIGGER accounts_membership_role_fits_{verb.lower()} BEFORE {verb} "
    f"ON accounts_membership WHEN {WRONG} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END;"
    for verb in ("INSERT", "UPDATE")
)
SQLITE_BACK = tuple(
    f"DROP TRIGGER accounts_membership_role_fits_{verb};" for verb in ("insert", "update")
)


def lay(_apps: Any, schema_editor: Any) -> None:
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if on_sqlite else (POSTGRESQL,):
        schema_editor.execute(statement, params=None)


def lift(_apps: Any, schema_editor: Any) -> None:
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_BACK if on_sqlite else (POSTGRESQL_BACK,):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_history_is_append_only")]
    operations = [migrations.RunPython(lay, lift, elidable=False)]
