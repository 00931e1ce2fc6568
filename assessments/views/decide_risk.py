from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from assessments import permissions
from assessments.actions.deciding_risks import decide_risk
from assessments.documents.sheet import sections_on_sheet
from assessments.forms.decide_risk import DecideRiskForm
from assessments.models import Submission, rows_of
from assessments.views.page import BelowVersion
from cia.ui.pages import FormPage


class DecideRiskView(BelowVersion, FormPage):
    """One risk as it was submitted, what was decided about it so far, and the decision."""

    template_name = "assessments/decide_risk.html"
    form_class = DecideRiskForm

    def prepare(self) -> None:
        super().prepare()
        permissions.check_decide(self.user, self.version, at=self.at)
        self.row = get_object_or_404(rows_of(self.version, "risk"), number=self.kwargs["risk"])
        self.submission = self.version.submissions.latest("pk")

    def get_heading(self) -> str:
        return f"Decide on risk {self.row.number}"

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [*super().get_breadcrumbs(), ("Decide", self.decide_url())]

    def decide_url(self) -> str:
        return reverse("decide", args=[self.assessment.reference, self.version.number])

    def get_initial(self) -> dict[str, Any]:
        return {"submission": self.submission.pk}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sections = [section for section in self.shown.content.sections if section.key == "risks"]
        rows = [
            on_sheet
            for section, sheet in zip(sections, sections_on_sheet(sections), strict=True)
            for row, on_sheet in zip(section.rows, sheet.rows, strict=True)
            if row.path == self.row.part
        ]
        if not rows:
            raise Http404
        return super().get_context_data(**kwargs) | {
            "fields": rows[0].fields,
            "decided": self.submission.risk_decisions.filter(risk=self.row.number),
            "decide_url": self.decide_url(),
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        submission = get_object_or_404(Submission, pk=form.cleaned_data["submission"], version=self.version)
        kind, reasons = form.cleaned_data["decision"], form.cleaned_data["reasons"]
        decision = decide_risk(submission=submission, risk=self.row.number, kind=kind, reasons=reasons, by=self.user)
        messages.success(self.request, str(decision))
        return redirect(self.decide_url())
