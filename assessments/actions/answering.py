"""Answering what the authorising officer asked when returning a version."""

from __future__ import annotations

from assessments import permissions
from assessments.models import Point, PointAnswer, Version
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Conflict, Denied
from cia.canonical import canonical


@audited
def answer_point(*, point: Point, text: str, by: User) -> PointAnswer:
    """Answer one point, once. The authorising officer reads it when the version is submitted again."""
    moment = clock.now()
    version = Version.objects.select_for_update().get(pk=point.decision.submission.version_id)
    permissions.check_edit(by, version, at=moment)
    if earlier := PointAnswer.objects.filter(point=point).first():
        raise Conflict(f"{earlier.name_then} answered this meanwhile. Reload the page to read it.")
    if not text.strip():
        raise Denied("Write your answer.")

    answer = PointAnswer.objects.create(
        point=point,
        text=canonical(text),
        answered_at=moment,
        answered_by=by,
        rank_then=by.rank,
        name_then=by.name,
    )

    record("point.answered", by=by, about=version.assessment, sentence="Answered a point", part=point.part)
    return answer
