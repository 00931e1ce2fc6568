from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from assessments.release.actions.publishing import take_down
from assessments.release.models import Publication
from assessments.release.permissions import check_take_down
from assessments.release.taking_down_forms import TakeDownForm, now_where_empty
from cia.ui.moments import moment_in_words
from cia.ui.pages import FormPage


class TakeDownView(FormPage):
    """For four roles, so it shows nothing of the record: only what the public reads."""

    form_class = TakeDownForm
    heading = "Take down"
    template_name = "release/take_down.html"

    def prepare(self) -> None:
        self.publication = get_object_or_404(Publication, number=self.kwargs["number"])
        check_take_down(self.user, self.publication, at=self.at)

    def get_caption(self) -> str:
        return self.publication.number

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [("Releases", reverse("releases"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "rows": [
                {"key": "Title", "value": self.publication.title},
                {"key": "Unit", "value": self.publication.unit},
            ],
        }

    def form_valid(self, form: TakeDownForm) -> HttpResponse:
        breach: dict[str, Any] = {}
        if form.may_be_a_breach:
            known_at = now_where_empty(form, at=self.at)
            words = form.words_of("known_at") or moment_in_words(known_at)
            breach = {"breach_known_at": known_at, "breach_known_as_typed": words}
        take_down(publication=self.publication, reason=form.cleaned_data["reason"], by=self.user, **breach)
        messages.success(self.request, f"{self.publication.number} was taken down. Nobody can fetch it any more.")
        return redirect("releases")
