from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cia.ui.pages import FormPage
from stakeholders import permissions
from stakeholders.actions.contacts import correct_commitment
from stakeholders.forms.correcting import CorrectPromiseForm
from stakeholders.views.page import AboutPromise


class CorrectPromiseView(AboutPromise, FormPage):
    """Writes down what was really promised, beside what was written first."""

    heading = "Correct this promise"
    template_name = "stakeholders/correct_promise.html"
    form_class = CorrectPromiseForm

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_correct_promise(self.user, self.promise, at=self.at)
        return super().get(*args, **kwargs)

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [*super().get_breadcrumbs(), ("A promise", self.promise.get_absolute_url())]

    def get_initial(self) -> dict[str, Any]:
        return CorrectPromiseForm.initial_of(self.promise)

    def form_valid(self, form: CorrectPromiseForm) -> HttpResponse:
        correction = correct_commitment(
            commitment=self.promise, promise=form.promise(), reason=form.cleaned_data["reason"], by=self.user
        )
        messages.success(self.request, "Saved the correction. What was written first stays beside it")
        return redirect(correction)
