from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assessments import permissions
from assessments.actions.drafting import name_person
from assessments.forms.people import NamePersonForm
from assessments.models import HandOver, NamedPerson
from assessments.views.page import BelowAssessment
from cia.authorisation import verdict
from cia.ui.pages import FormPage


class PeopleView(BelowAssessment, FormPage):
    heading = "People let in"
    template_name = "assessments/people.html"
    form_class = NamePersonForm

    def prepare(self) -> None:
        super().prepare()
        if not verdict(permissions.check_post_person, self.user, self.assessment, at=self.at):
            permissions.check_name_person(self.user, self.assessment, at=self.at)

    def get_form_kwargs(self) -> dict[str, Any]:
        parts = [part for part in NamedPerson.Part.values if self._may_let_in(part)]
        return super().get_form_kwargs() | {"parts": parts}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        named = self.assessment.named_people.filter(ended_at=None).select_related("person", "named_by")
        return super().get_context_data(**kwargs) | {
            "named_people": [{"named": each, "may_take_off": self._may_let_in(each.part)} for each in named],
            "latest": self.latest,
            "hand_overs": HandOver.objects.of(self.assessment),
            "may_hand_over": verdict(permissions.check_hand_over, self.user, self.latest, at=self.at),
        }

    def _may_let_in(self, part: str) -> bool:
        return bool(verdict(permissions.check_let_in, self.user, self.assessment, part, at=self.at))

    def form_valid(self, form: forms.Form) -> HttpResponse:
        person = form.cleaned_data["person"]
        name_person(assessment=self.assessment, person=person, part=form.cleaned_data["part"], by=self.user)
        messages.success(self.request, f"{person} was let in")
        return redirect("people", self.assessment.reference)
