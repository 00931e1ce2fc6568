from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assessments.release.actions.publishing import give_back
from assessments.release.forms import GiveBackForm
from assessments.release.models import CheckProposal
from assessments.release.permissions import check_give_back
from assessments.release.views.pages import ReleasePage
from assessments.release.views.proposals import ShownProposal, shown
from cia.authorisation import verdict
from cia.ui.pages import FormPage


class GiveBackView(ReleasePage, FormPage):
    form_class = GiveBackForm
    heading = "Give back for marking"
    template_name = "release/give_back.html"
    unredacted = True

    @cached_property
    def proposals(self) -> list[ShownProposal]:
        return shown(self.content, CheckProposal.objects.of_release(self.release).unanswered().in_full())

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"proposals": len(self.proposals)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "may_give_back": verdict(check_give_back, self.user, self.release, at=self.at),
            "release": self.release,
            "proposals": self.proposals,
        }

    def form_valid(self, form: GiveBackForm) -> HttpResponse:
        give_back(candidate=self.candidate, reasons=form.cleaned_data["reasons"], by=self.user)
        messages.success(self.request, f"{self.release.number} was given back for marking")
        return redirect(self.release)
