from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from stakeholders import permissions
from stakeholders.actions.contacts import Conversation, correct_contact
from stakeholders.forms.contact import ContactForm
from stakeholders.models import Commitment, Concern, Contact
from stakeholders.views.log_contact import ContactFormPage
from stakeholders.views.page import AboutContact


class CorrectContactView(AboutContact, ContactFormPage):
    """Writes down how it really was; what was written first stays beside it."""

    heading = "Correct this contact"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_correct_contact(self.user, self.contact, at=self.at)
        return super().get(*args, **kwargs)

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [*super().get_breadcrumbs(), ("Contact", self.contact.get_absolute_url())]

    def get_initial(self) -> dict[str, Any]:
        return ContactForm.initial_of(self.contact, by=self.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"corrects": self.contact}

    def save(self, form: ContactForm, conversation: Conversation) -> Contact:
        return correct_contact(contact=self.contact, conversation=conversation, by=self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        texts = [self.contact, *self.contact.earlier]
        return super().get_context_data(**kwargs) | {
            "kept_concerns": Concern.objects.filter(contact__in=texts),
            "kept_promises": Commitment.objects.filter(contact__in=texts),
        }
