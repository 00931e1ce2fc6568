"""The refusal notice that goes with a release made for a request."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
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
            "release": self.release,
            "saved": self.saved,
            "may_write": verdict(check_write_notice, self.user, self.release, at=self.at),
            "unwritten": unwritten(text),
            "to_look_at": to_look_at(text, self.release),
            "text": text,
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

    def file(self, content: bytes | str, *, content_type: str, ending: str) -> HttpResponse:
        name = f"Notice {self.release.number}.{ending}"
        headers = {"Content-Disposition": f'inline; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(content, content_type=content_type, headers=headers)


class NoticeTextView(_NoticeFile):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        text = self.saved.text if self.saved else ""
        return self.file(text, content_type="text/plain; charset=utf-8", ending="txt")


class NoticePdfView(_NoticeFile):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        text = self.saved.text if self.saved else ""
        pdf = notice_pdf(text, number=self.release.number, on=local(self.at).date())
        return self.file(pdf, content_type="application/pdf", ending="pdf")
