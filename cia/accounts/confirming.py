"""The password once more, beside what it is for, where the last sign-in is too long ago for something grave."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest

from cia.accounts.models import force_setting
from cia.clock import local
from cia.ui.forms import GovukForm

FIELD = "password"


def is_lately_confirmed(request: HttpRequest, *, at: datetime) -> bool:
    """Whether this person gave their password lately: when they signed in, or since.

    Who has none, because the force's single sign-on knows them, is not asked for one.
    """
    user: Any = request.user
    if not user.has_usable_password():
        return True
    within = timedelta(minutes=force_setting("password_again_after_minutes", on=local(at).date()))
    records = get_authentication_records(request, user)
    return any(at.timestamp() - record["at"] < within.total_seconds() for record in records)


class ConfirmedForm(GovukForm):
    """A form that asks for the password too, unless it was given lately. What was typed stays where it is."""

    def __init__(self, *args: Any, request: HttpRequest, at: datetime, **kwargs: Any) -> None:
        self.request = request
        self.asks_password = not is_lately_confirmed(request, at=at)
        super().__init__(*args, **kwargs)

    def get_layout(self) -> list[Any]:
        return [*self.asked(), *self.password_field()]

    def password_field(self) -> list[str]:
        """The name of the field, which is in the form from then on, or nothing where no password is asked for."""
        if not self.asks_password:
            return []
        self.fields[FIELD] = forms.CharField(
            label="Your password",
            help_text="You signed in a while ago. Show that it is you.",
            required=False,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )
        return [FIELD]

    def asked(self) -> list[Any]:
        """What the form asks besides, in its order."""
        return [name for name in self.fields if name != FIELD]

    def asks_for_the_password(self) -> bool:
        """Whether what was answered, in the fields before it, is grave enough. What is not asked for is not read."""
        return True

    def clean_password(self) -> str:
        """Tried no oftener than at sign-in; the session remembers that it was right."""
        if not self.asks_for_the_password():
            return ""
        password = str(self.cleaned_data[FIELD])
        if not password:
            raise forms.ValidationError("Enter your password")
        if not ratelimit.consume(self.request, action="reauthenticate", user=self.request.user):
            raise forms.ValidationError("There were too many attempts. Wait a few minutes and try again")
        if not get_adapter().reauthenticate(self.request.user, password):
            raise get_adapter().validation_error("incorrect_password")
        reauthenticate_by_password(self.request)
        return password
