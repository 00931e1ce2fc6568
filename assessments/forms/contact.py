from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from cia.ui.forms import Choice, GovukForm
from stakeholders.models import Contact


class LinkContactForm(GovukForm):
    """Which of the contacts that were logged already bears on the assessment."""

    submit_text = "Link it"

    contact = forms.ModelChoiceField(
        label="Which contact bears on this assessment?",
        queryset=Contact.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose a contact"},
    )

    def __init__(self, *args: Any, contacts: QuerySet[Contact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        question: Any = self.fields["contact"]
        question.queryset = contacts
        question.choices = [
            Choice(
                str(contact.pk),
                f"{contact.when}: {'; '.join(str(party) for party in contact.parties.all())}",
                hint=f"{contact.get_outcome_display()}. {contact.made_by_whom}",
            )
            for contact in contacts
        ]

    @property
    def offers_some(self) -> bool:
        question: Any = self.fields["contact"]
        return bool(question.choices)
