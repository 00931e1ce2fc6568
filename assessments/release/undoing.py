"""Which step of marking comes off when somebody goes back one, worked out from the marks themselves. Pure.

A step is what was done at one moment. A step that leads back to the marks there were before the last one has undone
it, whether by the button or by hand, so going back again reaches the step before.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.release.models import Mark


@dataclass(frozen=True)
class StepBack:
    """What going back does: marks to take off, and marks once taken off to make again."""

    taken_off: tuple[Mark, ...]
    made_again: tuple[Mark, ...]


def step_back(marks: Sequence[Mark]) -> StepBack | None:
    """How to undo the last step, from every mark there ever was in the order of making; nothing to undo is None."""
    moments = sorted({moment for mark in marks for moment in (mark.made_at, mark.removed_at) if moment is not None})
    identities = {mark.pk: _identity(mark) for mark in marks}
    states: list[frozenset[Hashable]] = [frozenset()]
    for moment in moments:
        state = frozenset(identities[mark.pk] for mark in marks if _stood(mark, moment))
        if len(states) > 1 and state == states[-2]:
            states.pop()
        elif state != states[-1]:
            states.append(state)
    if len(states) == 1:
        return None
    now, before = states[-1], states[-2]
    latest = {identities[mark.pk]: mark for mark in marks}
    return StepBack(
        taken_off=tuple(mark for mark in marks if mark.removed_at is None and identities[mark.pk] not in before),
        made_again=tuple(mark for identity, mark in latest.items() if identity in before - now),
    )


def _stood(mark: Mark, moment: datetime) -> bool:
    return mark.made_at <= moment and not (mark.removed_at is not None and mark.removed_at <= moment)


def _identity(mark: Mark) -> Hashable:
    """Two marks with the same identity withhold the same words on the same grounds."""
    grounds = frozenset(ground.exemption_id for ground in mark.grounds.all())
    return (mark.path, mark.start, mark.end, mark.whole, mark.reason, grounds)
