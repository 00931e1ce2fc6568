"""The database as the service meets it: who may sign in, what the application may not do, and how the server ends."""

import os
import signal
import subprocess
import sys
from contextlib import closing

import psycopg2
import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg2 import sql

from cia.embedded import LONGEST_SOCKET_PATH, Server, ensure_database, ensure_role, in_use
from tests import database

APPEND_ONLY = """
SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger
JOIN pg_proc ON pg_proc.oid = tgfoid WHERE proname = 'refuse_change' AND tgtype & 16 <> 0 ORDER BY 1  -- 16: on UPDATE
"""

STAY = """
import sys
from pathlib import Path
from cia.embedded import Server, in_use

with in_use(Server(Path(sys.argv[1]), durable=False)):
    print("in use", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path / "postgres", durable=False)
    yield server
    server.stop()


@pytest.fixture
def other_user(server):
    with subprocess.Popen(
        [sys.executable, "-c", STAY, server.folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "in use\n"
        yield process
        process.kill()


@pytest.mark.django_db
def test_tests_run_as_the_application_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")

        assert cursor.fetchone() == (database.APPLICATION, database.DATABASE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_what_a_test_commits_is_gone_for_the_next(time):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        before = cursor.fetchone()
        cursor.execute("INSERT INTO django_session VALUES ('a', 'b', '2020-01-01')")

    assert before == (0,)


@pytest.mark.django_db
@pytest.mark.parametrize("variable", ["DATABASE_URL", "DATABASE_OWNER_URL"])
def test_a_wrong_password_is_refused(variable):
    right = os.environ[variable]
    wrong = right.replace(f":{database.RUN}@", ":wrong@")
    psycopg2.connect(right).close()

    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(wrong)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}", "TRUNCATE {table} CASCADE"]
)
def test_application_cannot_change_an_append_only_table(change):
    with connection.cursor() as cursor:
        cursor.execute(APPEND_ONLY)
        tables = [table for (table,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(sql.Identifier(table)))
            names = {"table": sql.Identifier(table), "column": sql.Identifier(cursor.description[0].name)}
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(sql.SQL(change).format(**names))

    assert "audit_event" in tables


@pytest.mark.django_db(transaction=True)
def test_not_even_the_owner_empties_an_append_only_table(owner_connection):
    cursor = owner_connection.cursor()

    with pytest.raises(psycopg2.IntegrityError, match="never changed or removed"):
        cursor.execute("TRUNCATE audit_event CASCADE")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine ()",
        "CREATE TEMPORARY TABLE mine ()",
        "ALTER TABLE django_session ADD mine integer",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "TRUNCATE django_session",
        "DELETE FROM django_migrations",
    ],
)
def test_application_works_with_rows_and_never_with_tables(statement):
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.skipif(bool(database.OTHER_SERVER), reason="the log of another server is its owner's affair")
def test_the_server_does_not_log_the_row_it_refused():
    with connection.cursor() as cursor, pytest.raises(Exception, match="Sensitive Name"):
        cursor.execute("INSERT INTO django_session VALUES (NULL, 'Sensitive Name', NULL)")

    log = database.SERVER.log.read_text()
    assert "database system is ready" in log
    assert "Sensitive Name" not in log


def test_the_last_user_to_leave_stops_the_server(server, other_user):
    with in_use(server) as started:
        assert not started
    assert server.is_running()

    other_user.communicate()

    assert not server.is_running()


def test_a_killed_user_does_not_keep_the_server_running(server, other_user):
    other_user.send_signal(signal.SIGKILL)
    other_user.wait()
    assert server.is_running()

    with in_use(server):
        pass

    assert not server.is_running()


def test_a_server_deep_in_folders_has_its_socket_elsewhere(tmp_path):
    deep = tmp_path / ("x" * LONGEST_SOCKET_PATH) / "postgres"

    with in_use(Server(deep, durable=False)), closing(Server(deep).connect()) as connection:
        ensure_role(connection, "cia_owner", "first")
        ensure_role(connection, "cia", "second")
        ensure_database(connection, "cia", owner="cia_owner", application="cia")
        psycopg2.connect(Server(deep).url(user="cia", password="second", database="cia")).close()

    assert not Server(deep).is_running()
    assert not Server(deep).socket_folder.exists()
