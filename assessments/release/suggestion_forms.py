"""What a marker is asked about suggestions: which of those alike are withheld, and on what grounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from assessments.release.marking_forms import GroundsForm, Places
from assessments.release.occurrences import Stretch


@dataclass(frozen=True)
class SuggestedPlace:
    """One place at which something is suggested, with what is around it."""

    key: str
    place: str
    stretch: Stretch
    before: str
    after: str
    is_within_word: bool = False
    why_not: str = ""


class SuggestionsForm(GroundsForm):
    """Suggestions alike, each shown and ticked; withheld on the grounds chosen once, or dismissed."""

    submit_text = "Withhold those ticked"
    other_buttons = {"dismiss": "Dismiss those ticked", "harm": "Ask about harm"}

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    found = forms.CharField(widget=forms.HiddenInput, initial="yes", required=False)
    places = forms.MultipleChoiceField(
        label="Where", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Tick at least one place"}
    )

    def __init__(self, *args: Any, occurrences: Sequence[SuggestedPlace], **kwargs: Any) -> None:
        self.occurrences = occurrences
        super().__init__(*args, **kwargs)
        places = self.fields["places"]
        assert isinstance(places, forms.MultipleChoiceField)  # noqa: S101
        places.choices = [(each.key, each.place) for each in occurrences]
        places.initial = [each.key for each in occurrences]

    def what_layout(self) -> list[Any]:
        return ["key", "found", Places()]

    @property
    def is_dismissal(self) -> bool:
        return "dismiss" in self.data

    def clean(self) -> dict[str, Any]:
        """What is dismissed needs no grounds."""
        if self.is_dismissal:
            return super(GroundsForm, self).clean() or self.cleaned_data
        return super().clean()
