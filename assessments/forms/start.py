from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from assessments.models import About
from cia.accounts.models import Unit
from cia.ui.fields import LineField
from cia.ui.forms import GovukForm


class StartForm(GovukForm):
    """What is assessed, and for which unit where one officer works for several."""

    submit_text = "Start"

    about = forms.ChoiceField(
        label="What is it about?",
        widget=forms.RadioSelect,
        choices=About,
        error_messages={"required": "Choose what it is about"},
    )
    title = LineField(
        label="Title",
        help_text="What is assessed, and where. You can change it later.",
        error_messages={"required": "Enter a title"},
    )
    unit = forms.ModelChoiceField(
        label="For which unit?",
        queryset=Unit.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose the unit"},
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if len(units) == 1:
            self.fields["unit"].initial = units[0].pk
