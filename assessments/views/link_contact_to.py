from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assessments import permissions
from assessments.actions.logging import link_contact
from assessments.forms.link_contact_to import LinkContactToForm
from assessments.models import Assessment
from cia.authorisation import verdict
from cia.ui.pages import FormPage
from stakeholders.views.page import AboutContact

OFFERED = 30


class LinkContactToView(AboutContact, FormPage):
    """Links a contact that was logged by itself to one of the assessments in whose log somebody writes."""

    heading = "Link to an assessment"
    form_class = LinkContactToForm
    template_name = "assessments/link_contact_to.html"

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [*super().get_breadcrumbs(), (str(self.contact), self.contact.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        readable = Assessment.objects.readable_by(self.user, at=self.at).exclude(
            assessment_contacts__contact=self.contact
        )
        written_in = (
            each
            for each in readable.select_related("unit").prefetch_related("versions__cover")
            if verdict(permissions.check_log, self.user, each, at=self.at)
        )
        return super().get_form_kwargs() | {"offered": list(islice(written_in, OFFERED))}

    def form_valid(self, form: LinkContactToForm) -> HttpResponse:
        link = link_contact(assessment=form.chosen, contact=self.contact, by=self.user)
        messages.success(self.request, f"Linked to {link.assessment} as {str(link).lower()}")
        return redirect(self.contact)
