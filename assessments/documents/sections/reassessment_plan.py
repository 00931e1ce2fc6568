"""When the first reassessment falls due, and how it will be made."""

from collections.abc import Iterator

from assessments.documents.content import Row, Section
from assessments.documents.sections.pieces import line, prose
from assessments.models import ReassessmentPlan

DUE = "reassessment_plan.reassess_at"


def reassessment_plan_of(plan: ReassessmentPlan | None) -> Iterator[Section]:
    """Left out of versions that were written before there was such a part."""
    if plan is not None:
        fields = (
            line(DUE, "First reassessment due", plan.reassess_as_typed),
            prose("reassessment_plan.text", "How it will be made", plan.text),
        )
        row = Row(path="reassessment_plan", fields=fields)
        yield Section(key="reassessment_plan", heading="Reassessment plan", layout="records", rows=(row,))
