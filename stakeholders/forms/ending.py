"""What became of a concern, and of a promise."""

from __future__ import annotations

from django import forms

from cia.ui.forms import GovukForm, MomentField, ReasonField
from stakeholders.models import CommitmentEvent, ConcernEvent


class EndConcernForm(GovukForm):
    submit_text = "Save what became of it"

    kind = forms.ChoiceField(
        label="What became of it?",
        widget=forms.RadioSelect,
        choices=ConcernEvent.Kind,
        error_messages={"required": "Choose what became of it"},
    )
    reason = ReasonField(
        label="In words",
        help_text="What they said, or the reason against. It is kept for good.",
        error_messages={"required": "Write down what they said, or the reason against"},
    )


class EndPromiseForm(GovukForm):
    submit_text = "Save what became of it"

    kind = forms.ChoiceField(
        label="What became of it?",
        widget=forms.RadioSelect,
        choices=[choice for choice in CommitmentEvent.Kind.choices if choice[0] != CommitmentEvent.Kind.CORRECTED],
        error_messages={"required": "Choose whether it was kept, is waived or is carried"},
    )
    happened_at = MomentField(
        label="When?",
        help_text="Like 1400 or 1400hrs yesterday",
        error_messages={"required": "Enter when, like 1400hrs yesterday"},
    )
    note = ReasonField(
        label="How it was kept, or why it is waived or carried",
        help_text="It is kept for good.",
        error_messages={"required": "Say how it was kept, or why it is waived or carried"},
    )

    def __init__(self, *args: object, is_carried: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if is_carried:
            kind = self.fields["kind"]
            kind.choices = [each for each in kind.choices if each[0] != "carried"]  # type: ignore[attr-defined]
