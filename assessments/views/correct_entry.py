from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from assessments import permissions
from assessments.actions.logging import log, reassess
from assessments.forms.log import EntryForm, ReassessForm
from assessments.models import LogEntry
from assessments.reassessments import last_time
from assessments.views.log_entry import EntryPage
from assessments.views.reassess import chosen_in


class CorrectEntryView(EntryPage):
    """How it really was, in an entry of its own. The first text stays beside it."""

    template_name = "assessments/correct_entry.html"

    @cached_property
    def entry(self) -> LogEntry:
        return get_object_or_404(self.assessment.log_entries.prefetch_related("restated"), number=self.kwargs["entry"])

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_correct_entry(self.user, self.entry, at=self.at)
        return super().get(*args, **kwargs)

    def get_heading(self) -> str:
        return f"Correct {str(self.entry).lower()}"

    def get_form_class(self) -> type[EntryForm]:
        return ReassessForm if self.entry.is_reassessment else EntryForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs() | {"corrects": self.entry}
        return kwargs | ({"last_time": last_time(self.assessment)} if self.entry.is_reassessment else {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"entry": self.entry}

    def write(self, form: EntryForm) -> LogEntry:
        common = form.answers | {"assessment": self.assessment, "corrects": self.entry, "by": self.user}
        if isinstance(form, ReassessForm):
            return reassess(ratings=chosen_in(form), **common)
        return log(**common)
