"""What is asked about why an exemption applies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from assessments.release.reasoning import LIKELIHOODS, Answers, Part
from cia.ui.forms import Choice, DayField, Field, Fieldset, GovukForm, LineField, ReasonField

SAVED_NAME, IS_FOR_THE_FORCE = "saved_name", "is_for_the_force"


class WriteReasonsForm(GovukForm):
    """Everything that an exemption needs, all of it or a part: what is missing holds back the check alone."""

    submit_text = "Save the reasons"

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    saved_name = LineField(
        label="A name to keep these reasons under",
        help_text="Then others can withhold such things with two presses. Who decided, and when, is not kept.",
        required=False,
        longest=100,
    )
    is_for_the_force = forms.BooleanField(label="For the whole force, not this unit alone", required=False)

    def __init__(self, *args: Any, parts: Sequence[Part], **kwargs: Any) -> None:
        self.parts = parts
        super().__init__(*args, **kwargs)
        self.fields = {**{part.name: _field(part) for part in parts}, **self.fields}

    @property
    def asked(self) -> list[Any]:
        """What the exemption needs, in its order."""
        return [Field.radios(part.name, inline=True) if part.kind == "likelihood" else part.name for part in self.parts]

    def get_layout(self) -> list[Any]:
        return ["seen", *self.asked, Fieldset("To use these reasons again", SAVED_NAME, IS_FOR_THE_FORCE)]

    @staticmethod
    def as_typed(parts: Sequence[Part], answers: Answers) -> dict[str, str]:
        """What was answered before, as people type it."""
        days = {part.name for part in parts if part.kind == "date"}
        return {
            name: f"{date.fromisoformat(text):%d/%m/%Y}" if name in days else text for name, text in answers.items()
        }

    @property
    def answers(self) -> dict[str, str]:
        """What was answered, as the actions take it; a day is written as 2026-02-10."""
        said = {part.name: self.cleaned_data.get(part.name) for part in self.parts}
        return {
            name: answer.isoformat() if isinstance(answer, date) else str(answer)
            for name, answer in said.items()
            if answer
        }


class WriteRefusalReasonsForm(WriteReasonsForm):
    """The same where everything is withheld."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (SAVED_NAME, IS_FOR_THE_FORCE):
            del self.fields[name]

    def get_layout(self) -> list[Any]:
        return ["seen", *self.asked]


def _field(part: Part) -> forms.Field:
    match part.kind:
        case "likelihood":
            return forms.ChoiceField(
                label=part.ask,
                choices=[Choice(each, f"It {each} do this harm") for each in LIKELIHOODS],
                widget=forms.RadioSelect,
                required=False,
            )
        case "date":
            unclear = {"unclear": "Enter a day like 12/12/2025"}
            return DayField(label=part.ask, help_text=part.hint, required=False, error_messages=unclear)
        case "line":
            return LineField(label=part.ask, help_text=part.hint, required=False)
        case _:
            return ReasonField(label=part.ask, help_text=part.hint, rows=4, required=False)
