from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from assessments.release.actions.prompts import keep_mentions, leave_rows, mark_mentions
from assessments.release.permissions import check_decide_prompts
from assessments.release.prompt_forms import BesideForm, MissedForm, ShownGroup, shown_groups
from assessments.release.prompting import RowPrompt, prompt_groups, row_prompts
from assessments.release.views.pages import ReleasePage
from cia.authorisation import verdict
from cia.ui.pages import FormPage


class PromptPage(ReleasePage, FormPage):
    """A page on which something that the marks missed is decided."""

    unredacted = True

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        marks = ("Mark what is withheld", reverse("release-marks", args=[self.release.number]))
        return [*super().get_breadcrumbs(), marks]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "may_decide": verdict(check_decide_prompts, self.user, self.release, at=self.at),
        }


class MissedView(PromptPage):
    """Every mention of hidden words in whatever form, under the words that it echoes."""

    form_class = MissedForm
    heading = "What was missed"
    template_name = "release/missed.html"

    @cached_property
    def groups(self) -> list[ShownGroup]:
        return shown_groups(self.content, prompt_groups(self.release, content=self.content))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"groups": self.groups}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = row_prompts(self.release, content=self.content)
        return super().get_context_data(**kwargs) | {
            "undecided": sum(len(each.undecided) for each in self.groups),
            "kept": [each for each in self.groups if each.kept],
            "rows": len(rows),
            "rows_unread": sum(each.read is None for each in rows),
        }

    def form_valid(self, form: MissedForm) -> HttpResponse:
        chosen = form.cleaned_data["mentions"]
        mentions = f"{len(chosen)} mention{'' if len(chosen) == 1 else 's'}"
        if form.keeps:
            reason = form.cleaned_data["reason"]
            keep_mentions(release=self.release, mentions=chosen, reason=reason, by=self.user)
            messages.success(self.request, f"{mentions} kept")
        else:
            mark_mentions(release=self.release, mentions=chosen, by=self.user)
            messages.success(self.request, f"{mentions} marked")
        return redirect("release-missed", self.release.number)


class BesideMarksView(PromptPage):
    """Rows in which something beside a mark may tell who or what is meant. They stop nothing."""

    form_class = BesideForm
    heading = "What stands beside the marks"
    template_name = "release/beside_marks.html"

    @cached_property
    def rows(self) -> tuple[RowPrompt, ...]:
        return row_prompts(self.release, content=self.content)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"undecided": [each for each in self.rows if each.read is None]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"read": [each for each in self.rows if each.read is not None]}

    def form_valid(self, form: BesideForm) -> HttpResponse:
        rows = form.cleaned_data["rows"]
        leave_rows(release=self.release, rows=rows, reason=form.cleaned_data["reason"], by=self.user)
        messages.success(self.request, f"{len(rows)} row{'' if len(rows) == 1 else 's'} read")
        return redirect("release-missed", self.release.number)
