"""What was held at a moment: a version as it stood then, in whatever state, and whatever became of it since."""

from __future__ import annotations

from datetime import datetime

from assessments.documents.content import Content
from assessments.documents.sections.parts import parts_at
from assessments.documents.snapshot import content_of, reading_of, reading_since
from assessments.lifecycle import State
from assessments.models import Decision, Version
from cia.audit.trail import history_of


def was_held(version: Version, *, at: datetime) -> bool:
    return version.started_at <= at


def state_at(version: Version, *, at: datetime) -> State:
    """The state in which a version was at a moment, from what was recorded by then."""
    happened: list[tuple[datetime, State]] = []
    for submission in version.submissions.select_related("decision"):
        happened.append((submission.submitted_at, State.SUBMITTED))
        if (decision := getattr(submission, "decision", None)) is not None:
            happened.append((decision.decided_at, State(decision.kind)))
    if (ending := getattr(version, "ending", None)) is not None:
        happened.append((ending.ended_at, State(ending.kind)))
    replaced = Decision.objects.filter(
        submission__version__assessment=version.assessment_id,
        submission__version__number__gt=version.number,
        kind=Decision.Kind.SIGNED_OFF,
    ).first()
    if replaced is not None and version.state == State.SUPERSEDED:
        happened.append((replaced.decided_at, State.SUPERSEDED))
    happened += [
        (event.at, State.WITHDRAWN)
        for event in history_of(version.assessment).filter(action="version.withdrawn")
        if event.detail.get("version") == version.number
    ]
    by_then = [state for moment, state in sorted(happened, key=lambda each: each[0]) if moment <= at]
    return by_then[-1] if by_then else State.DRAFT


def reading_held(version: Version, *, at: datetime) -> Content:
    """A version as it read at a moment. What had been signed off by then reads as it was signed, with what was added
    to the file by then; anything else as the saves of each part had left it. Raises ValueError before it was begun."""
    if not was_held(version, at=at):
        raise ValueError(f"{version} was begun later than that.")
    signed = Decision.objects.filter(
        submission__version=version, kind=Decision.Kind.SIGNED_OFF, decided_at__lte=at
    ).first()
    if signed is None:
        return reading_of(version, at=at, parts=parts_at(version, at=at))
    return reading_since(content_of(signed.submission.snapshot), version, at=at)
