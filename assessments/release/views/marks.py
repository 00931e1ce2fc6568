from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from assessments.release.actions.marking import (
    mark_passage,
    mark_stretches,
    mark_whole,
    redo_last_step,
    remove_mark,
    undo_last_step,
)
from assessments.release.marked_text import StandingMark, covered_text, place_label, with_marks
from assessments.release.marking_forms import PASSAGE, EverywhereForm, FindForm, GroundsForm, MarkForm, SelectionForm
from assessments.release.models import CheckProposal, Mark
from assessments.release.occurrences import occurrences
from assessments.release.offered import as_standing
from assessments.release.permissions import check_mark
from assessments.release.prompting import prompt_groups
from assessments.release.reasons import reasons_of
from assessments.release.undoing import Step, step_back, step_on
from assessments.release.views.marking import MarkingPage
from assessments.release.views.suggesting import SuggestingPage
from cia.authorisation import verdict
from cia.canonical import Unacceptable


class MarksView(SuggestingPage):
    """The frozen text with its marks. ``?place=`` opens the form under that field; otherwise it stands at the end."""

    form_class: Any = MarkForm
    heading = "Mark what is withheld"
    template_name = "release/marks.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | self.ground_kwargs() | {"content": self.content}

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        is_whole = asked.get("extent") in (Mark.Whole.FIELD, Mark.Whole.ROW)
        return {"place": asked.get("place", "")} | ({"extent": asked["extent"]} if is_whole else {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        typed, chosen = self.both_forms(context["form"])
        place = typed["place"].value() or ""
        every_mark = self.release.every_mark()
        back, on = step_back(every_mark), step_on(every_mark)
        return context | {
            "release": self.release,
            "may_mark": verdict(check_mark, self.user, self.release, at=self.at),
            "sections": with_marks(self.content, self.standing_marks, self.dotted(), withheld=self.withheld),
            "marks": [self._listed(mark) for mark in self.standing_marks],
            "open_place": place if place in self.content.fields() else "",
            "typed_form": typed,
            "chosen_form": chosen,
            "earlier_reasons": typed.earlier_reasons,
            "undo": self._in_words(back) if back else "",
            "redo": self._in_words(on) if on else "",
            "proposal": CheckProposal.objects.of_release(self.release).unanswered().first(),
            "proposals_waiting": CheckProposal.objects.of_release(self.release).unanswered().count(),
            "reasons_to_write": sum(bool(each.missing) for each in reasons_of(self.release, on=self.day)),
            "extent": self.extent,
            "offers": self.release.offers.undecided().count(),
            **self.suggestion_context(),
            "mentions_left": sum(len(each.undecided) for each in prompt_groups(self.release, content=self.content)),
        }

    def both_forms(self, form: GroundsForm) -> tuple[MarkForm, SelectionForm]:
        """The form for typing words, and the one for words chosen in the text; one of them was perhaps just sent."""
        chosen = SelectionForm(**self.ground_kwargs(), auto_id="chosen_%s")
        chosen.helper.form_action = reverse("release-mark-selection", args=[self.release.number])
        assert isinstance(form, MarkForm)  # noqa: S101
        return form, chosen

    def form_valid(self, form: MarkForm) -> HttpResponse:
        answers = form.cleaned_data
        path, extent = answers["place"], answers["extent"]
        if extent == PASSAGE:
            mark = mark_passage(
                release=self.release,
                path=path,
                quote=form.quote_without_ends,
                occurrence=answers["occurrence"],
                by=self.user,
                **form.grounds,
            )
        else:
            whole_path = form.row_of[path] if extent == Mark.Whole.ROW else path
            mark = mark_whole(release=self.release, path=whole_path, whole=extent, by=self.user, **form.grounds)
        messages.success(self.request, "Marked")
        return self.to_mark(mark)

    def _listed(self, mark: StandingMark) -> tuple[StandingMark, str, str]:
        return mark, place_label(self.content, mark.path), covered_text(self.content, mark)

    def _in_words(self, step: Step) -> str:
        """What undoing or redoing would do, in a sentence's end."""
        taken, again = list(step.taken_off), list(step.made_again)
        if len(taken) + len(again) > 1:
            parts = [f"take {len(taken)} off" if taken else "", f"make {len(again)} again" if again else ""]
            return "of the last marks, " + " and ".join(part for part in parts if part)
        mark = as_standing((taken or again)[0])
        words = " ".join(covered_text(self.content, mark).split())
        words = words if len(words) <= 60 else f"{words[:60]}…"
        verb = "take the mark off" if taken else "put the mark back on"
        return f"{verb} “{words}” in {place_label(self.content, mark.path)}"


class MarkSelectionView(MarksView):
    """Words chosen with the mouse or the keyboard. Where they do not stand there, all that was typed is shown again."""

    form_class: Any = SelectionForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("release-marks", self.release.number)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "everywhere" in request.POST:
            return MarkEverywhereView.as_view()(request, *args, **kwargs)  # type: ignore[return-value]
        return super().post(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs() | {"auto_id": "chosen_%s"}
        kwargs.pop("content")
        return kwargs

    def both_forms(self, form: GroundsForm) -> tuple[MarkForm, SelectionForm]:
        assert isinstance(form, SelectionForm)  # noqa: S101
        form.helper.form_action = self.request.path
        return MarkForm(**self.ground_kwargs(), content=self.content), form

    def form_valid(self, form: SelectionForm) -> HttpResponse:
        marks = mark_stretches(release=self.release, stretches=[form.stretch], by=self.user, **form.grounds)
        messages.success(self.request, "Marked")
        return self.to_mark(marks[0])

    def form_invalid(self, form: SelectionForm) -> HttpResponse:
        response = super().form_invalid(form)
        if form.is_malformed:
            response.status_code = 400
        return response


class MarkEverywhereView(MarkingPage):
    """Every place where the same words stand: looked for first, and withheld where they are ticked."""

    heading = "Withhold words everywhere"
    template_name = "release/mark_everywhere.html"

    @property
    def quote(self) -> str:
        return str(self.request.POST.get("quote", "")).strip()

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        marks = ("Mark what is withheld", reverse("release-marks", args=[self.release.number]))
        return [*super().get_breadcrumbs(), marks]

    def get_form(self, form_class: Any = None) -> FindForm | EverywhereForm:
        """First the words; when they are found somewhere, the places and the grounds."""
        posted = self.request.POST if self.request.method == "POST" else None
        finding = FindForm(posted)
        if posted is None or not finding.is_valid():
            return finding
        try:
            found = occurrences(self.content, self.quote, self.standing_marks)
        except Unacceptable as unacceptable:
            finding.add_error("quote", str(unacceptable))
            return finding
        if not found:
            finding.add_error("quote", "These words stand nowhere in this document")
            return finding
        if "found" in posted:
            form = EverywhereForm(posted, occurrences=found, **self.ground_kwargs())
        else:  # the grounds may have been chosen before the places were looked for
            initial = {
                "quote": self.quote,
                "saved_reason": posted.get("saved_reason", ""),
                "exemptions": posted.getlist("exemptions"),
                "more_exemptions": posted.getlist("more_exemptions"),
                "is_neutral": "is_neutral" in posted,
                "earlier_reason": posted.get("earlier_reason", ""),
                "reason": posted.get("reason", ""),
                "role": posted.get("role", ""),
            }
            form = EverywhereForm(occurrences=found, initial=initial, **self.ground_kwargs())
        form.helper.form_action = reverse("release-mark-everywhere", args=[self.release.number])
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "may_mark": verdict(check_mark, self.user, self.release, at=self.at),
            "quote": self.quote,
        }

    def form_valid(self, form: GroundsForm) -> HttpResponse:
        assert isinstance(form, EverywhereForm)  # noqa: S101
        marks = mark_stretches(release=self.release, stretches=form.stretches, by=self.user, **form.grounds)
        messages.success(self.request, f"{len(marks)} place{'' if len(marks) == 1 else 's'} marked")
        return self.to_mark(marks[0])


class UndoView(MarkingPage):
    """Goes back one step. The revision says which marks the person saw when they asked for it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.to_place(self.step(self._revision)[0])

    def step(self, seen: int) -> list[Mark]:
        touched = undo_last_step(release=self.release, marks_revision=seen, by=self.user)
        messages.success(self.request, "The last step is undone")
        return touched

    @property
    def _revision(self) -> int:
        revision = str(self.request.POST.get("marks_revision", ""))
        return int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else -1


class RedoView(UndoView):
    """Does the undone step again."""

    def step(self, seen: int) -> list[Mark]:
        touched = redo_last_step(release=self.release, marks_revision=seen, by=self.user)
        messages.success(self.request, "The undone step is done again")
        return touched


class RemoveMarkView(MarkingPage):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mark = get_object_or_404(Mark, release=self.release, pk=self.kwargs["mark"])
        remove_mark(mark=mark, by=self.user)
        messages.success(request, "Mark taken off")
        return self.to_place(mark)
