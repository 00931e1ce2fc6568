"""The refusal notice that goes with a release made for a request."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from assessments.release.actions.notices import save_notice
from assessments.release.drafting_notices import drafted_notice
from assessments.release.echoing import to_look_at
from assessments.release.models import NoticeText, notice_of
from assessments.release.notice import unwritten
from assessments.release.notice_files import notice_pdf
from assessments.release.request_forms import NoticeForm
from assessments.release.request_permissions import check_read_notice, check_write_notice
from assessments.release.views.pages import ReleasePage
from cia.authorisation import verdict
from cia.clock import local
from cia.ui.pages import FormPage


class NoticePage(ReleasePage):
    def prepare(self) -> None:
        super().prepare()
        check_read_notice(self.user, self.release, at=self.at)

    @cached_property
    def saved(self) -> NoticeText | None:
        return notice_of(self.release)


class NoticeView(NoticePage, FormPage):
    form_class = NoticeForm
    heading = "Refusal notice"
    template_name = "release/notice.html"

    def get_initial(self) -> dict[str, Any]:
        if self.saved is not None:
            return {"revision": self.saved.revision, "text": self.saved.text}
        return {"revision": 0, "text": drafted_notice(self.release, on=local(self.at).date())}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = self.saved.text if self.saved else self.get_initial()["text"]
        return super().get_context_data(**kwargs) | {
            "saved": self.saved,
            "may_write": verdict(check_write_notice, self.user, self.release, at=self.at),
            "unwritten": unwritten(text),
            "to_look_at": to_look_at(text, self.release),
            "text": text,
            "draft_from": "what the release withholds",
            "goes_with": "the reply",
            "pdf": reverse("release-notice-pdf", args=[self.release.number]),
            "plain_text": reverse("release-notice-text", args=[self.release.number]),
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        answers = form.cleaned_data
        save_notice(release=self.release, text=answers["text"], revision=answers["revision"], by=self.user)
        messages.success(self.request, "The notice was saved")
        return redirect("release-notice", self.release.number)


class _NoticeFile(NoticePage):
    def prepare(self) -> None:
        super().prepare()
        if self.saved is None:
            raise Http404("No notice was saved yet.")
        self.text = self.saved.text


class NoticeTextView(_NoticeFile):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return text_file(self.text, number=self.release.number)


class NoticePdfView(_NoticeFile):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return pdf_file(self.text, number=self.release.number, on=local(self.at).date())


def text_file(text: str, *, number: str) -> HttpResponse:
    """A notice as plain text, named for the number of what it is about."""
    return _file(text, content_type="text/plain; charset=utf-8", name=f"Notice {number}.txt")


def pdf_file(text: str, *, number: str, on: date) -> HttpResponse:
    """A notice as a PDF, named for the number of what it is about."""
    return _file(notice_pdf(text, number=number, on=on), content_type="application/pdf", name=f"Notice {number}.pdf")


def _file(content: bytes | str, *, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=content_type, headers=headers)
