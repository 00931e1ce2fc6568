from __future__ import annotations

from typing import Any

from assessments.forms.part import PartForm
from cia.ui.fields import LongTextField, MomentField


class ReassessmentPlanForm(PartForm):
    """When the first reassessment is due, and how it will be made."""

    reassess_at = MomentField(
        label="When is the first reassessment due?",
        help_text="To the minute, before officers go out. For example, 0800hrs 11/02/2026",
        required=False,
    )
    text = LongTextField(
        label="How will it be made?",
        help_text="Who makes it, what they look at, and what would call for a new assessment. If none is planned, "
        "say why.",
        required=False,
        rows=6,
    )

    @property
    def answers(self) -> dict[str, Any]:
        """With the words in which the moment was typed."""
        return super().answers | {"reassess_as_typed": self.words_of("reassess_at")}
