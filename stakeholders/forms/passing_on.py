from __future__ import annotations

from cia.accounts.models import User
from cia.accounts.people import person_called
from cia.ui.fields import LineField
from cia.ui.forms import GovukForm


class PassPromiseOnForm(GovukForm):
    submit_text = "Pass it on"

    person = LineField(
        label="Who keeps it from now on?",
        help_text="Their username, or their whole name. They must log contacts in the unit of the promise.",
        longest=100,
        error_messages={"required": "Enter a username or a name"},
    )

    def clean_person(self) -> User:
        return person_called(self.cleaned_data["person"])
