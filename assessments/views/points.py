"""What the authorising officer asked when returning a version: shown beside each part, and answered one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from assessments import permissions
from assessments.actions.answering import answer_point
from assessments.changes import Change, changes_between
from assessments.documents.content import Content
from assessments.documents.snapshot import content_of
from assessments.forms.answer_point import AnswerPointForm
from assessments.models import Point, Submission, Version
from assessments.views.page import BelowVersion
from assessments.views.tasks import answer_url, part_urls
from cia.ui.pages import FormPage


@dataclass(frozen=True)
class PointOnPage:
    """A point with its answer, where it is answered, and what was changed in its part since it was asked."""

    point: Point
    answer_url: str = ""
    changes: tuple[Change, ...] = ()


def points_on(version: Version, part: str = "", *, may_answer: bool) -> list[PointOnPage]:
    """The points about one part, or about all, each with the way to answer it for whoever may and while it is open."""
    asked = Point.objects.on(version)
    return [
        PointOnPage(point, answer_url(version, point.pk) if may_answer and not point.is_answered else "")
        for point in (asked.filter(part=part) if part else asked)
    ]


def points_answered(submission: Submission | None, content: Content) -> tuple[list[PointOnPage], list[Change]]:
    """Every earlier point as the next decision meets it, and what else was changed since the version was returned."""
    if submission is None:
        return [], []
    returned = submission.version.submissions.filter(pk__lt=submission.pk, decision__isnull=False)
    earlier = returned.select_related("snapshot").last()
    if earlier is None:
        return [], []
    changes = changes_between(content_of(earlier.snapshot), content)
    points = list(Point.objects.on(submission.version).filter(decision__submission__lte=earlier))
    asked_about = {point.part for point in points}
    return (
        [PointOnPage(point, changes=tuple(each for each in changes if each.part == point.part)) for point in points],
        [change for change in changes if change.part not in asked_about],
    )


class AnswerPointView(BelowVersion, FormPage):
    """One point, and its answer."""

    template_name = "assessments/answer_point.html"
    form_class = AnswerPointForm
    point: Point

    def prepare(self) -> None:
        super().prepare()
        permissions.check_edit(self.user, self.version, at=self.at)
        self.point = get_object_or_404(Point.objects.on(self.version), pk=self.kwargs["point"])

    def get_heading(self) -> str:
        return f"Answer about: {self.point.about}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "point": self.point,
            "points": [PointOnPage(self.point)],
            "part_url": part_urls(self.version)[self.point.part],
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        answer_point(point=self.point, text=form.cleaned_data["text"], by=self.user)
        messages.success(self.request, f"{self.point.about}: answered")
        return redirect(self.version)
