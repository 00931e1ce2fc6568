"""What a checker proposes, and what the marker answers."""

from __future__ import annotations

from typing import Any

from django import forms

from assessments.release.marking_forms import GroundsForm, MarkForm
from assessments.release.models import CheckProposal
from cia.ui.forms import Choice, ConditionalRadios, Field, GovukForm, ReasonField

ADOPT, DECLINE = "adopt", "decline"
Kind = CheckProposal.Kind


class ProposeMarkForm(MarkForm):
    """Which further words a checker would withhold, and on what grounds."""

    submit_text = "Propose this mark"


class ProposeOnMarkForm(GroundsForm):
    """What a checker would have otherwise in one mark."""

    submit_text = "Send this to the marker"

    kind = forms.ChoiceField(
        label="What you propose",
        widget=forms.RadioSelect,
        choices=[
            Choice(Kind.QUESTION, "Nothing yet: ask about it"),
            Choice(Kind.TAKE_OFF, "Take this mark off"),
            Choice(Kind.CHANGE, "Change its exemptions or its label"),
        ],
        error_messages={"required": "Choose what you propose"},
    )
    words = ReasonField(
        label="Your question, or why",
        help_text="The marker reads it beside the mark, and answers.",
        rows=3,
        error_messages={"required": "Say what you ask, or why you propose it"},
    )

    def get_layout(self) -> list[Any]:
        exemptions = [Field.checkboxes(name, small=True) for name in ("exemptions", "more_exemptions")]
        return [ConditionalRadios("kind", {Kind.CHANGE: [*exemptions, "is_neutral", Field.select("role")]}), "words"]

    def clean(self) -> dict[str, Any]:
        """Exemptions are asked for only where something is to change; the reason is what the checker says."""
        if self.cleaned_data.get("kind") != Kind.CHANGE:
            return self.cleaned_data
        self.cleaned_data["reason"] = self.cleaned_data.get("words", "")
        return super().clean()


class AnswerForm(GovukForm):
    """What becomes of one proposal."""

    submit_text = "Answer"

    decision = forms.ChoiceField(
        label="What becomes of it",
        widget=forms.RadioSelect,
        choices=[
            Choice(ADOPT, "Adopt it", hint="The mark is then yours, so you cannot approve this release"),
            Choice(DECLINE, "Decline it"),
        ],
        error_messages={"required": "Choose whether you adopt or decline it"},
    )
    sentence = ReasonField(
        label="Your answer, in a sentence",
        help_text="The checker reads it beside the next file.",
        rows=3,
        error_messages={"required": "Answer in a sentence"},
    )

    def __init__(self, *args: Any, proposal: CheckProposal, **kwargs: Any) -> None:
        self.proposal = proposal
        super().__init__(*args, **kwargs)
        if proposal.is_question:
            del self.fields["decision"]

    def get_layout(self) -> list[Any]:
        return ["sentence"] if self.proposal.is_question else ["decision", "sentence"]
