from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from assessments.documents.content import Content
from assessments.documents.snapshot import content_of
from assessments.release.actions.harm import answer_harm, ask_for_harm
from assessments.release.harm_forms import AnswerHarmForm, AskForHarmForm
from assessments.release.knowing import may_be_asked
from assessments.release.marked_text import place_label
from assessments.release.models import HarmRequest
from assessments.release.occurrences import CONTEXT
from assessments.release.passages import Passage, check_passage, passage_at, words_at
from assessments.release.permissions import check_answer_harm, check_mark
from assessments.release.redacting import NotThere
from assessments.release.views.marking import MarkingPage
from cia.authorisation import verdict
from cia.ui.pages import FormPage


@dataclass(frozen=True)
class ShownPassage:
    """A passage with what is around it, as the person asked reads it."""

    place: str
    words: str
    before: str = ""
    after: str = ""


class AskForHarmView(MarkingPage):
    """Whom to ask what harm publishing would do. Passages chosen among the suggestions come by post."""

    form_class = AskForHarmForm
    heading = "Ask what harm publishing would do"
    template_name = "release/ask_for_harm.html"

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        marks = ("Mark what is withheld", reverse("release-marks", args=[self.release.number]))
        return [*super().get_breadcrumbs(), marks]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "question" in request.POST:
            return super().post(request, *args, **kwargs)
        return self.render_to_response(self.get_context_data())

    def get_form(self, form_class: Any = None) -> AskForHarmForm:
        posted = self.request.POST if "question" in self.request.POST else None
        initial = {"passages": " ".join(self._chosen())}
        people = may_be_asked(self.release, at=self.at)
        form = AskForHarmForm(posted, content=self.content, people=people, initial=initial)
        form.helper.form_action = reverse("release-ask-harm", args=[self.release.number])
        return form

    def _chosen(self) -> list[str]:
        """The keys of the passages that came along, those that this document has."""
        keys = " ".join([self.request.POST.get("passages", ""), *self.request.POST.getlist("places")]).split()
        return [key for key in keys if _is_there(self.content, key)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "may_mark": verdict(check_mark, self.user, self.release, at=self.at),
            "chosen": [_shown(self.content, passage_at(key)) for key in self._chosen()],
        }

    def form_valid(self, form: AskForHarmForm) -> HttpResponse:
        answers = form.cleaned_data
        ask_for_harm(
            release=self.release,
            passages=answers["about"],
            of=answers["of"],
            question=answers["question"],
            due_on=answers["due_on"],
            by=self.user,
        )
        messages.success(self.request, f"{answers['of']} was asked")
        return redirect(f"{reverse('release-marks', args=[self.release.number])}#suggestions")


class AnswerHarmView(FormPage):
    """What somebody is asked, the passages it is about, and their answer. They read what they may read anyway."""

    form_class = AnswerHarmForm
    heading = "What harm would publishing this do?"
    template_name = "release/answer_harm.html"
    unredacted = True
    harm_request: HarmRequest

    def prepare(self) -> None:
        known = HarmRequest.objects.readable_by(self.user, at=self.at).select_related(
            "release__snapshot__version__assessment__unit", "asked_of", "asked_by"
        )
        self.harm_request = get_object_or_404(known, pk=self.kwargs["asked"])
        self.content = content_of(self.harm_request.release.snapshot)

    def get_marking(self) -> str:
        return self.content.marking

    def get_caption(self) -> str:
        return str(self.harm_request.release.snapshot.version)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        passages = [Passage(each.path, each.start, each.end, each.whole) for each in self.harm_request.passages.all()]
        return super().get_context_data(**kwargs) | {
            "asked": self.harm_request,
            "answer": self.harm_request.answered,
            "may_answer": verdict(check_answer_harm, self.user, self.harm_request, at=self.at),
            "passages": [_shown(self.content, passage) for passage in passages],
        }

    def form_valid(self, form: AnswerHarmForm) -> HttpResponse:
        answers = form.cleaned_data
        answer_harm(request=self.harm_request, kind=answers["kind"], text=answers["text"], by=self.user)
        messages.success(self.request, "Your answer was sent to the FOI team")
        return redirect(self.harm_request)


def _is_there(content: Content, key: str) -> bool:
    try:
        check_passage(content, passage_at(key))
    except NotThere:
        return False
    return True


def _shown(content: Content, passage: Passage) -> ShownPassage:
    place = place_label(content, passage.path)
    if passage.whole:
        return ShownPassage(f"{place}, the whole {passage.whole}", words_at(content, passage))
    text, start, end = content.fields()[passage.path].plain_text, passage.start or 0, passage.end or 0
    before = ("…" if start > CONTEXT else "") + text[max(start - CONTEXT, 0) : start]
    after = text[end : end + CONTEXT] + ("…" if end + CONTEXT < len(text) else "")
    return ShownPassage(place, words_at(content, passage), before, after)
