from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from assessments.documents.content import Content
from assessments.release.actions.proposing import (
    adopt_proposal,
    answer_proposal,
    propose_mark,
    propose_on_mark,
    take_proposal_back,
)
from assessments.release.marked_text import StandingMark, covered_text, place_label
from assessments.release.marking_forms import PASSAGE
from assessments.release.models import CheckProposal, Mark
from assessments.release.offered import as_standing
from assessments.release.permissions import check_mark, check_propose
from assessments.release.proposal_forms import ADOPT, AnswerForm, ProposeMarkForm, ProposeOnMarkForm
from assessments.release.views.marking import MarkingPage
from assessments.release.views.pages import ReleasePage
from assessments.release.wording import in_brackets, words_of_mark
from cia.authorisation import Conflict, verdict
from cia.ui.pages import FormPage


@dataclass(frozen=True)
class ShownProposal:
    """A proposal, the words it is about, and what the mark would say."""

    proposal: CheckProposal
    place: str
    hides: str
    says: str
    would_say: str


def shown(content: Content, proposals: Iterable[CheckProposal]) -> list[ShownProposal]:
    return [_shown(content, proposal) for proposal in proposals]


def _shown(content: Content, proposal: CheckProposal) -> ShownProposal:
    about = as_standing(proposal.mark) if proposal.mark else _proposed(proposal)
    has_grounds = proposal.kind in (CheckProposal.Kind.ADD, CheckProposal.Kind.CHANGE)
    return ShownProposal(
        proposal=proposal,
        place=place_label(content, about.path) + (f", the whole {about.whole}" if about.whole else ""),
        hides=covered_text(content, about),
        says=about.words + about.beside if proposal.mark else "",
        would_say=words_of_mark(_codes(proposal)) + in_brackets(proposal.role) if has_grounds else "",
    )


def _proposed(proposal: CheckProposal) -> StandingMark:
    return StandingMark(
        number=0,
        path=proposal.path,
        codes=_codes(proposal),
        whole=proposal.whole,
        start=proposal.start,
        end=proposal.end,
    )


def _codes(proposal: CheckProposal) -> tuple[str, ...]:
    return tuple(each.exemption.cited for each in proposal.exemptions.all())


class ProposingPage(MarkingPage):
    """A page on which a checker proposes something for the file that waits."""

    def prepare(self) -> None:
        super().prepare()
        if not self.candidate.is_current:
            raise Conflict("The marks have changed since this file was made, so there is nothing to propose.")

    def ground_kwargs(self) -> dict[str, Any]:
        """Only exemptions are proposed; why they apply is for who adopts the proposal."""
        return super().ground_kwargs() | {"saved": ()}

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        checking = ("Check the file", reverse("release-checking", args=[self.release.number]))
        return [*super().get_breadcrumbs(), checking]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_propose = verdict(check_propose, self.user, self.release, at=self.at)
        return super().get_context_data(**kwargs) | {"may_propose": may_propose, "release": self.release}

    def proposed(self) -> HttpResponse:
        messages.success(self.request, "Kept for the marker. Give the file back when you have read all of it")
        return redirect(f"{reverse('release-checking', args=[self.release.number])}#proposals")


class ProposeView(ProposingPage):
    form_class = ProposeMarkForm
    heading = "Propose a mark"
    template_name = "release/propose.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | self.ground_kwargs() | {"content": self.content}

    def form_valid(self, form: ProposeMarkForm) -> HttpResponse:
        answers, path = form.cleaned_data, form.cleaned_data["place"]
        if answers["extent"] == PASSAGE:
            what = {"quote": form.quote_without_ends, "occurrence": answers["occurrence"]}
        else:
            path = form.row_of[path] if answers["extent"] == Mark.Whole.ROW else path
            what = {"whole": answers["extent"]}
        propose_mark(
            candidate=self.candidate,
            path=path,
            exemptions=form.chosen_exemptions,
            role=answers["role"],
            words=answers["reason"],
            by=self.user,
            **what,
        )
        return self.proposed()


class ProposeOnMarkView(ProposingPage):
    form_class = ProposeOnMarkForm
    heading = "Propose a change to this mark"
    template_name = "release/propose.html"

    def prepare(self) -> None:
        super().prepare()
        self.mark = get_object_or_404(self.release.standing_marks(), pk=self.kwargs["mark"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | self.ground_kwargs()

    def get_initial(self) -> dict[str, Any]:
        """What the mark rests on and bears, so that a change of one leaves the other."""
        exemptions = [ground.exemption for ground in self.mark.grounds.select_related("exemption")]
        return {
            "exemptions": [each.pk for each in exemptions if each.is_usual],
            "more_exemptions": [each.pk for each in exemptions if not each.is_usual],
            "is_neutral": not exemptions,
            "role": self.mark.role,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mark = as_standing(self.mark)
        about = {"mark": mark, "place": place_label(self.content, mark.path), "hid": covered_text(self.content, mark)}
        return super().get_context_data(**kwargs) | {"about": about}

    def form_valid(self, form: ProposeOnMarkForm) -> HttpResponse:
        answers = form.cleaned_data
        propose_on_mark(
            candidate=self.candidate,
            mark=self.mark,
            kind=answers["kind"],
            words=answers["words"],
            exemptions=form.chosen_exemptions,
            role=answers["role"],
            by=self.user,
        )
        return self.proposed()


class OfProposal(ReleasePage):
    """About one proposal on this release."""

    def prepare(self) -> None:
        super().prepare()
        proposals = CheckProposal.objects.of_release(self.release).in_full()
        self.proposal = get_object_or_404(proposals, pk=self.kwargs["proposal"])


class TakeProposalBackView(OfProposal):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        take_proposal_back(proposal=self.proposal, by=self.user)
        messages.success(request, "Taken back")
        return redirect(f"{reverse('release-checking', args=[self.release.number])}#proposals")


class AnswerProposalView(OfProposal, FormPage):
    form_class = AnswerForm
    heading = "Answer the checker"
    template_name = "release/answer_proposal.html"
    unredacted = True

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        marks = ("Mark what is withheld", reverse("release-marks", args=[self.release.number]))
        return [*super().get_breadcrumbs(), marks]

    @cached_property
    def waiting(self) -> int:
        return CheckProposal.objects.of_release(self.release).unanswered().count()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"proposal": self.proposal}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "each": shown(self.content, [self.proposal])[0],
            "is_answered": self.proposal.is_answered,
            "waiting": self.waiting,
            "may_mark": verdict(check_mark, self.user, self.release, at=self.at),
        }

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        sentence = form.cleaned_data["sentence"]
        if form.cleaned_data.get("decision") == ADOPT:
            adopt_proposal(proposal=self.proposal, sentence=sentence, by=self.user)
            messages.success(self.request, "Adopted")
        else:
            answer_proposal(proposal=self.proposal, sentence=sentence, by=self.user)
            messages.success(self.request, "Answered")
        following = CheckProposal.objects.of_release(self.release).unanswered().first()
        if following is not None:
            return redirect("release-answer-proposal", self.release.number, following.pk)
        return redirect("release-marks", self.release.number)
