from __future__ import annotations

from typing import Any

from assessments import permissions
from assessments.models import Decision
from assessments.standing import NOT_AN_AUTHORITY, what_it_is
from assessments.views.page import VersionPage
from assessments.views.points import points_on
from assessments.views.tasks import tasks_of
from cia.authorisation import Verdict, verdict
from cia.ui.pages import PlainPage


class VersionView(VersionPage, PlainPage):
    """One version: how it stands, what there is to do, and what was decided about it."""

    template_name = "assessments/version.html"

    def get_heading(self) -> str:
        return self.version.cover.title or "Untitled assessment"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_edit = verdict(permissions.check_edit, self.user, self.version, at=self.at)
        if not self.version.is_editable and not self.assessment.versions.written_by(self.user).exists():
            may_edit = Verdict(reason=f"This version is {what_it_is(self.version)}, so nobody can edit it.")
        decisions = Decision.objects.filter(submission__version=self.version).select_related("submission")
        return super().get_context_data(**kwargs) | {
            "state": what_it_is(self.version),
            "not_an_authority": NOT_AN_AUTHORITY,
            "may_edit": may_edit,
            "tasks": tasks_of(self.version) if may_edit else [],
            "may_decide": verdict(permissions.check_decide, self.user, self.version, at=self.at),
            "may_withdraw": verdict(permissions.check_withdraw, self.user, self.version, at=self.at),
            "points": points_on(self.version, may_answer=bool(may_edit)),
            "decisions": decisions,
            "returned": decisions.last() if self.version.state == "returned" else None,
        }
