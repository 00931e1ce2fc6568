from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from cia.ui.pages import FormPage
from stakeholders import linking, permissions
from stakeholders.actions.contacts import end_concern
from stakeholders.forms.ending import EndConcernForm
from stakeholders.models import Concern, Contact


class EndConcernView(FormPage):
    """Says what became of a concern, for those who read its contact."""

    heading = "What became of this concern"
    template_name = "stakeholders/end_concern.html"
    form_class = EndConcernForm
    unredacted = True

    def prepare(self) -> None:
        super().prepare()
        readable = Contact.objects.readable_by(self.user, at=self.at)
        found = Concern.objects.filter(contact__in=readable).select_related("contact__unit")
        self.concern = get_object_or_404(found, pk=self.kwargs["number"])

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_end_concern(self.user, self.concern, at=self.at)
        return super().get(*args, **kwargs)

    def get_marking(self) -> str:
        return linking.marking_of([self.concern.contact], self.user, at=self.at)

    def get_back_link(self) -> str:
        return self.concern.contact.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"concern": self.concern}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        end_concern(
            concern=self.concern, kind=form.cleaned_data["kind"], reason=form.cleaned_data["reason"], by=self.user
        )
        messages.success(self.request, "Saved what became of the concern")
        return redirect(self.concern.contact)
