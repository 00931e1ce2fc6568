from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from assessments.models import About
from assessments.parts import Kind
from cia.accounts.models import Unit
from cia.ui.fields import LineField
from cia.ui.forms import Choice, GovukForm


class StartForm(GovukForm):
    """What is assessed, and for which unit where one officer works for several."""

    submit_text = "Start"

    about = forms.ChoiceField(
        label="What is it about?",
        widget=forms.RadioSelect,
        choices=About,
        error_messages={"required": "Choose what it is about"},
    )
    kind = forms.ChoiceField(
        label="What kind of assessment is it?",
        widget=forms.RadioSelect,
        choices=[
            Choice(Kind.INITIAL.value, Kind.INITIAL.label, hint="The first about this"),
            Choice(
                Kind.UPDATE.value, Kind.UPDATE.label, hint="Something has changed since one that was written elsewhere"
            ),
            Choice(
                Kind.REVIEW.value, Kind.REVIEW.label, hint="The review date of one that was written elsewhere has come"
            ),
            Choice(Kind.POST_EVENT.value, Kind.POST_EVENT.label, hint="It is over, and this says how it went"),
        ],
        initial=Kind.INITIAL,
        error_messages={"required": "Choose what kind of assessment it is"},
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
