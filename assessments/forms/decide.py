from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from assessments.models import Decision
from assessments.parts import PARTS_OF_THE_FORM
from assessments.questions import Question
from cia.accounts.confirming import ConfirmedForm
from cia.ui.fields import ReasonField
from cia.ui.forms import Choice, ConditionalRadios, Details, Fieldset

# The field in which each part is asked about, and the part.
POINT_FIELDS = {f"point-{part.replace('.', '-')}": part for part in PARTS_OF_THE_FORM}
_TOO_OLD = "Open this page again, so that you decide on what is waiting now"


# In which field the reasons of each decision are given, and what is said where that is empty.
REASONS = {
    Decision.Kind.SIGNED_OFF.value: "reasons",
    Decision.Kind.RETURNED.value: "reasons_to_return",
    Decision.Kind.REFUSED.value: "reasons_to_refuse",
}
_WITHOUT_REASONS = {
    Decision.Kind.SIGNED_OFF.value: "Say why you sign off",
    Decision.Kind.RETURNED.value: "Say what must change, or ask about a part of it",
    Decision.Kind.REFUSED.value: "Say why you refuse",
}


class DecideForm(ConfirmedForm):
    """A decision on exactly one submission: the one shown, by its number and its fingerprint.

    Signing off asks for the password where it was not given lately; returning and refusing do not.
    """

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
        label="Why you sign off",
        help_text="Why it is necessary and proportionate, what else was considered, and why this community "
        "can bear it.",
        required=False,
        longest=10_000,
        rows=8,
    )
    reasons_to_return = ReasonField(
        label="What must change",
        help_text="Of the whole. You can ask about single parts below, and leave this empty.",
        required=False,
        longest=10_000,
        rows=5,
    )
    reasons_to_refuse = ReasonField(label="Why you refuse", required=False, longest=10_000, rows=5)

    def __init__(self, *args: Any, questions: Sequence[Question] = (), **kwargs: Any) -> None:
        self.asked_before = {f"finding-{number}": each.sentence for number, each in enumerate(questions, start=1)}
        super().__init__(*args, **kwargs)

    def _helper(self) -> Any:
        for name, sentence in self.asked_before.items():
            self.fields[name] = ReasonField(label=sentence, required=False, rows=2)
        for name, part in POINT_FIELDS.items():
            self.fields[name] = ReasonField(label=PARTS_OF_THE_FORM[part], required=False, rows=2)
        return super()._helper()

    def get_layout(self) -> list[Any]:
        """Under each decision, what it alone asks. What was typed under another stays there and is not read."""
        is_open = self.is_bound and any(str(self[name].value() or "").strip() for name in POINT_FIELDS)
        points = Details(
            "Ask about single parts",
            *POINT_FIELDS,
            hint="The author answers each of them where it is written. Leave empty what raises no question.",
            is_open=is_open,
        )
        findings = Fieldset(
            "Before you sign off", *self.asked_before, hint="Answer each in a sentence, or say why you accept it."
        )
        kinds = Decision.Kind
        reveals: dict[str, Sequence[Any]] = {
            kinds.SIGNED_OFF.value: [*([findings] if self.asked_before else []), "reasons", *self.password_field()],
            kinds.RETURNED.value: ["reasons_to_return", points],
            kinds.REFUSED.value: ["reasons_to_refuse"],
        }
        return ["submission", "fingerprint", ConditionalRadios("decision", reveals)]

    @property
    def kind(self) -> str:
        """What was decided; empty where nothing was chosen."""
        return str(self.cleaned_data.get("decision", ""))

    @property
    def reasons_given(self) -> str:
        """The reasons of what was decided."""
        return str(self.cleaned_data[REASONS[self.kind]])

    @property
    def findings(self) -> dict[str, str]:
        """What was answered to each question, by its sentence."""
        return {sentence: self.cleaned_data[name] for name, sentence in self.asked_before.items()}

    @property
    def points(self) -> list[tuple[str, str]]:
        """What was asked about each part, in the order of the form."""
        return [(part, self.cleaned_data[name]) for name, part in POINT_FIELDS.items() if self.cleaned_data.get(name)]

    def asks_for_the_password(self) -> bool:
        return self.kind == Decision.Kind.SIGNED_OFF

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.kind:
            return cleaned
        reasons = REASONS[self.kind]
        says_why = self.cleaned_data.get(reasons) or (self.kind == Decision.Kind.RETURNED and self.points)
        if not says_why and reasons not in self.errors:
            self.add_error(reasons, _WITHOUT_REASONS[self.kind])
        if self.points and self.kind != Decision.Kind.RETURNED:
            self.add_error("decision", "You wrote points for the author. Return the assessment, or empty them")
        if self.kind == Decision.Kind.SIGNED_OFF:
            for name, sentence in self.asked_before.items():
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, f"Answer this or say why you accept it: {sentence}")
        return cleaned
