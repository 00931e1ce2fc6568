from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from cia.accounts.models import Unit
from cia.authorisation import verdict
from cia.ui.pages import PlainPage
from stakeholders import permissions
from stakeholders.models import Stakeholder
from stakeholders.views.page import DirectoryPage

ON_A_PAGE = 50


class StakeholdersView(DirectoryPage, PlainPage):
    """The directory: everybody the force talks to, found by words, unit and kind.

    A search is posted: words are names, and an address stands in logs and histories.
    """

    heading = "Stakeholders"
    template_name = "stakeholders/stakeholders.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sought = self._sought()
        entries = Stakeholder.objects.current().matching(sought["words"]).select_related("unit")
        if sought["unit"].isdecimal():
            entries = entries.filter(unit=int(sought["unit"][:18]))
        if sought["kind"] in Stakeholder.Kind.values:
            entries = entries.filter(kind=sought["kind"])
        after = self._asked.get("after", "")
        last = Stakeholder.objects.filter(pk=int(after[:18])).first() if after.isdecimal() else None
        if last is not None:
            entries = entries.following(last)
        found = list(entries[: ON_A_PAGE + 1])
        last_shown = found[ON_A_PAGE - 1] if len(found) > ON_A_PAGE else None
        return super().get_context_data(**kwargs) | {
            "entries": found[:ON_A_PAGE],
            "last": last_shown,
            "next": f"?after={last_shown.pk}" if last_shown else "",
            "sought": sought,
            "is_search": any(sought.values()),
            "units": Unit.objects.all(),
            "kinds": Stakeholder.Kind.choices,
            "may_add": verdict(permissions.check_edit_directory_somewhere, self.user, at=self.at),
            "may_log": verdict(permissions.check_log_contact_somewhere, self.user, at=self.at),
        }

    @property
    def _asked(self) -> QueryDict:
        return self.request.POST if self.request.method == "POST" else self.request.GET

    def _sought(self) -> dict[str, str]:
        """What was posted; an address asks for nobody."""
        return {name: self.request.POST.get(name, "").strip()[:200] for name in ("words", "unit", "kind")}
