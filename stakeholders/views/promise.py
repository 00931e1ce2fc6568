from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cia.ui.pages import FormPage
from stakeholders.actions.contacts import end_commitment
from stakeholders.forms.ending import EndPromiseForm
from stakeholders.models import Commitment, Contact
from stakeholders.views.page import AboutPromise
from stakeholders.views.shown import promise_line


class PromiseView(AboutPromise, FormPage):
    """One promise: what, to whom, by when, and what became of it."""

    heading = "A promise"
    template_name = "stakeholders/promise.html"
    form_class = EndPromiseForm

    def get_initial(self) -> dict[str, Any]:
        return {"happened_at": self.at}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"is_carried": self.promise.is_on_the_unit_s_list}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        readable = Contact.objects.readable_by(self.user, at=self.at)
        return super().get_context_data(**kwargs) | {
            "line": promise_line(self.promise, self.user, at=self.at),
            "keeper_changes": self.promise.keeper_changes.select_related("passed_from"),
            "events": self.promise.events.select_related("recorded_by"),
            "corrects": self.promise.corrects,
            "correction": Commitment.objects.filter(corrects=self.promise).first(),
            "contact": readable.filter(commitments=self.promise).first(),
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        end_commitment(commitment=self.promise, by=self.user, **form.cleaned_data)
        messages.success(self.request, "Saved what became of the promise")
        return redirect("promises")
