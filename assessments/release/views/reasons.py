from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from assessments.release.actions.marking import rest_on
from assessments.release.actions.reasoning import retire_saved_reason, save_reason, write_reasons
from assessments.release.marked_text import StandingMark, covered_text, place_label
from assessments.release.models import Exemption, Mark, SavedReason
from assessments.release.offered import as_standing
from assessments.release.permissions import check_mark, check_write_reasons
from assessments.release.readiness import link_to
from assessments.release.reason_forms import IS_FOR_THE_FORCE, SAVED_NAME, WriteReasonsForm
from assessments.release.reasons import Reasons, parts_of, reasons_of, saved_for
from assessments.release.views.pages import ReleasePage
from cia.authorisation import verdict
from cia.ui.pages import FormPage, PlainPage


@dataclass(frozen=True)
class ShownReasons:
    """The reasons for one exemption as a page shows them: what is written, what is missing, and which marks they serve.

    ``others`` are the numbers that a mark could rest on instead.
    """

    reasons: Reasons
    rows: tuple[dict[str, str], ...]
    marks: tuple[tuple[StandingMark, str, str], ...]
    link: str
    others: tuple[int, ...]


class ReasonsView(ReleasePage, PlainPage):
    """Each exemption that is used, what it needs, what is written and which marks it serves."""

    heading = "Reasons"
    template_name = "release/reasons.html"
    unredacted = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        every = reasons_of(self.release, on=self.day)
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "every": [self._shown(each, every) for each in every],
            "neutral": sum(not mark.codes for mark in self.standing_marks),
            "may_write": verdict(check_write_reasons, self.user, self.release, at=self.at),
            "may_mark": verdict(check_mark, self.user, self.release, at=self.at),
            "saved": saved_for(self.release, on=self.day),
        }

    def _shown(self, reasons: Reasons, every: Sequence[Reasons]) -> ShownReasons:
        numbers = [each.number for each in every if each.exemption.code == reasons.exemption.code]
        next_number = [max(numbers) + 1] if len(reasons.marks) > 1 else []
        return ShownReasons(
            reasons=reasons,
            rows=tuple({"key": ask, "value": said} for ask, said in reasons.said),
            marks=tuple(
                (mark, place_label(self.content, mark.path), covered_text(self.content, mark))
                for mark in map(as_standing, reasons.marks)
            ),
            link=link_to(self.release, reasons),
            others=tuple(number for number in [*numbers, *next_number] if number != reasons.number),
        )


class WriteReasonsView(ReleasePage, FormPage):
    """Why one exemption applies. ``seen`` goes with the form, so that nobody writes over another's words."""

    form_class: Any = WriteReasonsForm
    template_name = "release/write_reasons.html"
    unredacted = True

    def prepare(self) -> None:
        super().prepare()
        self.exemption = get_object_or_404(Exemption, pk=self.kwargs["exemption"])
        if not 1 <= self.kwargs["reasoning"] < 1_000:
            raise Http404("There are no such reasons.")

    @cached_property
    def reasons(self) -> Reasons:
        """Those in use; or, where no mark rests on them any more, those written before."""
        code, number = self.exemption.code, self.kwargs["reasoning"]
        for each in reasons_of(self.release, on=self.day):
            if (each.exemption.code, each.number) == (code, number):
                return each
        written = self.release.reasonings.standing().get((code, number))
        return Reasons(self.exemption, number, parts_of(self.exemption), written, ())

    def get_heading(self) -> str:
        return f"Why {self.reasons.name} applies"

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        return [*super().get_breadcrumbs(), ("Reasons", reverse("release-reasons", args=[self.release.number]))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"parts": self.reasons.parts}

    def get_initial(self) -> dict[str, Any]:
        answers = WriteReasonsForm.as_typed(self.reasons.parts, self.reasons.answers)
        return {**answers, "seen": self.reasons.seen}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        history = self.release.reasonings.filter(code=self.exemption.code, number=self.reasons.number)
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "reasons": self.reasons,
            "marks": [
                (mark, place_label(self.content, mark.path), covered_text(self.content, mark))
                for mark in map(as_standing, self.reasons.marks)
            ],
            "may_write": verdict(check_write_reasons, self.user, self.release, at=self.at),
            "written": history.select_related("written_by").order_by("-pk"),
            "voids": self.release.state in ("checking", "approved"),
        }

    def form_valid(self, form: WriteReasonsForm) -> HttpResponse:
        with transaction.atomic():
            self._write(form)
        messages.success(self.request, f"Reasons for {self.exemption.cited} saved")
        return redirect("release-reasons", self.release.number)

    def _write(self, form: WriteReasonsForm) -> None:
        answers = form.answers
        write_reasons(
            release=self.release,
            exemption=self.exemption,
            number=self.reasons.number,
            answers=answers,
            seen=form.cleaned_data["seen"] or 0,
            by=self.user,
        )
        if name := form.cleaned_data.get(SAVED_NAME):
            save_reason(
                release=self.release,
                exemption=self.exemption,
                name=name,
                reason=self.reasons.marks[0].reason if self.reasons.marks else name,
                answers=answers,
                is_for_the_force=form.cleaned_data[IS_FOR_THE_FORCE],
                by=self.user,
            )


class RestOnView(ReleasePage):
    """Gives one mark the reasons of another number for one of its exemptions."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        exemption = get_object_or_404(Exemption, pk=self.kwargs["exemption"])
        mark = get_object_or_404(Mark, release=self.release, pk=self.kwargs["mark"])
        rest_on(mark=mark, exemption=exemption, reasoning=self.kwargs["reasoning"], by=self.user)
        messages.success(request, f"The mark rests on reasons {self.kwargs['reasoning']} for {exemption.cited}")
        return redirect("release-reasons", self.release.number)


class RetireSavedReasonView(ReleasePage):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        saved = get_object_or_404(SavedReason.objects.for_release(self.release), pk=self.kwargs["saved"])
        retire_saved_reason(saved=saved, release=self.release, by=self.user)
        messages.success(request, "The saved reason is offered no more")
        return redirect("release-reasons", self.release.number)
