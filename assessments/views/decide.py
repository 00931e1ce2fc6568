from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from assessments import permissions
from assessments.actions.deciding import cut_afresh, refuse, return_version, sign_off
from assessments.changes import changes_between
from assessments.documents.content import Content
from assessments.documents.sections.pieces import NOT_GIVEN
from assessments.documents.snapshot import content_of
from assessments.forms.decide import DecideForm
from assessments.lifecycle import State
from assessments.models import Decision, Submission, rows_of
from assessments.open_questions import questions_of
from assessments.questions import Question
from assessments.reassessments import sign_off_of
from assessments.since_submission import SinceSubmission, since
from assessments.views.page import BelowVersion
from assessments.views.points import points_answered
from assessments.views.sections import sections_on_page
from cia.authorisation import Denied, verdict
from cia.ui.pages import FormPage


class DecideView(BelowVersion, FormPage):
    """Everything that an authorising officer needs for a decision, and the decision, on one page."""

    heading = "Decide"
    template_name = "assessments/decide.html"
    form_class = DecideForm

    def prepare(self) -> None:
        super().prepare()
        submissions = self.version.submissions.select_related("snapshot", "submitted_by")
        self.submission = submissions.last()

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.submission is None:
            permissions.check_decide(self.user, self.version, at=self.at)
        return super().get(*args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        submission = self.submission.pk if self.submission else None
        return {"submission": submission, "fingerprint": self.shown.fingerprint}

    @cached_property
    def questions(self) -> list[Question]:
        """What is to be answered before this is signed off."""
        return questions_of(self.shown.content, at=self.at)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | self._about_the_form()

    def _about_the_form(self) -> dict[str, Any]:
        return {"questions": self.questions, "request": self.request, "at": self.at}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content = self.shown.content
        sections = sections_on_page(content)
        points, changed_besides = points_answered(self.submission, content)
        return super().get_context_data(**kwargs) | {
            "points": points,
            "changed_besides": changed_besides,
            "sections": sections,
            "fingerprint": self.shown.fingerprint,
            "submission": self.submission,
            "since": self.since,
            "in_short": self._in_short(),
            **self._since_the_last_version(),
            "questions": self.questions,
            "axes": [section.sheet for section in sections if section.sheet.layout == "axis"],
            "risks": self._risks(),
            "may_decide": verdict(permissions.check_decide, self.user, self.version, at=self.at),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        submission = get_object_or_404(Submission, pk=form.cleaned_data["submission"], version=self.version)
        reasons, kind = form.reasons_given, form.kind
        if kind == Decision.Kind.SIGNED_OFF:
            seen = form.cleaned_data["fingerprint"]
            decision = sign_off(
                submission=submission, fingerprint=seen, reasons=reasons, answers=form.findings, by=self.user
            )
        elif kind == Decision.Kind.RETURNED:
            decision = return_version(submission=submission, reasons=reasons, by=self.user, points=form.points)
        else:
            decision = refuse(submission=submission, reasons=reasons, by=self.user)
        messages.success(self.request, f"{decision.get_kind_display()}: {self.version}. Its author has been told.")
        return redirect(self.version)

    def form_denied(self, form: forms.Form, denied: Denied) -> HttpResponse:
        """Show what is waiting now, and bind the form to that: nothing is decided that was not on the page."""
        posted = self.request.POST.copy()
        for name, value in self.get_initial().items():
            posted[name] = str(value)
        return super().form_denied(self.form_class(data=posted, **self._about_the_form()), denied)

    @cached_property
    def since(self) -> SinceSubmission:
        """What was logged after the version was put before the authorising officer, until it was decided."""
        if self.submission is None or self.version.state != State.SUBMITTED:
            return SinceSubmission()
        return since(self.submission)

    def _risks(self) -> list[dict[str, Any]]:
        """The risks of what was submitted, each with what was decided about it last."""
        decided = {each.risk: each for each in self.submission.risk_decisions.all()} if self.submission else {}
        return [{"row": risk, "decision": decided.get(risk.number)} for risk in rows_of(self.version, "risk")]

    def _in_short(self) -> list[dict[str, str]]:
        """The operation in a few lines, as far as anything of it is written."""
        content = self.shown.content
        answers = {field.path: field.plain_text for field in content.fields().values()}
        lines = [
            ("What", answers["cover.title"]),
            ("In short", answers["cover.summary"]),
            ("Deployment", _said_of(content, "deployment", "name", "tactic", between=": ")),
            ("Where", _said_of(content, "place", "place")),
            ("When", _said_of(content, "session", "begins_at", "ends_at", between=" until ")),
            ("Authority", _said_of(content, "authority", "reference", "given_by", between=", ")),
            ("By", f"{answers['cover.author']}, {answers['cover.branch']}"),
            ("Review", answers["cover.review_date"]),
        ]
        return [{"key": key, "value": value} for key, value in lines if value]

    def _since_the_last_version(self) -> dict[str, Any]:
        """What reads otherwise than in the version that was signed off last; nothing where none was before."""
        earlier = [each for each in self.assessment.versions.all() if each.number < self.version.number]
        signed = [(each, decision) for each in earlier if (decision := sign_off_of(each)) is not None]
        if not signed:
            return {}
        version, decision = signed[-1]
        before = content_of(decision.submission.snapshot)
        return {"last_version": version, "changes": changes_between(before, self.shown.content)}


def _said_of(content: Content, kind: str, *names: str, between: str = "") -> str:
    """A line for each row of a kind, with what is given of these answers."""
    lines = []
    for row in content.rows().values():
        if row.path.partition(".")[0] == kind:
            answers = {field.path.rpartition(".")[2]: field.plain_text for field in row.fields}
            given = [answers[name] for name in names if answers.get(name, NOT_GIVEN) != NOT_GIVEN]
            lines.append(between.join(given))
    return "\n".join(lines)


class CutAfreshView(BelowVersion):
    """Takes what was logged since into what waits. The submission says what the officer saw."""

    http_method_names = ["post"]

    def prepare(self) -> None:
        super().prepare()
        permissions.check_decide(self.user, self.version, at=self.at)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen = request.POST.get("submission", "")
        submission = get_object_or_404(Submission, pk=seen if seen.isdecimal() else None, version=self.version)
        cut_afresh(submission=submission, by=self.user)
        messages.success(request, "What was logged since is in the document now. Read it, then decide.")
        return redirect("decide", self.assessment.reference, self.version.number)
