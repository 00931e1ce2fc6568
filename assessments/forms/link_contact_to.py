from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from assessments.models import Assessment
from cia.ui.forms import Choice, GovukForm


class LinkContactToForm(GovukForm):
    """Which of the assessments that somebody writes in a contact bears on."""

    submit_text = "Link it"

    assessment = forms.ChoiceField(
        label="Which assessment does it bear on?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an assessment"},
    )

    def __init__(self, *args: Any, offered: Sequence[Assessment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {each.reference: each for each in offered}
        question: Any = self.fields["assessment"]
        question.choices = [
            Choice(each.reference, each.latest_version.cover.title or "Untitled assessment", hint=each.reference)
            for each in offered
        ]

    @property
    def chosen(self) -> Assessment:
        return self.offered[self.cleaned_data["assessment"]]
