from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import Truncator

from assessments.release.actions.publishing import give_back
from assessments.release.forms import AskedMark, GiveBackForm
from assessments.release.marked_text import covered_text, place_label
from assessments.release.permissions import check_give_back
from assessments.release.views.pages import ReleasePage
from cia.authorisation import verdict
from cia.ui.pages import FormPage


class GiveBackView(ReleasePage, FormPage):
    form_class = GiveBackForm
    heading = "Give back for marking"
    template_name = "release/give_back.html"
    unredacted = True

    def get_form_kwargs(self) -> dict[str, Any]:
        marks = [
            AskedMark(
                number=mark.number,
                label=f"Mark {place}, {place_label(self.content, mark.path)} ({mark.label})",
                hidden=Truncator(covered_text(self.content, mark)).chars(120),
            )
            for place, mark in enumerate(self.standing_marks, start=1)
        ]
        return super().get_form_kwargs() | {"marks": marks}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_give_back = verdict(check_give_back, self.user, self.release, at=self.at)
        return super().get_context_data(**kwargs) | {"may_give_back": may_give_back}

    def form_valid(self, form: GiveBackForm) -> HttpResponse:
        give_back(candidate=self.candidate, reasons=form.cleaned_data["whole"], by=self.user)
        messages.success(self.request, f"{self.release.number} was given back for marking")
        return redirect(self.release)
