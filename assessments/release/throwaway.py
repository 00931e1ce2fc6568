"""The database and the settings of a rehearsal: its own, wherever it is called, and gone afterwards.

Used before Django reads any settings, so nothing here may import what needs them.
"""

import argparse
import fcntl
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from cia.embedded import (
    Server,
    ServerRefused,
    copy_database,
    drop_database,
    ensure_database,
    ensure_role,
    in_use,
)
from cia.keys import kept_key

PROJECT = Path(__file__).resolve().parent.parent.parent
PUBLIC_FILES = ("public.pdf", "public.html", "manifest.json")
FILES = ("internal.pdf", "report.txt", *PUBLIC_FILES)
MODE = "rehearsal"
OWNER, APPLICATION = "cia_rehearsal_owner", "cia_rehearsal"
TEMPLATE, RUN = "cia_rehearsal_template_", "cia_rehearsal_run_"
# All that a rehearsal takes from the environment it is called in.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME")


class CannotRehearse(Exception):
    """The rehearsal cannot begin; the sentence says why."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="an assessment and its rehearsal, docs/reference/assessment-file.md")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the files are written")


def is_inside() -> bool:
    """Whether this process is the one in which a rehearsal is carried out."""
    return os.environ.get("CIA_MODE") == MODE


def main(words: list[str]) -> int:
    """Rehearse in a process of its own; its exit status, 0 only where something was published."""
    parser = argparse.ArgumentParser(
        prog="manage.py rehearse",
        description="Carry an assessment from a file to its published copy, in a database of its own.",
    )
    arguments(parser)
    asked = parser.parse_args(words)
    file, out = asked.file.resolve(), asked.out.resolve()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        make_room(out)
        with database() as environment:
            done = _manage(environment, "rehearse", str(file), "--out", str(out))
        if done.returncode == 0:
            return 0
    except (CannotRehearse, ServerRefused) as reason:
        sys.stderr.write(f"{reason}\n")
    except KeyboardInterrupt:
        sys.stderr.write("Stopped before anything was published.\n")
    with suppress(CannotRehearse):
        make_room(out)
    return 1


def make_room(out: Path) -> None:
    """Have the folder, without the files of an earlier rehearsal: what stands there afterwards is of this one."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            (out / name).unlink(missing_ok=True)
    except OSError as error:
        raise CannotRehearse(f"{error.filename} cannot be written: {(error.strerror or '').lower()}.") from error


@contextmanager
def database() -> Iterator[dict[str, str]]:
    """The environment of a process whose database is a fresh copy of the template. It is dropped at the end."""
    folder = _folder()
    server = Server(folder / "postgres", durable=False)
    passwords = {role: kept_key(folder / "keys", role) for role in (OWNER, APPLICATION)}
    name = RUN + secrets.token_hex(8)

    def environment(database: str) -> dict[str, str]:
        ours = {variable: value for variable in PASSED_ON if (value := os.environ.get(variable)) is not None}
        urls = {
            role: server.url(user=role, password=password, database=database) for role, password in passwords.items()
        }
        return ours | {
            "CIA_MODE": MODE,
            "CIA_VAR": str(folder),
            "REHEARSAL_DATABASE_URL": urls[APPLICATION],
            "REHEARSAL_DATABASE_OWNER_URL": urls[OWNER],
        }

    with in_use(server) as started, closing(server.connect()) as connection:
        if started:
            for role, password in passwords.items():
                ensure_role(connection, role, password)
            _drop_all(connection, RUN)  # left by rehearsals that were killed
        template = _template(connection, folder, environment)
        copy_database(connection, template, name, owner=OWNER, application=APPLICATION)
        try:
            yield environment(name)
        finally:
            drop_database(connection, name)


def _template(connection: Connection, folder: Path, environment: Callable[[str], dict[str, str]]) -> str:
    """The name of the migrated database that holds the reference data; made when there is none of these migrations."""
    name = TEMPLATE + _what_it_is_made_of()
    with open(folder / "template.turn", "a") as turn, closing(connection.cursor()) as cursor:
        fcntl.flock(turn, fcntl.LOCK_EX)
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            return name
        unfinished = f"{TEMPLATE}unfinished"
        _drop_all(connection, TEMPLATE)
        ensure_database(connection, unfinished, owner=OWNER, application=APPLICATION)
        for words in (["migrate", "--no-input"], ["load_reference"]):
            done = _manage(environment(unfinished), *words, "--verbosity", "0", "--skip-checks", capture_output=True)
            if done.returncode != 0:
                said = done.stderr.strip().splitlines() or ["it did not say why."]
                raise CannotRehearse(f"The database of a rehearsal cannot be made: {said[-1]}")
        cursor.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(name))
        )
    return name


def _what_it_is_made_of() -> str:
    digest = sha256()
    apps = ("cia", "assessments", "stakeholders")
    patterns = (f"{app}/**/{what}" for app in apps for what in ("migrations/*.py", "data/*.json", "grants.py"))
    for path in sorted({path for pattern in (*patterns, "requirements.lock") for path in PROJECT.glob(pattern)}):
        digest.update(str(path.relative_to(PROJECT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _drop_all(connection: Connection, prefix: str) -> None:
    with closing(connection.cursor()) as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
        for (name,) in cursor.fetchall():
            drop_database(connection, name)


def _manage(environment: dict[str, str], *words: str, **how: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(PROJECT / "manage.py"), *words], env=environment, text=True, check=False, **how
    )


def _folder() -> Path:
    """Where the server is kept between rehearsals: under ``var/``, or in the user's cache where that is read-only."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "community-impact-assessments"
    for above in (Path(os.environ.get("CIA_VAR") or PROJECT / "var"), cache):
        with suppress(OSError):
            folder = above / "rehearsal"
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK):
                return folder
    raise CannotRehearse(f"There is no room for the database of a rehearsal: neither {PROJECT / 'var'} nor {cache}.")


def _interrupt(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
