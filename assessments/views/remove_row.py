from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from assessments.actions.rows import remove_row
from assessments.documents.content import Section
from assessments.documents.sections.rows import row_in_document
from assessments.documents.sheet import sections_on_sheet
from assessments.forms.rows import RemoveRowForm
from assessments.models import VersionRow, rows_of
from assessments.views.rows import BelowRows
from cia.authorisation import Denied
from cia.ui.pages import FormPage


class RemoveRowView(BelowRows, FormPage):
    """Shows a row once more before it is taken out."""

    template_name = "assessments/remove_row.html"
    form_class = RemoveRowForm
    row: VersionRow

    def prepare(self) -> None:
        super().prepare()
        self.row = get_object_or_404(rows_of(self.version, self.row_kind.key), number=self.kwargs["row"])

    def get_heading(self) -> str:
        return f"Remove {str(self.row)[:1].lower()}{str(self.row)[1:]}"

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.row.revision}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        printed = (row_in_document(self.row),)
        kind = self.row_kind
        sheet = sections_on_sheet([Section(key=kind.key, heading=kind.heading, layout="records", rows=printed)])[0]
        return super().get_context_data(**kwargs) | {"fields": sheet.rows[0].fields, "rows_url": self.rows_url()}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        revision = form.cleaned_data["revision"]
        remove_row(
            version=self.version, kind=self.row_kind.key, number=self.row.number, revision=revision, by=self.user
        )
        messages.success(self.request, f"{self.row} was removed")
        return redirect(self.version if self.row_kind.is_alone else self.rows_url())

    def form_denied(self, form: forms.Form, denied: Denied) -> HttpResponse:
        """Show the row as it reads now, and bind the form to that."""
        posted = self.request.POST.copy()
        posted["revision"] = str(self.row.revision)
        return super().form_denied(self.form_class(data=posted), denied)
