from __future__ import annotations

from abc import abstractmethod
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cia.accounts.models import Unit
from cia.ui.pages import FormPage
from stakeholders import permissions
from stakeholders.actions.contacts import Conversation, log_contact
from stakeholders.forms.contact import ContactForm
from stakeholders.models import Contact
from stakeholders.roles import Permission


class ContactFormPage(FormPage):
    """Asks for one conversation. Looking for somebody sends the form too, so that nothing typed is lost."""

    template_name = "stakeholders/contact_form.html"
    form_class = ContactForm

    @abstractmethod
    def save(self, form: ContactForm, conversation: Conversation) -> Contact:
        """Hand the conversation to the action."""

    def get_initial(self) -> dict[str, Any]:
        """Whom the page that led here was about is ticked already."""
        return super().get_initial() | {"parties": self.request.GET.getlist("with")}

    def get_form_kwargs(self) -> dict[str, Any]:
        is_judged = self.request.method == "POST" and not {"find", "more"} & self.request.POST.keys()
        return super().get_form_kwargs() | {"by": self.user, "is_judged": is_judged}

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if {"find", "more"} & request.POST.keys():
            return self.render_to_response(self.get_context_data(form=self.get_form()))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        assert isinstance(form, ContactForm)  # noqa: S101  (it is what form_class says)
        contact = self.save(form, form.conversation())
        messages.success(self.request, "Contact saved")
        return redirect(self.request.path) if "again" in self.request.POST else redirect(contact)


class LogContactView(ContactFormPage):
    """Writes down a contact of a unit that bears on no record yet."""

    heading = "Log a contact"

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_log_contact_somewhere(self.user, at=self.at)
        return super().get(*args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        self.units = self.user.units_where_may(Permission.CONTACT_LOG, at=self.at)
        return super().get_form_kwargs() | {"units": self.units}

    def save(self, form: ContactForm, conversation: Conversation) -> Contact:
        return log_contact(unit=self._unit(form), conversation=conversation, by=self.user)

    def _unit(self, form: ContactForm) -> Unit:
        permissions.check_log_contact_somewhere(self.user, at=self.at)
        unit: Unit = form.cleaned_data["unit"] if form.asks_unit else self.units.get()
        return unit
