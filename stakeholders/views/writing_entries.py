from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cia.authorisation import Conflict, Denied
from cia.ui.pages import FormPage
from stakeholders import permissions
from stakeholders.actions.directory import add_stakeholder, change_stakeholder
from stakeholders.forms.entry import EntryForm
from stakeholders.roles import Permission
from stakeholders.views.page import BelowStakeholder, DirectoryPage

WRITTEN = ("kind", "name", "role", "body", "speaks_for", "telephone", "email")


class AddStakeholderView(DirectoryPage, FormPage):
    heading = "Add somebody to the directory"
    form_class = EntryForm

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_edit_directory_somewhere(self.user, at=self.at)
        return super().get(*args, **kwargs)

    def get_breadcrumbs(self) -> Sequence[tuple[str, str]]:
        return [("Stakeholders", reverse("stakeholders"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        self.units = self.user.units_where_may(Permission.DIRECTORY_EDIT, at=self.at)
        return super().get_form_kwargs() | {"units": self.units}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        permissions.check_edit_directory_somewhere(self.user, at=self.at)
        answers = {name: form.cleaned_data[name] for name in WRITTEN}
        unit = form.cleaned_data.get("unit") or self.units.get()
        stakeholder = add_stakeholder(unit=unit, by=self.user, **answers)
        messages.success(self.request, "Added to the directory")
        return redirect(stakeholder)


class ChangeStakeholderView(BelowStakeholder, FormPage):
    heading = "Change this entry"
    template_name = "stakeholders/change.html"
    form_class = EntryForm

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_edit_directory(self.user, self.stakeholder.unit, at=self.at)
        return super().get(*args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.stakeholder, name) for name in (*WRITTEN, "revision")}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        answers = {name: form.cleaned_data[name] for name in WRITTEN}
        revision = form.cleaned_data["revision"] or 0
        change_stakeholder(stakeholder=self.stakeholder, revision=revision, by=self.user, **answers)
        messages.success(self.request, "Entry changed. Earlier contacts keep the name and role they had.")
        return redirect(self.stakeholder)

    def form_denied(self, form: forms.Form, denied: Denied) -> HttpResponse:
        """Somebody saved first: show the entry as it is now, and let what was typed be saved over it."""
        if not isinstance(denied, Conflict):
            return super().form_denied(form, denied)
        self.stakeholder.refresh_from_db()
        posted = self.request.POST.copy()
        posted["revision"] = str(self.stakeholder.revision)
        again = self.form_class(**self.get_form_kwargs() | {"data": posted})
        again.add_error(None, f"{denied.reason} Saving again puts your answers in the place of theirs.")
        return self.render_to_response(self.get_context_data(form=again, theirs=self.stakeholder), status=409)
