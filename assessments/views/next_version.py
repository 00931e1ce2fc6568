from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assessments import permissions
from assessments.actions.drafting import open_next_version
from assessments.forms.next_version import NextVersionForm
from assessments.views.page import BelowAssessment
from cia.ui.pages import FormPage


class NextVersionView(BelowAssessment, FormPage):
    heading = "Open the next version"
    template_name = "assessments/next_version.html"
    form_class = NextVersionForm

    def prepare(self) -> None:
        super().prepare()
        permissions.check_open_next_version(self.user, self.assessment, at=self.at)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        version = open_next_version(assessment=self.assessment, kind=form.cleaned_data["kind"], by=self.user)
        messages.success(self.request, f"Opened version {version.printed_number}. Its three levels start empty.")
        return redirect(version)
