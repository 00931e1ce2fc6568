"""What is sensitive in a file, and why: flagged part by part, by those who write it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from assessments import permissions
from assessments.actions.flagging import end_sensitive_flag, flag_sensitive
from assessments.documents.content import Row, Section
from assessments.documents.sheet import sections_on_sheet
from assessments.documents.snapshot import reading_of
from assessments.forms.sensitive import EndSensitiveFlagForm, FlagSensitiveForm
from assessments.models import Assessment, SensitiveFlag
from assessments.sensitive import part_of
from assessments.views.page import BelowAssessment
from cia.ui.pages import FormPage


def sensitive_url(assessment: Assessment, part: str) -> str:
    return reverse("flag-sensitive", args=[assessment.reference, part])


def flags_on(assessment: Assessment, part: str) -> dict[str, Any]:
    """What the page of a part says of its flags, and the way to flag more."""
    flags = assessment.sensitive_flags.standing().filter(part=part).select_related("flagged_by")
    return {"sensitive": flags, "sensitive_url": sensitive_url(assessment, part)}


class SensitivePage(BelowAssessment, FormPage):
    def prepare(self) -> None:
        super().prepare()
        permissions.check_flag_sensitive(self.user, self.assessment, at=self.at)


class FlagSensitiveView(SensitivePage):
    """A part as it is saved, what is flagged in it, and the question what else is sensitive."""

    template_name = "assessments/flag_sensitive.html"
    form_class = FlagSensitiveForm
    section: Section
    row: Row

    def prepare(self) -> None:
        super().prepare()
        for section in reading_of(self.latest, at=self.at).sections:
            for row in section.rows:
                if part_of(row) == self.kwargs["part"]:
                    self.section, self.row = section, row
                    return
        raise Http404

    def get_heading(self) -> str:
        return f"What is sensitive in: {self.row.heading or self.section.heading}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alone = Section(key=self.section.key, heading=self.section.heading, layout="records", rows=(self.row,))
        return super().get_context_data(**kwargs) | {
            "fields": sections_on_sheet([alone])[0].rows[0].fields,
            **flags_on(self.assessment, self.kwargs["part"]),
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        flag_sensitive(assessment=self.assessment, part=self.kwargs["part"], by=self.user, **form.cleaned_data)
        messages.success(self.request, "Flagged. The FOI team sees it when they mark; it is never printed.")
        return redirect(sensitive_url(self.assessment, self.kwargs["part"]))


class EndSensitiveFlagView(SensitivePage):
    """Takes one flag back."""

    heading = "Take back that it is sensitive"
    template_name = "assessments/end_sensitive_flag.html"
    form_class = EndSensitiveFlagForm
    flag: SensitiveFlag

    def prepare(self) -> None:
        super().prepare()
        standing = self.assessment.sensitive_flags.standing().select_related("flagged_by")
        self.flag = get_object_or_404(standing, pk=self.kwargs["flag"])

    def part_url(self) -> str:
        return sensitive_url(self.assessment, self.flag.part)

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [*super().get_breadcrumbs(), ("What is sensitive", self.part_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"sensitive": [self.flag], "part_url": self.part_url()}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        end_sensitive_flag(flag=self.flag, by=self.user)
        messages.success(self.request, "Taken back")
        return redirect(self.assessment)
