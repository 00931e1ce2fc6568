from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from assessments.documents.internal import internal_pdf
from assessments.views.page import BelowVersion
from assessments.views.sections import sections_on_page
from cia.ui.pages import PlainPage


class DocumentView(BelowVersion, PlainPage):
    """The whole internal document on a page."""

    template_name = "assessments/document.html"

    def get_heading(self) -> str:
        return self.version.cover.title or "Untitled assessment"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "content": self.shown.content,
            "sections": sections_on_page(self.shown.content),
            "fingerprint": self.shown.fingerprint,
        }


class DocumentPdfView(BelowVersion):
    """The same as a file, marked on every page as unredacted."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pdf = internal_pdf(self.shown.content, fingerprint=self.shown.fingerprint)
        name = f"{self.assessment.reference} version {self.version.printed_number} UNREDACTED.pdf"
        return HttpResponse(
            pdf,
            content_type="application/pdf",
            headers={"Content-Disposition": f'inline; filename="{name}"', "X-Content-Type-Options": "nosniff"},
        )
