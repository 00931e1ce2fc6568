"""Where the demonstration is served, and whether that place is free."""

import os
import socket

from cia.setup import CannotSetUp

HOST = "127.0.0.1"


def port() -> int:
    """``PORT`` from the environment, or 8000."""
    given = os.environ.get("PORT", "8000")
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise CannotSetUp(f"PORT is {given!r}: give a number from 1 to 65535, like PORT=8001.")
    return int(given)


def check_port() -> None:
    """Refuse a port that something else listens on, before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port()))
        except OSError as error:
            why = os.strerror(error.errno or 0).lower()
            raise CannotSetUp(
                f"Port {port()} on {HOST} cannot be used ({why}). If that is an earlier `make run`, "
                f"stop it with Ctrl-C in its window; otherwise choose another: make run PORT={port() + 1}"
            ) from None
