from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assessments.release.actions.publishing import send_for_checking
from assessments.release.forms import SendForCheckingForm
from assessments.release.permissions import check_send_for_checking
from assessments.release.readiness import outstanding
from assessments.release.views.pages import ReleasePage
from cia.authorisation import verdict
from cia.clock import local
from cia.ui.pages import FormPage


class SendForCheckingView(ReleasePage, FormPage):
    form_class = SendForCheckingForm
    heading = "Send for checking"
    template_name = "release/send_for_checking.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "may_send": verdict(check_send_for_checking, self.user, self.release, at=self.at),
            "marks": len(self.standing_marks),
            "extent": self.extent,
            "outstanding": outstanding(self.release, on=local(self.at).date()),
        }

    def form_valid(self, form: SendForCheckingForm) -> HttpResponse:
        send_for_checking(release=self.release, by=self.user)
        messages.success(self.request, f"{self.release.number} was sent for checking")
        return redirect(self.release)
