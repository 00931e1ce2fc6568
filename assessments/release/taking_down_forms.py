"""What is asked when a publication is taken down, and afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from assessments.release.models import BreachEnd
from cia.accounts.confirming import ConfirmedForm
from cia.ui.forms import Choice, ConditionalRadios, GovukForm, MomentField, ReasonField

YES, NO = "yes", "no"


class TakeDownForm(GovukForm):
    submit_text = "Take down now"
    is_a_warning = True

    reason = ReasonField(
        label="Why it is taken down",
        help_text="For the force alone. The public is told that it was withdrawn, and when.",
        error_messages={"required": "Say why you are taking this down"},
    )
    is_breach = forms.ChoiceField(
        label="May personal data have gone out that should not have?",
        widget=forms.RadioSelect,
        choices=[Choice(YES, "Yes, or perhaps"), Choice(NO, "No")],
        error_messages={"required": "Choose whether personal data may have gone out"},
    )
    known_at = MomentField(
        label="When did that become known?",
        help_text="The limit for telling the Information Commissioner runs from then. Left empty, it is now.",
        required=False,
    )

    def get_layout(self) -> list[Any]:
        return ["reason", ConditionalRadios("is_breach", {YES: ["known_at"]})]

    @property
    def may_be_a_breach(self) -> bool:
        return self.cleaned_data.get("is_breach") == YES


class BreachForm(GovukForm):
    submit_text = "Record the breach"

    known_at = MomentField(
        label="When did it become known that personal data may have gone out?",
        error_messages={"required": "Enter when it became known"},
    )


class BreachEndForm(GovukForm):
    submit_text = "Record this"

    kind = forms.ChoiceField(
        label="Was it reported?",
        widget=forms.RadioSelect,
        choices=BreachEnd.Kind.choices,
        error_messages={"required": "Choose whether it was reported"},
    )
    words = ReasonField(
        label="What was considered, and the Commissioner's reference if there is one",
        error_messages={"required": "Say what was considered"},
    )


class PublicWordsForm(GovukForm):
    submit_text = "Tell the public"

    words = ReasonField(
        label="What the public is told",
        help_text="Everybody reads it in the place of the document. Words that the publication withheld are refused; "
        "what should have been withheld and was not, nobody can find but you.",
        rows=4,
        error_messages={"required": "Write what the public is told"},
    )


class AskToPutBackForm(GovukForm):
    submit_text = "Ask another officer to put it back"

    reason = ReasonField(
        label="Why it may be published again",
        error_messages={"required": "Say why it may be published again"},
    )


class PutBackForm(ConfirmedForm):
    submit_text = "Put it back now"

    confirmed = forms.BooleanField(
        label="This may be read by anybody again",
        error_messages={"required": "Confirm that anybody may read this again"},
    )


def now_where_empty(form: TakeDownForm, *, at: datetime) -> datetime:
    """When a breach became known, as answered."""
    known_at: datetime | None = form.cleaned_data["known_at"]
    return known_at or at
