from __future__ import annotations

from typing import Any

from assessments.actions.drafting import Part, plan_reassessment
from assessments.forms.reassessment_plan import ReassessmentPlanForm
from assessments.models import ReassessmentPlan
from assessments.views.part import PartPage


class ReassessmentPlanView(PartPage):
    heading = "Reassessment plan"
    name = "reassessment_plan"
    form_class = ReassessmentPlanForm

    def get_part(self) -> ReassessmentPlan:
        return ReassessmentPlan.objects.get(version=self.version)

    def initial_of(self, part: Part) -> dict[str, Any]:
        initial = super().initial_of(part)
        return initial | {"reassess_at": self.get_part().reassess_as_typed}

    def save(self, answers: dict[str, Any], *, revision: int) -> None:
        plan_reassessment(version=self.version, revision=revision, by=self.user, **answers)
