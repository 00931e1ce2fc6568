"""The tests' database: a real PostgreSQL of their own, in which they are the application role.

Loaded with ``-p tests.database``, before pytest-django reads the settings. One server serves all workers of a run, is
started by the first test that needs it, and goes when the run ends. A template is migrated as the owner and filled with
the reference data once; every worker works in a copy. After a test that commits, the copy is thrown away and made anew:
emptying tables, as Django would, is what the application role must not be able to do.

``TEST_DATABASE_URL``, the address of a superuser, has another server used instead of the embedded one.
"""

import fcntl
import os
import secrets
import shutil
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from filelock import FileLock
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import parse_dsn

from cia.embedded import Server, copy_database, drop_database, ensure_database, ensure_role

PREFIX = "cia-tests-"
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
OTHER_SERVER = os.environ.get("TEST_DATABASE_URL", "")

_locks: list[int] = []


def _remove_what_killed_runs_left() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if _hold(folder) is not None:
            _remove(folder)


def _remove(folder: Path) -> None:
    """With every server in it: the tests' own, and those of rehearsals."""
    for running in folder.rglob("postmaster.pid"):
        Server(running.parent).stop()
    shutil.rmtree(folder, ignore_errors=True)


def _hold(folder: Path) -> int | None:
    """Lock the folder for as long as this process lives; nothing when another process holds it."""
    try:
        descriptor = os.open(folder / "held", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return None
    return descriptor


if not IS_WORKER:
    _remove_what_killed_runs_left()
    _made = Path(tempfile.mkdtemp(prefix=PREFIX))
    _locks.append(_hold(_made) or 0)
    os.environ["CIA_TEST_FOLDER"] = str(_made)
    os.environ["CIA_TEST_RUN"] = secrets.token_hex(4)

FOLDER = Path(os.environ["CIA_TEST_FOLDER"])
RUN = os.environ["CIA_TEST_RUN"]  # in every name, so that two runs may share one server; not a secret worth keeping
SERVER = Server(FOLDER / "postgres", durable=False)
OWNER, APPLICATION = f"cia_test_{RUN}_owner", f"cia_test_{RUN}"
TEMPLATE, DATABASE = f"cia_test_{RUN}_template", f"cia_test_{RUN}_{WORKER}"


def address(user: str) -> str:
    """The address of this worker's database for one of the two roles."""
    if not OTHER_SERVER:
        return SERVER.url(user=user, password=RUN, database=DATABASE)
    parts = parse_dsn(OTHER_SERVER)
    host, port = quote(parts.get("host", ""), safe=""), parts.get("port", "5432")
    return f"postgresql://{user}:{RUN}@/{DATABASE}?host={host}&port={port}"


for _name in ["ALLOWED_HOSTS", "SECRET_KEY", "SNAPSHOT_KEY", "AUDIT_KEY", "DRAFT_KEY", "PUBLICATION_KEY", "DEBUG"]:
    os.environ.pop(_name, None)
os.environ |= {
    "CIA_MODE": "test",
    "CIA_VAR": str(FOLDER / "var"),
    "DATABASE_URL": address(APPLICATION),
    "DATABASE_OWNER_URL": address(OWNER),
}


def superuser() -> Connection:
    """Sign in as the server's superuser, each statement its own transaction."""
    if not OTHER_SERVER:
        return SERVER.connect()
    connection = psycopg2.connect(OTHER_SERVER)
    connection.autocommit = True
    return connection


def renew_database(*, drop: bool = True) -> None:
    """Give this worker a database as it was when the run began."""
    from django.db import connections

    connections.close_all()
    with closing(superuser()) as connection:
        if drop:
            drop_database(connection, DATABASE)
        copy_database(connection, TEMPLATE, DATABASE, owner=OWNER, application=APPLICATION)


def _make_template() -> None:
    from django.core.management import call_command, get_commands
    from django.db import connections

    if not OTHER_SERVER:
        SERVER.start()
    with closing(superuser()) as connection:
        ensure_role(connection, OWNER, RUN)
        ensure_role(connection, APPLICATION, RUN)
        ensure_database(connection, TEMPLATE, owner=OWNER, application=APPLICATION)

    names = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    for alias in names:
        connections[alias].settings_dict["NAME"] = TEMPLATE
    try:
        call_command("migrate", verbosity=0, interactive=False)
        if "load_reference" in get_commands():
            call_command("load_reference", verbosity=0)
    finally:
        connections.close_all()
        for alias, name in names.items():
            connections[alias].settings_dict["NAME"] = name


def prepare() -> None:
    """Give this worker its first database; the first worker to ask makes the template."""
    with FileLock(FOLDER / "template.lock"):
        if not (FOLDER / "template.made").exists():
            _make_template()
            (FOLDER / "template.made").touch()
    renew_database(drop=False)


def pytest_unconfigure(config: pytest.Config) -> None:
    if IS_WORKER:
        return
    if OTHER_SERVER:
        _leave_the_other_server()
    _remove(FOLDER)


def _leave_the_other_server() -> None:
    with closing(superuser()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"cia_test_{RUN}%"])
        for (name,) in cursor.fetchall():
            drop_database(connection, name)
        for role in [OWNER, APPLICATION]:
            cursor.execute(f"DROP ROLE IF EXISTS {role}")
