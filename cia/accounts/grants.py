"""What the application's database role may do: work with rows, never with tables, and only add to append-only ones."""

from django.db import connections, transaction
from psycopg2 import sql

WRITABLE, APPEND_ONLY, READ_ONLY = "SELECT, INSERT, UPDATE, DELETE", "SELECT, INSERT", "SELECT"

# A table is append-only when it carries a trigger made by refuse_change() on its rows.
TABLES = """
SELECT class.relname, class.relname = 'django_migrations', EXISTS (
    SELECT FROM pg_trigger AS trigger JOIN pg_proc AS function ON function.oid = trigger.tgfoid
    WHERE trigger.tgrelid = class.oid AND function.proname = 'refuse_change' AND trigger.tgtype & 1 = 1
)
FROM pg_class AS class
WHERE class.relnamespace = 'public'::regnamespace AND class.relkind IN ('r', 'p', 'v', 'm')
ORDER BY class.relname
"""

# Tables named in a function are looked up where its caller looks first. There a temporary table could stand in the
# place of one that a trigger asks, so functions look in ours alone.
FUNCTIONS = """
SELECT oid::regprocedure::text FROM pg_proc
WHERE pronamespace = 'public'::regnamespace AND proowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)
"""


def grant_application(*, role: str) -> None:
    """Grant the role its rights on every table there is, and take back any others it had."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        name = sql.Identifier(role)
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name))
        cursor.execute(sql.SQL("REVOKE CREATE ON SCHEMA public FROM {}, PUBLIC").format(name))
        cursor.execute(TABLES)
        for table, is_migrations, is_append_only in cursor.fetchall():
            rights = READ_ONLY if is_migrations else APPEND_ONLY if is_append_only else WRITABLE
            target = sql.Identifier(table)
            cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(target, name))
            cursor.execute(sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(rights), target, name))
        cursor.execute(sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}").format(name))
        cursor.execute(FUNCTIONS)
        for (function,) in cursor.fetchall():
            cursor.execute(f"ALTER FUNCTION {function} SET search_path = public, pg_temp")  # as the catalogue quotes it
