"""Sets up a bare Debian for ``make run`` and ``make test``. Standard library alone: it runs before anything is installed."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


class CannotSetUp(Exception):
    """Something is missing that set-up may not or cannot get; the sentence says what, and the command that gets it."""
