from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assessments.documents.content import Row
from assessments.release.actions.publishing import approve
from assessments.release.forms import ApproveForm
from assessments.release.marked_text import StandingMark, covered_text, place_label
from assessments.release.models import CheckProposal
from assessments.release.permissions import check_approve, check_give_back, check_propose
from assessments.release.prompt_forms import shown_groups
from assessments.release.prompting import prompt_groups, row_prompts
from assessments.release.redacting import PublicDocument, PublicRow
from assessments.release.resting import remaining
from assessments.release.views.pages import ReleasePage
from assessments.release.views.proposals import shown
from cia.authorisation import verdict
from cia.ui.pages import FormPage


@dataclass(frozen=True)
class CheckedRow:
    """A row as the public will read it, and what each mark in it hides."""

    public: PublicRow
    hidden: tuple[tuple[StandingMark, str, str], ...]


class CheckingView(ReleasePage, FormPage):
    """Approval is of the bytes whose digests the page shows and sends back."""

    form_class = ApproveForm
    heading = "Check the file"
    template_name = "release/checking.html"
    unredacted = True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.request, "at": self.at}

    def get_initial(self) -> dict[str, Any]:
        return {"pdf_sha256": self.candidate.pdf_sha256, "html_sha256": self.candidate.html_sha256}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document = msgspec.convert(self.candidate.public, PublicDocument)
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "candidate": self.candidate,
            "extent": self.extent,
            "digest": self.candidate.pdf_sha256[:16],
            "page_numbers": range(1, self.candidate.pages + 1),
            "is_current": self.candidate.is_current,
            "sections": list(self._sections(document)) if self.candidate.is_current else [],
            "left_out": [row for path, row in self.content.rows().items() if path in self.withheld.left_out],
            "rows": [
                {"key": "PDF", "value": f"{self.candidate.pages} pages, SHA-256 {self.candidate.pdf_sha256}"},
                {"key": "Web page", "value": f"SHA-256 {self.candidate.html_sha256}"},
            ],
            "proposals": shown(self.content, CheckProposal.objects.of_release(self.release).in_full()),
            "may_propose": verdict(check_propose, self.user, self.release, at=self.at),
            "kept": [each for each in shown_groups(self.content, prompt_groups(self.release)) if each.kept],
            "rows_read": [each for each in row_prompts(self.release, content=self.content) if each.read],
            "may_approve": verdict(check_approve, self.user, self.release, at=self.at),
            "may_give_back": verdict(check_give_back, self.user, self.release, at=self.at),
        }

    def form_valid(self, form: ApproveForm) -> HttpResponse:
        approve(
            candidate=self.candidate,
            pdf_sha256=form.cleaned_data["pdf_sha256"],
            html_sha256=form.cleaned_data["html_sha256"],
            by=self.user,
        )
        messages.success(self.request, f"You approved the file of {self.release.number}")
        return redirect(self.release)

    def _sections(self, document: PublicDocument) -> Iterator[tuple[str, list[CheckedRow]]]:
        """The public document keeps every section and row of the frozen one that is not left out, in the same order."""
        for section, public in zip(remaining(self.content, self.withheld.left_out), document.sections, strict=True):
            pairs = zip(section.rows, public.rows, strict=True)
            yield (
                public.heading,
                [CheckedRow(public=public_row, hidden=self._hidden_in(row)) for row, public_row in pairs],
            )

    def _hidden_in(self, row: Row) -> tuple[tuple[StandingMark, str, str], ...]:
        paths = {row.path, *(field.path for field in row.fields)}
        marks = [mark for mark in self.standing_marks if mark.path in paths]
        return tuple((mark, place_label(self.content, mark.path), covered_text(self.content, mark)) for mark in marks)
