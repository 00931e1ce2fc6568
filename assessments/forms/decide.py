from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from assessments.models import Decision
from assessments.parts import PARTS_OF_THE_FORM
from assessments.questions import Question
from cia.ui.fields import ReasonField
from cia.ui.forms import Choice, Details, Field, Fieldset, GovukForm

# The field in which each part is asked about, and the part.
POINT_FIELDS = {f"point-{part.replace('.', '-')}": part for part in PARTS_OF_THE_FORM}
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
        "community can bear it. To return: what must change; ask about single parts below.",
        longest=10_000,
        rows=8,
        error_messages={"required": "Give the reasons for your decision"},
    )

    def __init__(self, *args: Any, questions: Sequence[Question] = (), **kwargs: Any) -> None:
        self.asked = {f"finding-{number}": question.sentence for number, question in enumerate(questions, start=1)}
        super().__init__(*args, **kwargs)

    def _helper(self) -> Any:
        for name, sentence in self.asked.items():
            self.fields[name] = ReasonField(label=sentence, required=False, rows=2)
        for name, part in POINT_FIELDS.items():
            self.fields[name] = ReasonField(label=PARTS_OF_THE_FORM[part], required=False, rows=2)
        return super()._helper()

    def get_layout(self) -> Sequence[Any]:
        is_open = self.is_bound and any(str(self[name].value() or "").strip() for name in POINT_FIELDS)
        asked = Details(
            "To return: what must be answered, part by part",
            *POINT_FIELDS,
            hint="The author answers each of them where it is written. Leave empty what raises no question.",
            is_open=is_open,
        )
        findings = Fieldset(
            "Before you sign off",
            *self.asked,
            hint="Answer each in a sentence, or say why you accept it. To return or refuse, leave them empty.",
        )
        first = [findings] if self.asked else []
        return ["submission", "fingerprint", *first, Field.radios("decision"), "reasons", asked]

    @property
    def findings(self) -> dict[str, str]:
        """What was answered to each question, by its sentence."""
        return {sentence: self.cleaned_data[name] for name, sentence in self.asked.items()}

    @property
    def points(self) -> list[tuple[str, str]]:
        """What was asked about each part, in the order of the form."""
        return [(part, self.cleaned_data[name]) for name, part in POINT_FIELDS.items() if self.cleaned_data.get(name)]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        decision = self.cleaned_data.get("decision")
        if self.points and decision and decision != Decision.Kind.RETURNED:
            self.add_error("decision", "You wrote points for the author. Return the assessment, or empty them")
        if decision == Decision.Kind.SIGNED_OFF:
            for name in self.asked:
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, f"Answer this or say why you accept it: {self.asked[name]}")
        return cleaned
