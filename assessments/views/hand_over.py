from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from assessments import permissions
from assessments.actions.handing_over import hand_over
from assessments.forms.people import HandOverForm
from assessments.views.page import BelowAssessment
from cia.ui.pages import FormPage


class HandOverView(BelowAssessment, FormPage):
    """Makes somebody else the author."""

    heading = "Hand authorship over"
    template_name = "assessments/hand_over.html"
    form_class = HandOverForm

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_hand_over(self.user, self.latest, at=self.at)
        return super().get(*args, **kwargs)

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [*super().get_breadcrumbs(), ("People let in", reverse("people", args=[self.assessment.reference]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"latest": self.latest}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        handed = hand_over(assessment=self.assessment, to=form.cleaned_data["person"], by=self.user)
        messages.success(self.request, f"{handed.handed_to} is now the author. Both have been told.")
        return redirect(self.assessment)
