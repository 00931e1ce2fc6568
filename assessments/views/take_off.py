from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from assessments import permissions
from assessments.actions.drafting import stop_naming
from assessments.forms.people import TakeOffForm
from assessments.models import NamedPerson
from assessments.views.page import BelowAssessment
from cia.ui.pages import FormPage


class TakeOffView(BelowAssessment, FormPage):
    template_name = "assessments/take_off.html"
    form_class = TakeOffForm
    named: NamedPerson

    def prepare(self) -> None:
        super().prepare()
        people = self.assessment.named_people.filter(ended_at=None).select_related("person")
        self.named = get_object_or_404(people, pk=self.kwargs["named"])
        permissions.check_let_in(self.user, self.assessment, self.named.part, at=self.at)

    def get_heading(self) -> str:
        return f"Take {self.named.person} off"

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [*super().get_breadcrumbs(), ("People let in", reverse("people", args=[self.assessment.reference]))]

    def form_valid(self, form: forms.Form) -> HttpResponse:
        stop_naming(named=self.named, by=self.user)
        messages.success(self.request, f"{self.named.person} was taken off")
        return redirect("people", self.assessment.reference)
