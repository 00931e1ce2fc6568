"""Whom a release was put to, and the day before which it is not published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assessments.release.actions.consulting import record_consultation, set_not_before
from assessments.release.models import not_before
from assessments.release.permissions import check_consult
from assessments.release.request_forms import ConsultForm, NotBeforeForm
from assessments.release.views.pages import ReleasePage
from cia.authorisation import verdict
from cia.ui.pages import FormPage, PlainPage


class ConsultationsView(ReleasePage, PlainPage):
    heading = "Consulted and told"
    template_name = "release/consultations.html"
    unredacted = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "consultations": self.release.consultations.select_related("recorded_by"),
            "days": self.release.not_before.select_related("set_by").order_by("-pk"),
            "not_before": not_before(self.release),
            "may_consult": verdict(check_consult, self.user, self.release, at=self.at),
        }


class ConsultView(ReleasePage, FormPage):
    form_class = ConsultForm
    heading = "Write down who was consulted or told"
    unredacted = True

    def prepare(self) -> None:
        super().prepare()
        check_consult(self.user, self.release, at=self.at)

    def form_valid(self, form: ConsultForm) -> HttpResponse:
        record_consultation(release=self.release, by=self.user, **form.cleaned_data)
        messages.success(self.request, "Written down")
        return redirect("release-consultations", self.release.number)


class NotBeforeView(ReleasePage, FormPage):
    form_class = NotBeforeForm
    heading = "The first day on which this may be published"

    def prepare(self) -> None:
        super().prepare()
        check_consult(self.user, self.release, at=self.at)

    def get_initial(self) -> dict[str, Any]:
        return {"on": not_before(self.release)}

    def form_valid(self, form: NotBeforeForm) -> HttpResponse:
        set_not_before(release=self.release, by=self.user, **form.cleaned_data)
        messages.success(self.request, "The day was saved")
        return redirect("release-consultations", self.release.number)
