from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assessments import permissions
from assessments.actions.placing import place_below
from assessments.forms.place_below import PlaceBelowForm
from assessments.models import Assessment
from assessments.views.page import BelowAssessment
from cia.ui.pages import FormPage


class PlaceBelowView(BelowAssessment, FormPage):
    """Says to which overarching assessment a file belongs."""

    heading = "The overarching assessment"
    form_class = PlaceBelowForm
    template_name = "assessments/place_below.html"

    def prepare(self) -> None:
        super().prepare()
        permissions.check_place_below(self.user, self.assessment, at=self.at)

    def get_form_kwargs(self) -> dict[str, Any]:
        readable = Assessment.objects.readable_by(self.user, at=self.at).exclude(pk=self.assessment.pk)
        candidates = readable.filter(versions__subject_rows__reach="overarching").distinct()
        return super().get_form_kwargs() | {"offered": [each for each in candidates if each.is_overarching]}

    def get_initial(self) -> dict[str, Any]:
        return {"parent": self.assessment.parent.reference if self.assessment.parent else ""}

    def form_valid(self, form: PlaceBelowForm) -> HttpResponse:
        chosen = form.cleaned_data["parent"]
        parent = Assessment.objects.get(reference=chosen) if chosen else None
        place_below(assessment=self.assessment, parent=parent, by=self.user)
        messages.success(self.request, f"It belongs to {parent}" if parent else "It stands alone")
        return redirect(self.assessment)
