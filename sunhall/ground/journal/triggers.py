"""The triggers that make rows append-only, for both engines."""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

APPEND_ONLY = ("journal_entry", "journal_dailyroot")

_POSTGRES = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME; END $$;
"""


def forbid_change(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse UPDATE, DELETE and (PostgreSQL) TRUNCATE on append-only tables."""
    if editor.connection.vendor == "postgresql":
        # Without params the driver leaves the percent signs of RAISE alone.
        editor.execute(_POSTGRES, params=None)
    for table in APPEND_ONLY:
        for statement in _statements(table, editor.connection.vendor):
            editor.execute(statement)


def allow_change(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Undo the migration."""
    for table in APPEND_ONLY:
        for verb in ("update", "delete", "truncate"):
            on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}")


def _statements(table: str, vendor: str) -> list[str]:
    if vendor == "postgresql":
        row = [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            for verb in ("update", "delete")
        ]
        return [
            *row,
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        ]
    return [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {verb} on {table} is refused'); END"
        for verb in ("update", "delete")
    ]
