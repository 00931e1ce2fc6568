"""An entry of the directory."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from cia.accounts.models import Unit
from cia.ui.forms import GovukForm, LineField
from stakeholders.models import Stakeholder


class EntryForm(GovukForm):
    """``revision`` is the one an entry is written over, so that nothing is overwritten unawares."""

    submit_text = "Save"

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    unit = forms.ModelChoiceField(
        label="Which unit keeps this entry?",
        queryset=Unit.objects.none(),
        error_messages={"required": "Choose the unit that keeps this entry"},
    )
    name = LineField(label="Name", longest=120, required=False)
    role = LineField(label="Role", help_text="Like ward councillor, or head of security", longest=120, required=False)
    body = LineField(
        label="Body", help_text="Whom they speak for, like a council or a shop", longest=160, required=False
    )
    kind = forms.ChoiceField(
        label="Who are they?",
        widget=forms.RadioSelect,
        choices=Stakeholder.Kind,
        error_messages={"required": "Choose who they are"},
    )
    speaks_for = LineField(
        label="Communities the body or the role speaks for",
        help_text="Never of a private person",
        longest=200,
        required=False,
    )
    telephone = forms.CharField(
        label="Telephone", max_length=60, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(
        label="E-mail",
        help_text="Neither is ever printed in a document",
        required=False,
        error_messages={"invalid": "Enter an e-mail address like name@example.org"},
    )

    def __init__(self, *args: Any, units: QuerySet[Unit] | None = None, **kwargs: Any) -> None:
        self.units = units
        super().__init__(*args, **kwargs)

    def _helper(self) -> Any:
        """An entry keeps its unit; a new one is asked where somebody works for several."""
        if self.units is None or len(self.units) < 2:
            del self.fields["unit"]
        else:
            self.fields["unit"].queryset = self.units  # type: ignore[attr-defined]
        return super()._helper()

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if not any(answers.get(part, "").strip() for part in ("name", "role", "body")) and not (
            {"name", "role", "body"} & self.errors.keys()
        ):
            self.add_error("name", "Enter a name, a role or a body")
        if answers.get("kind") == Stakeholder.Kind.PRIVATE and answers.get("speaks_for", "").strip():
            self.add_error("speaks_for", "Clear this: communities are never recorded on a private person")
        return answers


class MergeForm(GovukForm):
    submit_text = "Merge the two entries"
    is_a_warning = True

    into = forms.ModelChoiceField(
        queryset=Stakeholder.objects.all(),
        widget=forms.HiddenInput,
        error_messages={"required": "Choose the entry to keep"},
    )
