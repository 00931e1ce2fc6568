"""``make run`` as it is run: a server on a port, a database of its own, and nothing left of either after Ctrl-C."""

import os
import re
import secrets
import signal
import socket
import string
import subprocess
import sys
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from cia.embedded import Server
from cia.setup.ports import HOST

PROJECT = Path(__file__).resolve().parent.parent
OURS = {"CIA_MODE", "DATABASE_URL", "DATABASE_OWNER_URL", "DJANGO_SETTINGS_MODULE", "STATIC_ROOT"}


@pytest.fixture(scope="module")
def port():
    with socket.socket() as free:
        free.bind((HOST, 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    folder = tmp_path_factory.mktemp("var")
    yield folder
    Server(folder / "postgres").stop()


@contextmanager
def started(var, port, *, by=()):
    """The demonstration, as soon as it says that it can be opened; stopped with Ctrl-C. Gives it, and what it said."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    said = []
    with subprocess.Popen(
        [*by, sys.executable, "-m", "cia.setup.demonstration", "run"],
        env=environment | {"CIA_VAR": str(var), "PORT": str(port), "PYTHONUNBUFFERED": "1"},
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            for line in process.stdout:
                said.append(line)
                if line.startswith("Open http://"):
                    break
            else:
                pytest.fail("".join(said))
            yield process, said
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
            said.append(process.communicate(timeout=60)[0])


@contextmanager
def served(var, port):
    """What the demonstration said, while it serves. It ends well."""
    with started(var, port) as (process, said):
        yield said
    assert process.returncode == 0, "".join(said)


def get(port, path):
    connection = HTTPConnection(HOST, port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def is_taken(port):
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def test_it_serves_keeps_what_is_there_and_stops_all_that_it_started(var, port):
    with served(var, port) as first:
        status, page = get(port, "/account/sign-in/")
        assert status == 200
        style = re.search(r'href="(/static/[^"]+\.css)"', page)[1]
        assert get(port, style)[0] == 200
        assert re.search(r"\.[0-9a-f]{12}\.css$", style)
        assert get(port, "/register/")[0] == 200
        keys = {path.name: path.read_text() for path in (var / "keys").iterdir()}

    assert not is_taken(port)
    assert not Server(var / "postgres").is_running()

    with served(var, port) as second:
        assert get(port, "/account/sign-in/")[0] == 200

    published = [re.findall(r"\S+\.pdf", "".join(said)) for said in (first, second)]
    assert published[0] == published[1] != []
    assert keys == {path.name: path.read_text() for path in (var / "keys").iterdir()}
    assert "Stopped, with its database." in second[-1]


def test_the_web_server_prints_nothing_of_what_a_request_says(var, port):
    token = "".join(secrets.choice(string.ascii_uppercase) for _ in range(24))
    with served(var, port) as said:
        assert get(port, f"/register/?words={token}")[0] == 200
        assert get(port, f"/nowhere/?words={token}")[0] == 404
        connection = HTTPConnection(HOST, port, timeout=30)
        connection.request("POST", f"/account/sign-in/?words={token}", f"login={token}&password={token}")
        assert connection.getresponse().status == 403
        with socket.create_connection((HOST, port), timeout=30) as connection:
            connection.sendall(f"GET /register/?words={token} HTTP/no\r\nHost: localhost\r\n\r\n".encode())
            assert b" 400 " in connection.recv(100)
        half_sent = socket.create_connection((HOST, port), timeout=30)
        half_sent.sendall(
            f"POST /account/sign-in/?words={token} HTTP/1.1\r\nHost: {HOST}:{port}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\nlogin={token}".encode()
        )
        _wait_until_it_is_read(half_sent)
    half_sent.close()

    assert said  # what both streams printed until the end
    assert "Error handling request" in "".join(said)  # of the half-sent one, in whose middle the server was stopped
    assert token not in "".join(said)


def _wait_until_it_is_read(connection):
    """Until no byte waits in the connection's queue at the server's end, as the kernel says."""
    ours = connection.getsockname()[1]
    while True:
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
            _, _here, remote, _, queues, *_ = line.split()
            if int(remote.split(":")[1], 16) == ours and int(queues.split(":")[1], 16) == 0:
                return


def test_it_ends_well_where_it_was_begun_in_the_background(var, port):
    ignoring = ("sh", "-c", 'trap "" INT; exec "$@"', "sh")
    with started(var, port, by=ignoring) as (process, said):
        pass

    assert process.returncode == 0, "".join(said)
    assert "Stopped, with its database." in said[-1]


def test_it_says_so_where_the_web_server_stops_by_itself(var, port):
    with started(var, port) as (process, said):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        for each in children:
            if b"gunicorn" in Path(f"/proc/{each}/cmdline").read_bytes():
                os.kill(int(each), signal.SIGTERM)
        process.wait(timeout=60)

    assert process.returncode == 1
    assert "The web server stopped by itself" in said[-1]
    assert not is_taken(port)
    assert not Server(var / "postgres").is_running()
