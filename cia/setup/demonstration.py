"""Everything between an installed environment and a served demonstration, and its end at Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from hashlib import sha256
from io import StringIO
from types import FrameType
from typing import NoReturn

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError

from cia.embedded import ServerRefused, drop_database, ensure_database, serving
from cia.setup import CannotSetUp
from cia.setup.ports import HOST, check_port, port

WORKERS = 2


def main(command: str) -> str | None:
    """Serve the demonstration, or load it anew; a sentence where that is not possible."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cia.settings")
    # Ctrl-C too: a shell's job in the background begins with it ignored, while the web server obeys it.
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _interrupt)
    try:
        from cia import settings

        if settings.EMBEDDED_SERVER is None:
            return "The demonstration has a database of its own: unset CIA_MODE, DATABASE_URL and DATABASE_OWNER_URL."
        with serving(settings.EMBEDDED_SERVER, settings.DATABASES):
            if command == "reset":
                _empty()
            _load()
            if command == "reset":
                print("The demonstration is as it was on its first day. Start it with: make run")
            else:
                _serve()
            _let_nothing_interrupt()
    except (CannotSetUp, CommandError, ImproperlyConfigured, ServerRefused) as reason:
        return str(reason)
    except KeyboardInterrupt:
        print("\nStopped, with its database. Nothing was lost.")
    return None


def _empty() -> None:
    from cia import settings

    assert settings.EMBEDDED_SERVER is not None
    owner, application = settings.DATABASES["owner"], settings.DATABASES["default"]
    with closing(settings.EMBEDDED_SERVER.connect()) as connection:
        drop_database(connection, owner["NAME"])
        ensure_database(connection, owner["NAME"], owner=owner["USER"], application=application["USER"])


def _load() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_reference", stdout=StringIO())
    call_command("load_demonstration")
    _collect_static_files()


def _collect_static_files() -> None:
    """Compress and name them, which takes seconds, unless the same ones were collected before."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    from cia import settings

    digest = sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            with storage.open(path) as file:
                digest.update(path.encode() + file.read())
    stamp = settings.VAR / "static-collected"
    if stamp.exists() and stamp.read_text("ascii") == digest.hexdigest() and (settings.VAR / "static").exists():
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(digest.hexdigest(), "ascii")


def _serve() -> None:
    check_port()
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    bind = ["--bind", f"{HOST}:{port()}", "--workers", str(WORKERS), "--worker-class", "sync"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *bind, "--log-level", "warning", "cia.wsgi"], env=environment
    )
    try:
        _wait_until_it_answers(server)
        print(
            f"\nOpen http://{HOST}:{port()}/ in a browser. {_since_the_start()}\n"
            f"What anybody can read without signing in: http://{HOST}:{port()}/register/\n{HINT}",
            flush=True,
        )
        server.wait()
        raise CannotSetUp("The web server stopped by itself; its own words, if it had any, are above.")
    finally:
        _let_nothing_interrupt()
        server.terminate()
        server.wait()


HINT = "Everything stays as you leave it; `make reset` brings back the first day. Ctrl-C stops it all."


def _wait_until_it_answers(server: subprocess.Popen[bytes]) -> None:
    while True:
        try:
            server.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            with socket.socket() as probe:
                if probe.connect_ex((HOST, port())) == 0:
                    return
        else:
            raise CannotSetUp("The web server stopped at its start; its own words are above.")


def _since_the_start() -> str:
    started_at = float(os.environ.get("SET_UP_STARTED_AT", time.time()))
    return f"(Ready in {time.time() - started_at:.0f} s.)"


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _let_nothing_interrupt() -> None:
    """From here on things are being stopped: a second Ctrl-C would leave half of them running."""
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
