"""When the next reassessment falls due, and whether it was made. Pure: moments come in as arguments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Announced:
    """A moment by which a reassessment was promised, and when that was said."""

    due_at: datetime
    said_at: datetime


@dataclass(frozen=True)
class Due:
    """A reassessment that falls due, and the moment it was made, if it was.

    ``is_late_by`` is for a reassessment that was made, or is still missing, after its moment.
    """

    due_at: datetime
    made_at: datetime | None = None

    def is_overdue(self, *, at: datetime) -> bool:
        return self.made_at is None and at > self.due_at


def reassessments(announced: Iterable[Announced], made: Iterable[datetime]) -> tuple[Due, ...]:
    """Every moment by which a reassessment was promised, in order, with the one that answered it.

    A reassessment answers every promise that was made before it and had not been answered yet: what was promised for
    0800hrs and made at 0750hrs is kept, and so is what was made at 0830hrs, late.
    """
    made_in_order = sorted(made)
    found = []
    for promise in sorted(announced, key=lambda promise: (promise.due_at, promise.said_at)):
        answered = next((moment for moment in made_in_order if moment > promise.said_at), None)
        found.append(Due(promise.due_at, answered))
    return tuple(found)


def next_due(found: Iterable[Due]) -> Due | None:
    """The reassessment that is waited for: the earliest that has not been made."""
    return next((due for due in found if due.made_at is None), None)
