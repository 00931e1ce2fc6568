from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from assessments import permissions
from assessments.actions.drafting import start_assessment
from assessments.forms.start import StartForm
from assessments.roles import Permission
from cia.ui.pages import FormPage


class StartView(FormPage):
    heading = "Start an assessment"
    form_class = StartForm

    def prepare(self) -> None:
        permissions.check_start_somewhere(self.user, at=self.at)

    def get_back_link(self) -> str:
        return reverse("home")

    def get_form_kwargs(self) -> dict[str, Any]:
        units = self.user.units_where_may(Permission.ASSESSMENT_START, at=self.at)
        return super().get_form_kwargs() | {"units": units}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        version = start_assessment(by=self.user, **form.cleaned_data)
        messages.success(self.request, f"Started {version.assessment.reference}. It is a draft until you submit it.")
        return redirect(version)
