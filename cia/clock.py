"""The only place that asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_stopped_at: ContextVar[datetime | None] = ContextVar("stopped_at", default=None)


def now() -> datetime:
    """This moment, in UTC; the moment the clock was stopped at, where it was stopped."""
    return _stopped_at.get() or datetime.now(UTC)


def today() -> date:
    """The day it is in the United Kingdom."""
    return local(now()).date()


def local(at: datetime) -> datetime:
    """The same moment as a clock on a British wall shows it."""
    return at.astimezone(LONDON)


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Stop the clock, for tests and rehearsals. The moment must carry its zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    token = _stopped_at.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped_at.reset(token)
