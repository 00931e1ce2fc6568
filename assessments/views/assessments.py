from __future__ import annotations

from typing import Any

from assessments import permissions
from assessments.models import Assessment
from cia.authorisation import verdict
from cia.ui.pages import PlainPage

ON_A_PAGE = 50


class AssessmentsView(PlainPage):
    """The files that somebody may read, the newest first."""

    heading = "Assessments"
    template_name = "assessments/assessments.html"
    unredacted = True

    def prepare(self) -> None:
        readable = Assessment.objects.readable_by(self.user, at=self.at).order_by("-pk")
        before = self.request.GET.get("before", "")
        if before.isdecimal() and len(before) < 19:
            readable = readable.filter(pk__lt=int(before))
        page = readable.select_related("unit").with_standing()
        found = list(page[: ON_A_PAGE + 1])
        self.shown, self.has_more = found[:ON_A_PAGE], len(found) > ON_A_PAGE

    def get_marking(self) -> str:
        """The strictest of those listed: a stricter marking has the longer name."""
        return max(
            (version.cover.protective_marking for each in self.shown for version in each.versions.all()),
            key=len,
            default="",
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "files": [
                {"assessment": each, "latest": list(each.versions.all())[-1], "standing": each.standing(at=self.at)}
                for each in self.shown
            ],
            "older": f"?before={self.shown[-1].pk}" if self.has_more else "",
            "may_start": verdict(permissions.check_start_somewhere, self.user, at=self.at),
        }
