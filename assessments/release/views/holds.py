"""What is held, and what for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from assessments.models import Assessment, Hold
from assessments.release.actions.holding import end_hold, place_hold
from assessments.release.request_forms import EndHoldForm, PlaceHoldForm
from assessments.release.request_permissions import check_end_hold, check_place_hold, check_work_on_requests
from assessments.roles import Permission
from cia.authorisation import verdict
from cia.ui.pages import FormPage, Page, PlainPage


class HoldsPage(Page):
    def prepare(self) -> None:
        check_work_on_requests(self.user, at=self.at)
        units = self.user.units_where_may(Permission.RELEASE, at=self.at)
        self.holds = Hold.objects.filter(assessment__unit__in=units).select_related(
            "assessment__unit", "placed_by", "ended_by"
        )


class HoldsView(HoldsPage, PlainPage):
    heading = "Holds"
    template_name = "release/holds.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = self.holds.standing()
        return super().get_context_data(**kwargs) | {
            "standing": [(hold, verdict(check_end_hold, self.user, hold, at=self.at)) for hold in standing],
            "ended": self.holds.exclude(pk__in=standing.values("pk")).order_by("-ended_at"),
        }


class PlaceHoldView(HoldsPage, FormPage):
    form_class = PlaceHoldForm
    heading = "Place a hold"

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [("Holds", reverse("holds"))]

    def form_valid(self, form: PlaceHoldForm) -> HttpResponse:
        answers = form.cleaned_data
        assessment = Assessment.objects.filter(reference__iexact=answers["assessment"].strip()).first()
        if assessment is None or not verdict(check_place_hold, self.user, assessment, at=self.at):
            form.add_error("assessment", "There is no assessment of your units with this reference")
            return self.form_invalid(form)
        place_hold(assessment=assessment, ground=answers["ground"], reason=answers["reason"], by=self.user)
        messages.success(self.request, f"{assessment} is held")
        return redirect("holds")


class EndHoldView(HoldsPage, FormPage):
    form_class = EndHoldForm
    heading = "End this hold"
    template_name = "release/end_hold.html"

    def prepare(self) -> None:
        super().prepare()
        self.hold = get_object_or_404(self.holds, pk=self.kwargs["hold"])
        check_end_hold(self.user, self.hold, at=self.at)

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [("Holds", reverse("holds"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"hold": self.hold}

    def form_valid(self, form: EndHoldForm) -> HttpResponse:
        end_hold(hold=self.hold, by=self.user)
        messages.success(self.request, f"The hold on {self.hold.assessment} was ended")
        return redirect("holds")
