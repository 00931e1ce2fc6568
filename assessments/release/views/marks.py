from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from assessments.release.actions.marking import mark_passage, mark_whole, remove_mark
from assessments.release.forms import PASSAGE, MarkForm
from assessments.release.marked_text import covered_text, place_label, with_marks
from assessments.release.models import Mark
from assessments.release.permissions import check_mark
from assessments.release.views.pages import ReleasePage
from cia.authorisation import verdict
from cia.clock import local
from cia.ui.pages import FormPage, Page


class MarksView(ReleasePage, FormPage):
    """The frozen text with its marks. ``?place=`` opens the form under that field; otherwise it stands at the end."""

    form_class = MarkForm
    heading = "Mark what is withheld"
    template_name = "release/marks.html"
    unredacted = True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"content": self.content, "on": local(self.at).date()}

    def get_initial(self) -> dict[str, Any]:
        return {"place": self.request.GET.get("place", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        place = context["form"]["place"].value() or ""
        return context | {
            "release": self.release,
            "may_mark": verdict(check_mark, self.user, self.release, at=self.at),
            "sections": with_marks(self.content, self.standing_marks),
            "marks": [
                (mark, place_label(self.content, mark.path), covered_text(self.content, mark))
                for mark in self.standing_marks
            ],
            "open_place": place if place in self.content.fields() else "",
        }

    def form_valid(self, form: MarkForm) -> HttpResponse:
        answers = form.cleaned_data
        path, extent = answers["place"], answers["extent"]
        grounds = {"exemptions": form.chosen_exemptions, "reason": answers["reason"]}
        if extent == PASSAGE:
            mark = mark_passage(
                release=self.release,
                path=path,
                quote=form.quote_without_ends,
                occurrence=answers["occurrence"],
                by=self.user,
                **grounds,
            )
        else:
            whole_path = form.row_of[path] if extent == Mark.Whole.ROW else path
            mark = mark_whole(release=self.release, path=whole_path, whole=extent, by=self.user, **grounds)
        messages.success(self.request, "Marked")
        return redirect(f"{reverse('release-marks', args=[self.release.number])}#mark-{mark.pk}")


class RemoveMarkView(ReleasePage, Page):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mark = get_object_or_404(Mark, release=self.release, pk=self.kwargs["mark"])
        remove_mark(mark=mark, by=self.user)
        messages.success(request, "Mark taken off")
        return redirect("release-marks", self.release.number)
