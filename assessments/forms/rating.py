from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from assessments.documents.content import Level
from assessments.forms.part import PartForm
from cia.ui.fields import LongTextField
from cia.ui.forms import Choice, Field


class RatingForm(PartForm):
    """The level of one axis, the most serious first and each with its whole definition, and why."""

    level = forms.TypedChoiceField(
        label="Level",
        help_text="1 is the most serious. Choose the one whose words fit best: either part of a definition is enough.",
        widget=forms.RadioSelect,
        coerce=int,
        empty_value=None,
        required=False,
    )
    reasons = LongTextField(
        label="Reasons",
        help_text="What you know, who told you, and how sure you are. Say what speaks against this level too.",
        required=False,
        rows=10,
    )

    def __init__(self, *args: Any, levels: Iterable[Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            Choice(str(level.number), str(level), hint=in_words(level)) for level in levels
        ]

    def get_layout(self) -> Sequence[Any]:
        return ["revision", Field.radios("level"), "reasons"]


def in_words(level: Level) -> str:
    """A whole definition, its second limb on a line of its own."""
    return f"{level.definition}\nOr: {level.alternative}" if level.alternative else level.definition
