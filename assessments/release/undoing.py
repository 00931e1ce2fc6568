"""Which step of marking comes off when somebody goes back one, or on again, worked out from the marks themselves. Pure.

A step is what was done at one moment. A step that leads back to the marks there were before the last one has undone
it, whether by the button or by hand, so going back again reaches the step before. What was undone can be done again
until another step is made.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.release.models import Mark

State = frozenset[Hashable]


@dataclass(frozen=True)
class Step:
    """What undoing or redoing does: marks to take off, and marks once taken off to make again."""

    taken_off: tuple[Mark, ...]
    made_again: tuple[Mark, ...]


def step_back(marks: Sequence[Mark]) -> Step | None:
    """How to undo the last step, from every mark there ever was in the order of making; nothing to undo is None."""
    states, _ = _walked(marks)
    return _leading_to(states[-2], marks) if len(states) > 1 else None


def step_on(marks: Sequence[Mark]) -> Step | None:
    """How to do again the step that was undone last; nothing to do again is None."""
    _, undone = _walked(marks)
    return _leading_to(undone[-1], marks) if undone else None


def _walked(marks: Sequence[Mark]) -> tuple[list[State], list[State]]:
    """The states that led here, and those that were undone since the last step of another kind."""
    moments = sorted({moment for mark in marks for moment in (mark.made_at, mark.removed_at) if moment is not None})
    identities = {mark.pk: _identity(mark) for mark in marks}
    states: list[State] = [frozenset()]
    undone: list[State] = []
    for moment in moments:
        state = frozenset(identities[mark.pk] for mark in marks if _stood(mark, moment))
        if undone and state == undone[-1]:
            states.append(undone.pop())
        elif len(states) > 1 and state == states[-2]:
            undone.append(states.pop())
        elif state != states[-1]:
            states.append(state)
            undone.clear()
    return states, undone


def _leading_to(wanted: State, marks: Sequence[Mark]) -> Step:
    """The step from the marks that stand to those of another state."""
    identities = {mark.pk: _identity(mark) for mark in marks}
    standing = {identities[mark.pk] for mark in marks if mark.removed_at is None}
    latest = {identities[mark.pk]: mark for mark in marks}
    return Step(
        taken_off=tuple(mark for mark in marks if mark.removed_at is None and identities[mark.pk] not in wanted),
        made_again=tuple(mark for identity, mark in latest.items() if identity in wanted - standing),
    )


def _stood(mark: Mark, moment: datetime) -> bool:
    return mark.made_at <= moment and not (mark.removed_at is not None and mark.removed_at <= moment)


def _identity(mark: Mark) -> Hashable:
    """Two marks with the same identity withhold the same words on the same grounds, with the same label."""
    grounds = frozenset((ground.exemption_id, ground.reasoning) for ground in mark.grounds.all())
    return (mark.path, mark.start, mark.end, mark.whole, mark.reason, mark.role, grounds)
