"""What a marker is asked about marks of an earlier copy."""

from __future__ import annotations

from typing import Any

from django import forms

from assessments.release.carrying import Found
from cia.ui.forms import Choice, ConditionalRadios, GovukForm, ReasonField

CARRY, LEAVE_OFF = "carry", "leave_off"


class CarryUnchangedForm(GovukForm):
    submit_text = "Carry these over"


class OfferForm(GovukForm):
    """Whether one mark is made again where its words stand now."""

    submit_text = "Decide"

    place = forms.CharField(widget=forms.HiddenInput, required=False)
    decision = forms.ChoiceField(
        label="What becomes of this mark",
        widget=forms.RadioSelect,
        choices=[
            Choice(CARRY, "Carry it over", hint="The words shown above are withheld, on the same grounds"),
            Choice(LEAVE_OFF, "Leave it off"),
        ],
        error_messages={"required": "Choose whether this mark is carried over or left off"},
    )
    reason = ReasonField(label="Why it is left off", rows=3, required=False)

    def __init__(self, *args: Any, found: Found, **kwargs: Any) -> None:
        self.found = found
        super().__init__(*args, **kwargs)
        self.fields["place"].initial = found.place.key if found.place else ""

    def get_layout(self) -> list[Any]:
        decision = self.fields["decision"]
        assert isinstance(decision, forms.ChoiceField)  # noqa: S101
        if self.found.place is None:
            decision.choices = [Choice(LEAVE_OFF, "Leave it off")]
            decision.initial = LEAVE_OFF
        return ["place", ConditionalRadios("decision", {LEAVE_OFF: ["reason"]})]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if answers.get("decision") == LEAVE_OFF and not self.errors and not answers["reason"]:
            self.add_error("reason", "Say why this mark is left off")
        return answers
