from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from cia.ui.pages import PlainPage
from stakeholders.forms.finding import choice_of
from stakeholders.views.page import DirectoryPage


class FindStakeholdersView(DirectoryPage, PlainPage):
    """The entries that some words find, as the part of a page that a script puts in its place.

    Words are names, so they are posted: an address stands in logs and histories.
    """

    template_name = "stakeholders/parts/found.html"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.POST
        choice = choice_of(asked.get("words", "")[:200], asked.getlist("parties"), user=self.user, at=self.at)
        return super().get_context_data(**kwargs) | {"choice": choice}
