from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from assessments.forms.part import PartForm
from assessments.parts import HIGHER_TIERS, WHY_NO_HIGHER_TIER, Marking
from cia import clock
from cia.ui.fields import DayField, LineField, LongTextField
from cia.ui.forms import Field


class CoverForm(PartForm):
    """The cover sheet. In a draft any answer but the marking may still be missing."""

    title = LineField(label="Title", help_text="What is assessed, and where", required=False, longest=200)
    summary = LongTextField(
        label="Summary",
        help_text="Two or three sentences for somebody who reads nothing else",
        required=False,
        longest=4_000,
        rows=5,
    )
    protective_marking = forms.ChoiceField(
        label="Protective marking",
        help_text=f"{WHY_NO_HIGHER_TIER}.",
        widget=forms.RadioSelect,
        choices=Marking,
        error_messages={"required": "Choose the protective marking"},
    )
    publication_recommended = forms.TypedChoiceField(
        label="Do you recommend publication?",
        help_text="FOI officers decide what is published, and withhold what must not be",
        widget=forms.RadioSelect,
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        required=False,
    )
    distribution_list = LongTextField(
        label="Distribution list",
        help_text="Who gets it, one a line, by rank, name or role",
        required=False,
        longest=4_000,
        rows=4,
    )
    review_on = DayField(label="Review date", help_text="For example, 27/03/2026", required=False)

    def clean(self) -> dict[str, Any] | None:
        if str(self.data.get("protective_marking", "")).upper() in HIGHER_TIERS:
            self.errors.pop("protective_marking", None)
            self.add_error("protective_marking", WHY_NO_HIGHER_TIER)
        return super().clean()

    def clean_review_on(self) -> date | None:
        review_on: date | None = self.cleaned_data["review_on"]
        if review_on is not None and review_on < clock.today():
            raise forms.ValidationError("Enter a review date from today on", code="passed")
        return review_on

    def get_layout(self) -> Sequence[Any]:
        return [
            "revision",
            "title",
            "summary",
            Field.radios("protective_marking"),
            Field.radios("publication_recommended", inline=True),
            "review_on",
            "distribution_list",
        ]
