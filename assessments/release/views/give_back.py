from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assessments.release.actions.publishing import give_back
from assessments.release.forms import GiveBackForm
from assessments.release.marked_text import place_label
from assessments.release.permissions import check_give_back
from assessments.release.views.pages import ReleasePage
from cia.authorisation import verdict
from cia.ui.pages import FormPage


class GiveBackView(ReleasePage, FormPage):
    form_class = GiveBackForm
    heading = "Give back for marking"
    template_name = "release/give_back.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        marks = [
            (mark.number, f"{place_label(self.content, mark.path)} ({mark.label})") for mark in self.standing_marks
        ]
        return super().get_form_kwargs() | {"marks": marks}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_give_back = verdict(check_give_back, self.user, self.release, at=self.at)
        return super().get_context_data(**kwargs) | {"may_give_back": may_give_back}

    def form_valid(self, form: GiveBackForm) -> HttpResponse:
        give_back(candidate=self.candidate, reasons=form.cleaned_data["whole"], by=self.user)
        messages.success(self.request, f"{self.release.number} was given back for marking")
        return redirect(self.release)
