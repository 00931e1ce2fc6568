"""What the document left open when it was submitted, and what the authorising officer answered before signing off."""

from __future__ import annotations

from collections.abc import Iterator

from assessments.documents.content import Row, Section
from assessments.documents.sections.pieces import line, prose
from assessments.models import Decision, FindingAnswer


def finding_answers_of(decision: Decision) -> Iterator[Section]:
    """In the order in which they were asked; nothing where nothing was left open."""
    if rows := tuple(_row(answer) for answer in decision.submission.finding_answers.all()):
        yield Section(key="finding_answers", heading="Answered before sign-off", layout="records", rows=rows)


def _row(answer: FindingAnswer) -> Row:
    """Who answered, and when, is said once: they signed off with it."""
    path = f"finding_answer.{answer.number}"
    return Row(
        path=path,
        heading=f"Question {answer.number}",
        fields=(line(f"{path}.finding", "Asked", answer.finding), prose(f"{path}.text", "Answered", answer.text)),
        rests_on=tuple(answer.about),
    )
