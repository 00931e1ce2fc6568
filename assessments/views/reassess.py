from __future__ import annotations

from typing import Any

from assessments import permissions
from assessments.actions.logging import Chosen, reassess
from assessments.forms.log import ReassessForm
from assessments.models import LogEntry
from assessments.reassessments import last_time
from assessments.views.log_entry import EntryPage


class ReassessView(EntryPage):
    """The three levels chosen anew beside last time's, and when the next reassessment is due."""

    heading = "Reassess"
    template_name = "assessments/reassess.html"
    form_class = ReassessForm

    def prepare(self) -> None:
        super().prepare()
        permissions.check_reassess(self.user, self.assessment, at=self.at)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"last_time": last_time(self.assessment)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"standing": self.assessment.standing(at=self.at)}

    def write(self, form: ReassessForm) -> LogEntry:
        return reassess(assessment=self.assessment, ratings=chosen_in(form), by=self.user, **form.answers)


def chosen_in(form: ReassessForm) -> dict[str, Chosen]:
    """The levels chosen, as the action takes them."""
    return {axis: Chosen(level, reasons) for axis, (level, reasons) in form.ratings.items()}
