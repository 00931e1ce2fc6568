from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from assessments.models import NamedPerson
from cia.accounts.models import User
from cia.accounts.people import person_called
from cia.ui.fields import LineField
from cia.ui.forms import GovukForm


class NamePersonForm(GovukForm):
    """Somebody to let in, by username or by their whole name."""

    submit_text = "Let them in"

    person = LineField(
        label="Who?",
        help_text="Their username, or their whole name. They may be of any unit.",
        longest=100,
        error_messages={"required": "Enter a username or a name"},
    )
    part = forms.ChoiceField(
        label="What may they do?",
        widget=forms.RadioSelect,
        choices=NamedPerson.Part,
        error_messages={"required": "Choose what they may do"},
    )

    def __init__(self, *args: Any, parts: Sequence[str], **kwargs: Any) -> None:
        """``parts`` are those that the person asked may let somebody in as."""
        self.parts = parts
        super().__init__(*args, **kwargs)

    def _helper(self) -> Any:
        field: Any = self.fields["part"]
        field.choices = [choice for choice in NamedPerson.Part.choices if choice[0] in self.parts]
        return super()._helper()

    def clean_person(self) -> User:
        return person_called(self.cleaned_data["person"])


class HandOverForm(GovukForm):
    submit_text = "Hand it over"

    person = LineField(
        label="Who becomes the author?",
        help_text="Their username, or their whole name. They may be of any unit.",
        longest=100,
        error_messages={"required": "Enter a username or a name"},
    )

    def clean_person(self) -> User:
        return person_called(self.cleaned_data["person"])


class TakeOffForm(GovukForm):
    submit_text = "Take them off"
    is_a_warning = True
