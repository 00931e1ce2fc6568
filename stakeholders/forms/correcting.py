"""What was really promised."""

from __future__ import annotations

from cia.ui.fields import LongTextField
from cia.ui.forms import GovukForm, ReasonField
from stakeholders.actions.contacts import Promise
from stakeholders.forms.times import Due, DueField
from stakeholders.models import Commitment


class CorrectPromiseForm(GovukForm):
    submit_text = "Save the correction"

    what = LongTextField(
        label="What was promised", rows=2, longest=2_000, error_messages={"required": "Say what was promised"}
    )
    due = DueField(
        label="By when", help_text="A day, or a time and a day. Leave it empty if none was said", required=False
    )
    reason = ReasonField(
        label="What was wrong",
        help_text="It is kept for good, beside what was written first.",
        error_messages={"required": "Say what was wrong"},
    )

    def promise(self) -> Promise:
        """What was answered, as the action takes it."""
        due: Due | None = self.cleaned_data["due"]
        return Promise(
            self.cleaned_data["what"], due_at=due.at if due else None, due_as_typed=due.as_typed if due else ""
        )

    @staticmethod
    def initial_of(commitment: Commitment) -> dict[str, str]:
        return {"what": commitment.what, "due": commitment.due if commitment.due_at else ""}
