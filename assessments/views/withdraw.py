from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assessments import permissions
from assessments.actions.drafting import withdraw
from assessments.forms.withdraw import WithdrawForm
from assessments.views.page import BelowVersion
from cia.ui.pages import FormPage


class WithdrawView(BelowVersion, FormPage):
    template_name = "assessments/withdraw.html"
    form_class = WithdrawForm

    def prepare(self) -> None:
        super().prepare()
        permissions.check_withdraw(self.user, self.version, at=self.at)

    def get_heading(self) -> str:
        return f"Withdraw version {self.version.printed_number}"

    def form_valid(self, form: forms.Form) -> HttpResponse:
        withdraw(version=self.version, by=self.user)
        messages.success(self.request, f"Version {self.version.printed_number} was withdrawn")
        return redirect(self.assessment)
