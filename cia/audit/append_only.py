"""Tables that are only ever added to: the trigger that says no, for use in migrations."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are never changed or removed.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


def append_only(table: str) -> migrations.RunSQL:
    """Refuse UPDATE, DELETE and TRUNCATE on a table, whoever asks, short of its owner dropping the triggers.

    The application role is granted SELECT and INSERT alone on tables that carry these triggers.
    """
    return migrations.RunSQL(
        sql=f"""
        CREATE TRIGGER {table}_rows_never_change BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        """,
        reverse_sql=f"""
        DROP TRIGGER {table}_rows_never_change ON {table};
        DROP TRIGGER {table}_never_emptied ON {table};
        """,
    )
