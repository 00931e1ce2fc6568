from __future__ import annotations

from typing import Any

from cia.accounts.models import Unit
from cia.authorisation import verdict
from cia.ui.pages import PlainPage
from stakeholders import permissions
from stakeholders.models import Stakeholder
from stakeholders.views.page import DirectoryPage

ON_A_PAGE = 50


class StakeholdersView(DirectoryPage, PlainPage):
    """The directory: everybody the force talks to, found by words, unit and kind."""

    heading = "Stakeholders"
    template_name = "stakeholders/stakeholders.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sought = self._sought()
        entries = Stakeholder.objects.current().matching(sought["words"]).select_related("unit")
        if sought["unit"].isdecimal():
            entries = entries.filter(unit=int(sought["unit"][:18]))
        if sought["kind"] in Stakeholder.Kind.values:
            entries = entries.filter(kind=sought["kind"])
        after = self.request.GET.get("after", "")
        last = Stakeholder.objects.filter(pk=int(after[:18])).first() if after.isdecimal() else None
        if last is not None:
            entries = entries.following(last)
        found = list(entries[: ON_A_PAGE + 1])
        return super().get_context_data(**kwargs) | {
            "entries": found[:ON_A_PAGE],
            "next": self._after(found[ON_A_PAGE - 1]) if len(found) > ON_A_PAGE else "",
            "sought": sought,
            "is_search": any(sought.values()),
            "units": Unit.objects.all(),
            "kinds": Stakeholder.Kind.choices,
            "may_add": verdict(permissions.check_edit_directory_somewhere, self.user, at=self.at),
            "may_log": verdict(permissions.check_log_contact_somewhere, self.user, at=self.at),
        }

    def _sought(self) -> dict[str, str]:
        return {name: self.request.GET.get(name, "").strip()[:200] for name in ("words", "unit", "kind")}

    def _after(self, last: Stakeholder) -> str:
        question = self.request.GET.copy()
        question["after"] = str(last.pk)
        return f"?{question.urlencode()}"
