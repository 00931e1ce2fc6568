from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from assessments.models import RiskDecision
from cia.ui.fields import ReasonField
from cia.ui.forms import Field, GovukForm

_TOO_OLD = "Open this page again, so that you decide on what is waiting now"


class DecideRiskForm(GovukForm):
    """A decision on one risk of exactly one submission."""

    submit_text = "Record the decision on this risk"

    submission = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": _TOO_OLD, "invalid": _TOO_OLD}
    )
    decision = forms.ChoiceField(
        label="What do you decide?",
        widget=forms.RadioSelect,
        choices=RiskDecision.Kind,
        error_messages={"required": "Choose what you decide"},
    )
    reasons = ReasonField(label="Your reasons", error_messages={"required": "Give the reasons for your decision"})

    def get_layout(self) -> Sequence[Any]:
        return ["submission", Field.radios("decision"), "reasons"]
