"""Refusing a request in full: the exemptions relied on, why each applies, and the notice that says so."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from assessments.release.actions.notices import save_refusal_notice
from assessments.release.actions.refusing import rely_on, rely_on_no_longer, write_refusal_reasons
from assessments.release.drafting_notices import drafted_refusal
from assessments.release.models import Exemption, NoticeText, notice_of
from assessments.release.notice import unwritten
from assessments.release.reason_forms import WriteRefusalReasonsForm
from assessments.release.reasons import Reasons
from assessments.release.refusing import refusal_reasons, to_choose_from
from assessments.release.request_forms import NoticeForm, RelyOnForm
from assessments.release.request_permissions import check_refuse_in_full
from assessments.release.views.notice import pdf_file, text_file
from assessments.release.views.requests import RequestPage
from cia.authorisation import verdict
from cia.clock import local
from cia.ui.pages import FormPage


class RefusalPage(RequestPage):
    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        refusal = ("Refuse it in full", reverse("request-refusal", args=[self.asked_for.reference]))
        return [*super().get_breadcrumbs(), refusal]

    @cached_property
    def every(self) -> list[Reasons]:
        return refusal_reasons(self.asked_for, on=local(self.at).date())

    @cached_property
    def saved(self) -> NoticeText | None:
        return notice_of(self.asked_for)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_write = verdict(check_refuse_in_full, self.user, self.asked_for, at=self.at)
        return super().get_context_data(**kwargs) | {"saved": self.saved, "may_write": may_write}


class RefusalView(RefusalPage, FormPage):
    """What is relied on, and one exemption more. What needs reasons leads on to where they are written."""

    form_class = RelyOnForm
    heading = "Refuse it in full"
    template_name = "release/refusal.html"

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        return super().get_breadcrumbs()[:-1]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"choices": to_choose_from(self.asked_for, on=local(self.at).date())}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        every = [(each, [{"key": ask, "value": said} for ask, said in each.said]) for each in self.every]
        return super().get_context_data(**kwargs) | {"every": every}

    def form_valid(self, form: RelyOnForm) -> HttpResponse:
        exemption = form.cleaned_data["exemption"]
        rely_on(request=self.asked_for, exemption=exemption, by=self.user)
        messages.success(self.request, f"{exemption.cited} is relied on")
        return redirect("request-refusal", self.asked_for.reference)


class WriteRefusalReasonsView(RefusalPage, FormPage):
    form_class: Any = WriteRefusalReasonsForm
    template_name = "release/refusal_reasons.html"

    def prepare(self) -> None:
        super().prepare()
        reasons = next((each for each in self.every if each.exemption.pk == self.kwargs["exemption"]), None)
        if reasons is None or not reasons.parts:
            raise Http404("This exemption is not relied on, or needs nothing to be written.")
        self.reasons = reasons

    def get_heading(self) -> str:
        return f"Why {self.reasons.exemption} applies to all of it"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"parts": self.reasons.parts}

    def get_initial(self) -> dict[str, Any]:
        answers = WriteRefusalReasonsForm.as_typed(self.reasons.parts, self.reasons.answers)
        return {**answers, "seen": self.reasons.seen}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"reasons": self.reasons}

    def form_valid(self, form: WriteRefusalReasonsForm) -> HttpResponse:
        write_refusal_reasons(
            request=self.asked_for,
            exemption=self.reasons.exemption,
            answers=form.answers,
            seen=form.cleaned_data["seen"] or 0,
            by=self.user,
        )
        messages.success(self.request, f"Reasons for {self.reasons.exemption.cited} saved")
        return redirect("request-refusal", self.asked_for.reference)


class LeaveOffView(RefusalPage):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        exemption = get_object_or_404(Exemption, pk=self.kwargs["exemption"])
        rely_on_no_longer(request=self.asked_for, exemption=exemption, by=self.user)
        messages.success(request, f"{exemption.cited} is relied on no longer")
        return redirect("request-refusal", self.asked_for.reference)


class RefusalNoticeView(RefusalPage, FormPage):
    form_class = NoticeForm
    heading = "Refusal notice"
    template_name = "release/notice.html"

    @cached_property
    def drafted(self) -> str:
        return self.saved.text if self.saved else drafted_refusal(self.asked_for, on=local(self.at).date())

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.saved.revision if self.saved else 0, "text": self.drafted}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "unwritten": unwritten(self.drafted),
            "text": self.drafted,
            "draft_from": "the exemptions that are relied on",
            "goes_with": "the refusal",
            "pdf": reverse("request-refusal-pdf", args=[self.asked_for.reference]),
            "plain_text": reverse("request-refusal-text", args=[self.asked_for.reference]),
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        answers = form.cleaned_data
        save_refusal_notice(request=self.asked_for, text=answers["text"], revision=answers["revision"], by=self.user)
        messages.success(self.request, "The notice was saved")
        return redirect("request-refusal-notice", self.asked_for.reference)


class _RefusalFile(RefusalPage):
    def prepare(self) -> None:
        super().prepare()
        if self.saved is None:
            raise Http404("No notice was saved yet.")
        self.text = self.saved.text


class RefusalTextView(_RefusalFile):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return text_file(self.text, number=self.asked_for.reference)


class RefusalPdfView(_RefusalFile):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return pdf_file(self.text, number=self.asked_for.reference, on=local(self.at).date())
