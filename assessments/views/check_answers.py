from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assessments import permissions
from assessments.actions.deciding import submit
from assessments.completeness import missing_from
from assessments.forms.check_answers import SubmitForm
from assessments.open_questions import questions_of
from assessments.sensitive import flagged_rows, part_of
from assessments.views.page import BelowVersion
from assessments.views.sections import sections_on_page
from assessments.views.sensitive import sensitive_url
from assessments.views.tasks import linked, part_urls
from cia.authorisation import verdict
from cia.ui.pages import FormPage


class CheckAnswersView(BelowVersion, FormPage):
    """The document as it will read, what is missing, and the way to submit it."""

    heading = "Check your answers"
    template_name = "assessments/check_answers.html"
    form_class = SubmitForm

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_edit(self.user, self.version, at=self.at)
        return super().get(*args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content = self.shown.content
        headings = {row.path: section.heading for section in content.sections for row in section.rows}
        return super().get_context_data(**kwargs) | {
            "sections": sections_on_page(content, change=part_urls(self.version)),
            "questions": questions_of(content, at=self.at),
            "missing": linked(self.version, missing_from(self.version)),
            "flagged": [
                {
                    "heading": row.heading or headings[row.path],
                    "flags": flags,
                    "url": sensitive_url(self.assessment, part_of(row)),
                }
                for row, flags in flagged_rows(self.version, content)
            ],
            "may_submit": verdict(permissions.check_submit, self.user, self.version, at=self.at),
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        submit(version=self.version, by=self.user)
        messages.success(self.request, "Submitted. The authorising officers of the unit have been told.")
        return redirect(self.version)
