from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cia.ui.pages import FormPage
from stakeholders import permissions
from stakeholders.actions.passing_on import pass_promise_on
from stakeholders.forms.passing_on import PassPromiseOnForm
from stakeholders.views.page import AboutPromise


class PassPromiseOnView(AboutPromise, FormPage):
    """Makes another officer of the unit keep a promise."""

    heading = "Pass this promise on"
    template_name = "stakeholders/pass_promise_on.html"
    form_class = PassPromiseOnForm

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_pass_promise_on(self.user, self.promise, at=self.at)
        return super().get(*args, **kwargs)

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [*super().get_breadcrumbs(), ("A promise", self.promise.get_absolute_url())]

    def form_valid(self, form: forms.Form) -> HttpResponse:
        passed = pass_promise_on(commitment=self.promise, to=form.cleaned_data["person"], by=self.user)
        messages.success(self.request, f"{passed.passed_to} keeps this promise now, and was told")
        return redirect("promises")
