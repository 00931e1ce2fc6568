"""The contacts that bear on an assessment: the list, logging one, and linking one that was logged already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from assessments import permissions
from assessments.actions.logging import link_contact, log_contact_for
from assessments.forms.contact import LinkContactForm
from assessments.lifecycle import State
from assessments.views.page import BelowAssessment
from assessments.views.points import points_on
from assessments.views.sensitive import flags_on
from cia.authorisation import verdict
from cia.ui.pages import FormPage, PlainPage
from stakeholders.actions.contacts import Conversation
from stakeholders.forms.contact import ContactForm
from stakeholders.models import Contact
from stakeholders.views.log_contact import ContactFormPage
from stakeholders.views.shown import concern_lines, promise_lines, rows_of, written_down

OFFERED = 30


class ContactsView(BelowAssessment, PlainPage):
    """Every contact of the file in the order of its number, with its concerns and promises."""

    heading = "Contacts"
    template_name = "assessments/contacts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        links = list(
            self.assessment.assessment_contacts.select_related(
                "contact__unit", "contact__made_by", "contact__recorded_by", "contact__corrects"
            ).prefetch_related("contact__parties", "contact__corrections")
        )
        contacts = [link.contact for link in links]
        numbers: dict[int | None, int] = {link.contact_id: link.number for link in links}
        may_answer = bool(verdict(permissions.check_edit, self.user, self.latest, at=self.at))
        return super().get_context_data(**kwargs) | {
            "entries": [
                {
                    "link": link,
                    "contact": link.contact,
                    "rows": rows_of(link.contact),
                    "written_down": written_down(link.contact),
                    "corrects": numbers.get(link.contact.corrects_id),
                    "flags": flags_on(self.assessment, f"contact.{link.number}"),
                    "corrected_by": [numbers.get(each.pk) for each in link.contact.corrections.all()],
                }
                for link in links
            ],
            "points": points_on(self.latest, "contacts", may_answer=may_answer)
            if self.latest.state == State.RETURNED
            else [],
            "concerns": concern_lines(contacts, self.user, at=self.at),
            "promises": promise_lines(contacts, self.user, at=self.at),
            "may_log": verdict(permissions.check_log, self.user, self.assessment, at=self.at),
        }


class BelowContacts(BelowAssessment):
    """A page one step below the list, for those who write in the assessment's log."""

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [*super().get_breadcrumbs(), ("Contacts", self.list_url)]

    @property
    def list_url(self) -> str:
        return reverse("assessment-contacts", args=[self.assessment.reference])


class LogContactForView(BelowContacts, ContactFormPage):
    """Writes down a contact that bears on this assessment."""

    heading = "Log a contact"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_log(self.user, self.assessment, at=self.at)
        return super().get(*args, **kwargs)

    def save(self, form: ContactForm, conversation: Conversation) -> Contact:
        return log_contact_for(assessment=self.assessment, conversation=conversation, by=self.user)


class LinkContactView(BelowContacts, FormPage):
    """Links a contact that was logged before, such as before the assessment was started."""

    heading = "Link a contact"
    form_class = LinkContactForm
    template_name = "assessments/link_contact.html"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_log(self.user, self.assessment, at=self.at)
        return super().get(*args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        readable = Contact.objects.readable_by(self.user, at=self.at).standing()
        unlinked = readable.exclude(assessment_links__assessment=self.assessment)
        offered = list(unlinked.order_by("-recorded_at", "-pk").values_list("pk", flat=True)[:OFFERED])
        contacts = Contact.objects.filter(pk__in=offered).order_by("-recorded_at", "-pk").prefetch_related("parties")
        return super().get_form_kwargs() | {"contacts": contacts.select_related("made_by")}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        link = link_contact(assessment=self.assessment, contact=form.cleaned_data["contact"], by=self.user)
        messages.success(self.request, f"Linked as contact {link.number}")
        return redirect(self.list_url)
