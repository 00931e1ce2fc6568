from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assessments.release.actions.marking import abandon
from assessments.release.forms import AbandonForm
from assessments.release.permissions import check_abandon
from assessments.release.views.pages import ReleasePage
from cia.authorisation import verdict
from cia.ui.pages import FormPage


class AbandonView(ReleasePage, FormPage):
    form_class = AbandonForm
    heading = "Abandon this release"
    template_name = "release/abandon.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_abandon = verdict(check_abandon, self.user, self.release, at=self.at)
        return super().get_context_data(**kwargs) | {"may_abandon": may_abandon}

    def form_valid(self, form: AbandonForm) -> HttpResponse:
        abandon(release=self.release, by=self.user)
        messages.success(self.request, f"{self.release.number} was abandoned")
        return redirect("releases")
