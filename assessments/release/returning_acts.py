"""The acts of a rehearsal in which a version goes back to its author, and what was asked is answered."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from assessments.actions.answering import answer_point
from assessments.actions.deciding import return_version
from assessments.documents.lines import Lines, text_of
from assessments.models import Point, Submission
from assessments.release.acts import Act
from cia.accounts.models import User
from cia.authorisation import Denied


class WrittenPoint(Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked about one part of the form: "cover", "section.purpose", "rating.potential", "rows.risk", ..."""

    part: Annotated[str, Meta(min_length=1)]
    text: Lines


class Return(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="return"):
    """Give what was submitted back to its author, with points."""

    reasons: Lines
    points: tuple[WrittenPoint, ...] = ()


class AnswerPoint(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="answer_point"):
    """Answer one point of the last return, by its number."""

    point: Annotated[int, Meta(ge=1)]
    text: Lines


ReturningAct = Return | AnswerPoint
DOING = {Return: "returning it", AnswerPoint: "answering a point"}


def carry_out(act: ReturningAct, *, submission: Submission, by: User) -> None:
    """One of these acts, at this moment. Raises ``Denied`` or ``Unacceptable`` where the service says no."""
    if isinstance(act, Return):
        points = [(point.part, text_of(point.text)) for point in act.points]
        return_version(submission=submission, reasons=text_of(act.reasons), points=points, by=by)
        return
    point = Point.objects.filter(decision__submission=submission, number=act.point).first()
    if point is None:
        raise Denied(f"There is no point {act.point} in what was returned.")
    answer_point(point=point, text=text_of(act.text), by=by)
