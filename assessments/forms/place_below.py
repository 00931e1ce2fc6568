from __future__ import annotations

from typing import Any

from django import forms

from assessments.models import Assessment
from cia.ui.forms import GovukForm


class PlaceBelowForm(GovukForm):
    """One of the overarching assessments that somebody may read, or none."""

    submit_text = "Save"

    parent = forms.ChoiceField(label="Which overarching assessment does it belong to?", required=False)

    def __init__(self, *args: Any, offered: list[Assessment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(each.reference, f"{each.reference}, {each.latest_version.cover}") for each in offered]
        self.fields["parent"].choices = [("", "None: it stands alone"), *named]  # type: ignore[attr-defined]
