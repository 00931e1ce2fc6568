from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cia.authorisation import Verdict, verdict
from cia.ui.pages import FormPage
from stakeholders import permissions
from stakeholders.actions.directory import merge
from stakeholders.forms.entry import MergeForm
from stakeholders.forms.finding import MOST
from stakeholders.models import Stakeholder
from stakeholders.views.page import BelowStakeholder


class MergeView(BelowStakeholder, FormPage):
    """Finds the entry to keep, shows both, and merges them once that is confirmed."""

    heading = "Merge with another entry"
    template_name = "stakeholders/merge.html"
    form_class = MergeForm

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_edit_directory(self.user, self.stakeholder.unit, at=self.at)
        return super().get(*args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Either words to find the entry by, which are names and so are in no address, or the merging."""
        if "find" not in request.POST:
            return super().post(request, *args, **kwargs)
        permissions.check_edit_directory(self.user, self.stakeholder.unit, at=self.at)
        return self.render_to_response(self.get_context_data(form=self.form_class(initial=self.get_initial())))

    def get_initial(self) -> dict[str, Any]:
        return {"into": self.into.pk if self.into else None}

    @property
    def into(self) -> Stakeholder | None:
        asked = (self.request.POST or self.request.GET).get("into", "")
        others = Stakeholder.objects.current().exclude(pk=self.stakeholder.pk).select_related("unit")
        return others.filter(pk=int(asked[:18])).first() if asked.isdecimal() else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        into = self.into
        words = self.request.POST.get("words", "").strip()[:200]
        others = Stakeholder.objects.current().exclude(pk=self.stakeholder.pk).select_related("unit")
        return super().get_context_data(**kwargs) | {
            "into": into,
            "words": words,
            "found": list(others.matching(words)[:MOST]) if words else [],
            "may_merge": verdict(permissions.check_merge, self.user, self.stakeholder, into, at=self.at)
            if into
            else Verdict("Find the entry to keep first."),
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        kept = merge(stakeholder=self.stakeholder, into=form.cleaned_data["into"], by=self.user)
        messages.success(self.request, "The two entries are one now")
        return redirect(kept)
