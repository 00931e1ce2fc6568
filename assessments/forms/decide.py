from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from assessments.models import Decision
from cia.ui.fields import ReasonField
from cia.ui.forms import Choice, Field, GovukForm

_TOO_OLD = "Open this page again, so that you decide on what is waiting now"


class DecideForm(GovukForm):
    """A decision on exactly one submission: the one shown, by its number and its fingerprint."""

    submit_text = "Record the decision"

    submission = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": _TOO_OLD, "invalid": _TOO_OLD}
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput, error_messages={"required": _TOO_OLD})
    decision = forms.ChoiceField(
        label="What do you decide?",
        widget=forms.RadioSelect,
        choices=[
            Choice(Decision.Kind.SIGNED_OFF.value, "Sign off", hint="It comes into force as it reads above"),
            Choice(Decision.Kind.RETURNED.value, "Return", hint="The author answers your questions and submits again"),
            Choice(Decision.Kind.REFUSED.value, "Refuse", hint="This version ends here, for good"),
        ],
        error_messages={"required": "Choose what you decide"},
    )
    reasons = ReasonField(
        label="Your reasons",
        help_text="To sign off: why it is necessary and proportionate, what else was considered, and why this "
        "community can bear it. To return: what must be answered, section by section.",
        longest=10_000,
        rows=8,
        error_messages={"required": "Give the reasons for your decision"},
    )

    def get_layout(self) -> Sequence[Any]:
        return ["submission", "fingerprint", Field.radios("decision"), "reasons"]
