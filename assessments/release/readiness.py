"""What still stands between a release and its check, each with the page that settles it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assessments.release.models import ReleaseCopy


@dataclass(frozen=True)
class Outstanding:
    """One thing to be settled before a release may be sent for checking: a sentence, and where it is settled."""

    sentence: str
    link: str


# Each gives what it finds outstanding, by the release and the day. The order is that of the page.
ASKS: tuple[Callable[[ReleaseCopy, date], list[Outstanding]], ...] = ()


def outstanding(release: ReleaseCopy, *, on: date) -> list[Outstanding]:
    """All that must be settled first; a release may go on when nothing is left."""
    return [found for ask in ASKS for found in ask(release, on)]
