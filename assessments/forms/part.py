"""The base of the forms that write one part of a version."""

from __future__ import annotations

from typing import Any

from django import forms

from cia.ui.forms import GovukForm

_TOO_OLD = "Copy what you typed, open this page again and paste it there"


class PartForm(GovukForm):
    """One part of a version. ``revision`` is the one it was written over, so that nothing is overwritten unawares."""

    revision = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, error_messages={"required": _TOO_OLD, "invalid": _TOO_OLD}
    )

    def __init__(self, *args: Any, submit_text: str = "", **kwargs: Any) -> None:
        self.submit_text = submit_text or self.submit_text
        super().__init__(*args, **kwargs)

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the action takes it."""
        return {name: answer for name, answer in self.cleaned_data.items() if name != "revision"}
