"""The disclosure log: what was asked for and replied, for anybody to read, and the page where an entry is written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView

from assessments.release.actions.notices import enter_disclosure, take_out_disclosure
from assessments.release.models import Disclosure, Publication
from assessments.release.request_forms import DisclosureForm, TakeOutForm
from assessments.release.request_lifecycle import Step
from assessments.release.request_permissions import check_enter_disclosure
from assessments.release.views.requests import RequestPage
from cia.ui.pages import FormPage, PublicPage


class DisclosureLogView(PublicPage, TemplateView):
    """By the month of the reply, the latest first, with what was published for each."""

    heading = "Disclosure log"
    template_name = "release/disclosure_log.html"

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [("All publications", reverse("register"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = [
            (entry, list(_published_for(entry))) for entry in Disclosure.objects.standing().select_related("request")
        ]
        by_month = groupby(entries, key=lambda each: each[0].replied_on.replace(day=1))
        return super().get_context_data(**kwargs) | {
            "public_home": reverse("register"),
            "months": [(month, list(of_month)) for month, of_month in by_month],
        }


class EnterDisclosureView(RequestPage, FormPage):
    form_class = DisclosureForm
    heading = "Put this request in the disclosure log"
    template_name = "release/enter_disclosure.html"

    def prepare(self) -> None:
        super().prepare()
        check_enter_disclosure(self.user, self.asked_for, at=self.at)

    def get_initial(self) -> dict[str, Any]:
        replied = [event.on for event in self.asked_for.events.all() if event.step in {Step.REPLIED, Step.REFUSED}]
        return {"replied_on": replied[-1] if replied else None}

    def form_valid(self, form: DisclosureForm) -> HttpResponse:
        enter_disclosure(request=self.asked_for, by=self.user, **form.cleaned_data)
        messages.success(self.request, "The request is in the public disclosure log")
        return redirect(self.asked_for)


class TakeOutDisclosureView(RequestPage, FormPage):
    form_class = TakeOutForm
    heading = "Take this out of the disclosure log"
    template_name = "release/take_out_disclosure.html"

    def prepare(self) -> None:
        super().prepare()
        self.disclosure = get_object_or_404(Disclosure.objects.standing(), request=self.asked_for)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"disclosure": self.disclosure}

    def form_valid(self, form: TakeOutForm) -> HttpResponse:
        take_out_disclosure(disclosure=self.disclosure, reason=form.cleaned_data["reason"], by=self.user)
        messages.success(self.request, "The entry was taken out of the public disclosure log")
        return redirect(self.asked_for)


def _published_for(entry: Disclosure) -> Any:
    return Publication.objects.standing().filter(approval__candidate__release__request=entry.request_id)
