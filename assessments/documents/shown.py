"""The document that a version shows to those who may read it unredacted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assessments.documents.content import Content
from assessments.documents.snapshot import content_of, fingerprint, reading_of, reading_since
from assessments.models import Version


@dataclass(frozen=True)
class Shown:
    """A document, and the fingerprint of the submission it reads like; none for what was never submitted."""

    content: Content
    fingerprint: str = ""


def as_shown(version: Version, *, at: datetime) -> Shown:
    """What was submitted, with what was added since its sign-off; for a draft, how it reads now."""
    submission = None if version.is_editable else version.submissions.select_related("snapshot").last()
    if submission is None:
        return Shown(reading_of(version, at=at))
    content = content_of(submission.snapshot)
    if version.was_signed_off:
        content = reading_since(content, version, at=at)
    return Shown(content, fingerprint(submission.snapshot))
