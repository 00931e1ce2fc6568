"""What is asked about an entry of the log, and about a reassessment, which is an entry with three levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from assessments.models import LogEntry
from assessments.parts import Axis
from assessments.reassessments import LastTime
from cia import clock
from cia.accounts.models import User
from cia.accounts.people import person_called
from cia.ui.fields import LineField, LongTextField, MomentField
from cia.ui.forms import Choice, ConditionalRadios, Field, GovukForm, Within
from cia.ui.moments import moment_in_words

_MINE, _OF_ANOTHER = "me", "another"


class EntryForm(GovukForm):
    """One entry: what happened, when, by whom, and when the next reassessment is due."""

    submit_text = "Save the entry"

    text = LongTextField(label="What happened?", rows=8, error_messages={"required": "Write what happened"})
    happened_at = MomentField(
        label="When?",
        help_text="A time alone is today. For example, 1800hrs or 0800hrs 11/02/2026",
        error_messages={"required": "Enter when it happened, like 1800hrs"},
    )
    next_due_at = MomentField(
        label="When is the next reassessment due?",
        help_text="For example, tomorrow 0800. Leave this empty if it says nothing about the next one.",
        required=False,
    )
    team = LineField(label="Team", help_text="As it should read in the log", required=False, longest=120)
    told_by = forms.ChoiceField(
        label="Whose entry is it?",
        widget=forms.RadioSelect,
        choices=[
            Choice(_MINE, "Mine"),
            Choice(_OF_ANOTHER, "Somebody else's, who told me by radio or telephone"),
        ],
        initial=_MINE,
        error_messages={"required": "Choose whose entry it is"},
    )
    teller = LineField(
        label="Who told you?",
        help_text="Their username, or their whole name. The log shows when it happened and when you wrote it down.",
        required=False,
        longest=100,
    )

    def __init__(self, *args: Any, corrects: LogEntry | None = None, **kwargs: Any) -> None:
        initial = {"happened_at": moment_in_words(clock.now())} if corrects is None else _as_entered(corrects)
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if corrects is not None:
            self.submit_text = "Save the correction"

    def get_layout(self) -> Sequence[Any]:
        return ["text", *self.in_the_middle(), "happened_at", *self.about_the_next(), "team", *self.at_the_end()]

    def in_the_middle(self) -> Sequence[Any]:
        return []

    def about_the_next(self) -> Sequence[Any]:
        return ["next_due_at"]

    def at_the_end(self) -> Sequence[Any]:
        return [ConditionalRadios("told_by", {_OF_ANOTHER: ["teller"]})]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("told_by") != _OF_ANOTHER:
            return cleaned
        if not cleaned.get("teller", "").strip():
            self.add_error("teller", "Enter the username or the name of the person who told you")
            return cleaned
        try:
            cleaned["on_behalf_of"] = person_called(cleaned["teller"])
        except forms.ValidationError as error:
            self.add_error("teller", error)
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the action takes it."""
        told_by: User | None = self.cleaned_data.get("on_behalf_of")
        return {
            "text": self.cleaned_data["text"],
            "team": self.cleaned_data["team"],
            "happened_at": self.cleaned_data["happened_at"],
            "happened_as_typed": self.words_of("happened_at"),
            "next_due_at": self.cleaned_data["next_due_at"],
            "next_due_as_typed": self.words_of("next_due_at"),
            "on_behalf_of": told_by,
        }


class ReassessForm(EntryForm):
    """The three levels chosen anew, each beside last time's. Nothing is chosen beforehand, but in a correction."""

    submit_text = "Save the reassessment"

    text = LongTextField(
        label="What has changed since last time?",
        help_text="If nothing has, say how you know",
        rows=4,
        error_messages={"required": "Write what has changed, or how you know that nothing has"},
    )

    next_due_at = MomentField(
        label="When is the next reassessment due?", help_text="For example, tomorrow 0800", required=False
    )
    is_last = forms.BooleanField(label="No further reassessment is needed", required=False)

    def __init__(self, *args: Any, last_time: Mapping[str, LastTime], **kwargs: Any) -> None:
        self.last_time = last_time
        super().__init__(*args, **kwargs)

    def _helper(self) -> Any:
        for axis in Axis:
            self._ask_about(axis)
        return super()._helper()

    def in_the_middle(self) -> Sequence[Any]:
        return [
            Within(
                "assessments/last_time.html",
                {"level": Field.radios(f"{axis.value}_level"), "reasons": f"{axis.value}_reasons"},
                last_time=self.last_time[axis.value],
                axis=axis,
            )
            for axis in Axis
        ]

    def about_the_next(self) -> Sequence[Any]:
        return ["next_due_at", Field.checkbox("is_last")]

    def clean(self) -> dict[str, Any]:
        """A reassessment answers what was planned, so it says what comes next: nothing must end the watch unsaid."""
        cleaned = super().clean()
        if "next_due_at" in cleaned and (cleaned["next_due_at"] is None) != bool(cleaned.get("is_last")):
            self.add_error(
                "next_due_at",
                "Say either when the next reassessment is due or that no further one is needed, not both"
                if cleaned["next_due_at"]
                else "Enter when the next reassessment is due, or say that no further one is needed",
            )
        return cleaned

    @property
    def ratings(self) -> dict[str, tuple[int, str]]:
        """Level and reasons by axis."""
        return {
            axis.value: (self.cleaned_data[f"{axis.value}_level"], self.cleaned_data[f"{axis.value}_reasons"])
            for axis in Axis
        }

    def _ask_about(self, axis: Axis) -> None:
        name = axis.short_name.lower()
        self.fields[f"{axis.value}_level"] = forms.TypedChoiceField(
            label=str(axis.label),
            help_text="1 is the most serious",
            widget=forms.RadioSelect,
            choices=[Choice(str(level.number), str(level)) for level in self.last_time[axis.value].levels],
            coerce=int,
            error_messages={
                "required": f"Choose the {name} level",
                "invalid_choice": "Choose one of the answers offered",
            },
        )
        self.fields[f"{axis.value}_reasons"] = LongTextField(
            label=f"Reasons for the {name} level",
            rows=3,
            error_messages={"required": f"Give the reasons for the {name} level"},
        )


def _as_entered(entry: LogEntry) -> dict[str, Any]:
    """What an entry says, as the form shows it."""
    return {
        "text": entry.text,
        "happened_at": entry.happened_as_typed,
        "next_due_at": entry.next_due_as_typed,
        "is_last": entry.next_due_at is None,
        "team": entry.team,
        "told_by": _OF_ANOTHER if entry.on_behalf_of else _MINE,
        "teller": entry.on_behalf_of.username if entry.on_behalf_of else "",
        **{f"{rating.axis}_level": str(rating.level) for rating in entry.restated.all()},
        **{f"{rating.axis}_reasons": rating.reasons for rating in entry.restated.all()},
    }
