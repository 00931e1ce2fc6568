"""The pages of requests for information: the list, one request, and each step written down of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from assessments.release.actions.requests import record_request, take_step
from assessments.release.deadlines import Deadline, by_days_left, deadline_of, review_asked_until
from assessments.release.models import Disclosure, Request, notice_of
from assessments.release.request_forms import AnswerForm, ExtendForm, RecordRequestForm, StepForm
from assessments.release.request_lifecycle import RequestState, Step
from assessments.release.request_permissions import (
    check_enter_disclosure,
    check_refuse_in_full,
    check_search_held,
    check_take_step,
    check_work_on_requests,
)
from assessments.release.standing_words import standing_words_that_name
from cia.authorisation import verdict
from cia.clock import local
from cia.ui.moments import day_in_words, moment_in_words
from cia.ui.pages import FormPage, Page, PlainPage

COLOURS = {
    RequestState.RECEIVED: "yellow",
    RequestState.CLARIFYING: "grey",
    RequestState.IN_PROGRESS: "blue",
    RequestState.EXTENDED: "purple",
    RequestState.REPLIED: "green",
    RequestState.REFUSED: "green",
    RequestState.INTERNAL_REVIEW: "orange",
    RequestState.ICO: "red",
}


class RequestsView(PlainPage):
    heading = "Requests for information"
    template_name = "release/requests.html"

    def prepare(self) -> None:
        check_work_on_requests(self.user, at=self.at)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        requests = Request.objects.readable_by(self.user, at=self.at).prefetch_related("events")
        waiting = by_days_left(requests.open(), on=local(self.at).date())
        return super().get_context_data(**kwargs) | {
            "waiting": waiting,
            "answered": requests.exclude(pk__in=[each.pk for each, _ in waiting]).order_by("-received_on", "-pk"),
            "warning": next((deadline.warning for _, deadline in waiting if deadline.warning), ""),
        }


class RecordRequestView(FormPage):
    form_class = RecordRequestForm
    heading = "Record a request"

    def prepare(self) -> None:
        check_work_on_requests(self.user, at=self.at)

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [("Requests", reverse("requests"))]

    def form_valid(self, form: RecordRequestForm) -> HttpResponse:
        recorded = record_request(by=self.user, **form.cleaned_data)
        messages.success(self.request, f"{recorded.reference} recorded")
        return redirect(recorded)


class RequestPage(Page):
    """A page about one request; to anybody but an FOI officer there is no such page."""

    asked_for: Request

    def prepare(self) -> None:
        readable = Request.objects.readable_by(self.user, at=self.at).select_related("recorded_by")
        self.asked_for = get_object_or_404(readable.prefetch_related("events"), reference=self.kwargs["reference"])

    @cached_property
    def deadline(self) -> Deadline:
        return deadline_of(self.asked_for, on=local(self.at).date())

    def get_caption(self) -> str:
        return f"Request {self.asked_for.reference}"

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [("Requests", reverse("requests")), (self.asked_for.reference, self.asked_for.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"asked_for": self.asked_for}


class RequestView(RequestPage, PlainPage):
    template_name = "release/request.html"

    def get_heading(self) -> str:
        return f"Request {self.asked_for.reference}"

    def get_caption(self) -> str:
        return "Freedom of information"

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [("Requests", reverse("requests"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        state = RequestState(self.asked_for.state)
        return super().get_context_data(**kwargs) | {
            "state": state,
            "colour": COLOURS[state],
            "deadline": self.deadline,
            "rows": self._rows(),
            "events": self.asked_for.events.select_related("recorded_by", "exemption", "release", "notice").order_by(
                "-pk"
            ),
            "scopes": self.asked_for.scopes.select_related("assessment__unit", "hold", "taken_by"),
            "naming": standing_words_that_name(self.asked_for),
            "releases": self.asked_for.release_copies.order_by("made_at"),
            "disclosure": Disclosure.objects.standing().filter(request=self.asked_for).first(),
            "may_disclose": verdict(check_enter_disclosure, self.user, self.asked_for, at=self.at),
            "may_refuse": verdict(check_refuse_in_full, self.user, self.asked_for, at=self.at),
            "refusal": notice_of(self.asked_for),
            "may_search": verdict(check_search_held, self.user, self.asked_for, at=self.at),
            "steps": [(step.value, step.label) for step in Step if self.asked_for.may_take(step)],
        }

    def _rows(self) -> list[dict[str, Any]]:
        asked = self.asked_for
        until = review_asked_until(asked, on=local(self.at).date())
        rows = [
            {"key": "Received", "value": day_in_words(asked.received_on)},
            {"key": "Reply due", "value": self._due()},
            {"key": "What was asked for", "value": asked.asked},
            {"key": "Who asked", "value": asked.requester_name},
            {"key": "Reply to", "value": asked.requester_contact},
            {"key": "Recorded", "value": f"{moment_in_words(asked.recorded_at)} by {asked.recorded_by}"},
        ]
        if until and asked.state in {RequestState.REPLIED, RequestState.REFUSED}:
            rows.insert(2, {"key": "Review may be asked for", "value": f"Until {day_in_words(until)}"})
        return rows

    def _due(self) -> str:
        if self.deadline.due_on is None:
            return self.deadline.in_words
        return f"Promptly, and by {day_in_words(self.deadline.due_on)}\n{self.deadline.in_words}"


class RequestStepView(RequestPage, FormPage):
    """One step, written down."""

    def prepare(self) -> None:
        super().prepare()
        if self.kwargs["step"] not in Step.values:
            raise Http404
        self.step = Step(self.kwargs["step"])
        check_take_step(self.user, self.asked_for, self.step, at=self.at)

    def get_heading(self) -> str:
        return str(self.step.label)

    def get_form_class(self) -> type[StepForm]:
        if self.step == Step.REPLIED:
            return AnswerForm
        return ExtendForm if self.step == Step.EXTENDED else StepForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs() | {"step": self.step}
        if self.step == Step.EXTENDED:
            kwargs["today"] = local(self.at).date()
        elif self.step == Step.REPLIED:
            kwargs["asked_for"] = self.asked_for
        return kwargs

    def form_valid(self, form: StepForm) -> HttpResponse:
        take_step(request=self.asked_for, step=self.step, by=self.user, **form.answers)
        messages.success(self.request, f"{self.step.label}: saved")
        return redirect(self.asked_for)
