"""An index for searching inside the folded line, on PostgreSQL where pg_trgm may be had."""

import logging
from typing import Any

from django.db import DatabaseError, migrations, transaction

log = logging.getLogger(__name__)


def index_folded(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        # A savepoint: a refusal must not undo the migration around it.
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(
                "CREATE INDEX IF NOT EXISTS parks_folded_trgm ON directory_park"
                " USING gin (folded gin_trgm_ops)"
            )
    except DatabaseError as error:
        log.warning(
            "Searching works without its index, only slower: pg_trgm was refused (%s). A"
            " superuser may run CREATE EXTENSION pg_trgm and migrate this step again.",
            str(error).strip(),
        )


def drop_index(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS parks_folded_trgm")


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [migrations.RunPython(index_folded, drop_index)]
