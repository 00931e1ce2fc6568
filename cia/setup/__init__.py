"""Sets up a bare Debian for ``make run`` and ``make test``, with the standard library, which is all there is."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


class CannotSetUp(Exception):
    """Something is missing that set-up may not or cannot get; the sentence says what, and the command that gets it."""
