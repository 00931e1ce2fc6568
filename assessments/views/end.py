from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assessments import permissions
from assessments.actions.ending import cancel_version, close_version
from assessments.forms.end import CancelForm, CloseForm
from assessments.views.page import BelowVersion
from cia.ui.pages import FormPage


class CancelView(BelowVersion, FormPage):
    """Takes what is in force out of force."""

    template_name = "assessments/cancel.html"
    form_class = CancelForm

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_cancel(self.user, self.version, at=self.at)
        return super().get(*args, **kwargs)

    def get_heading(self) -> str:
        return f"Cancel version {self.version.printed_number}"

    def form_valid(self, form: forms.Form) -> HttpResponse:
        cancel_version(version=self.version, reasons=form.cleaned_data["reasons"], by=self.user)
        messages.success(
            self.request, f"Version {self.version.printed_number} was cancelled. Its author has been told."
        )
        return redirect(self.assessment)


class CloseView(BelowVersion, FormPage):
    """Ends what is in force once its matter is over."""

    template_name = "assessments/close.html"
    form_class = CloseForm

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_close(self.user, self.version, at=self.at)
        return super().get(*args, **kwargs)

    def get_heading(self) -> str:
        return f"Close version {self.version.printed_number}"

    def form_valid(self, form: forms.Form) -> HttpResponse:
        close_version(version=self.version, reasons=form.cleaned_data["reasons"], by=self.user)
        messages.success(self.request, f"Version {self.version.printed_number} was closed")
        return redirect(self.assessment)
