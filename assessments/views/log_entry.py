from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from assessments import permissions
from assessments.actions.logging import log
from assessments.forms.log import EntryForm
from assessments.models import LogEntry
from assessments.views.page import BelowAssessment
from cia.ui.pages import FormPage


class EntryPage(BelowAssessment, FormPage):
    """Writes an entry in the log. The button pressed twice writes it once."""

    form_class: type[EntryForm]

    def prepare(self) -> None:
        super().prepare()
        permissions.check_log(self.user, self.assessment, at=self.at)

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        return [*super().get_breadcrumbs(), ("Log", reverse("log", args=[self.assessment.reference]))]

    def form_valid(self, form: Any) -> HttpResponse:
        if not self._is_written_already(form):
            entry = self.write(form)
            messages.success(self.request, f"{entry}: saved")
        return redirect("log", self.assessment.reference)

    def write(self, form: Any) -> LogEntry:
        """Hand the answers to the action."""
        raise NotImplementedError

    def _is_written_already(self, form: EntryForm) -> bool:
        last = self.assessment.log_entries.order_by("number").last()
        return (
            last is not None
            and last.recorded_by == self.user
            and (last.text, last.happened_at) == (form.answers["text"], form.answers["happened_at"])
        )


class LogEntryView(EntryPage):
    """One entry of the log."""

    heading = "Write in the log"
    form_class = EntryForm

    def write(self, form: EntryForm) -> LogEntry:
        return log(assessment=self.assessment, by=self.user, **form.answers)
