"""What the FOI team is asked, page by page; what a marker is asked stands in ``marking_forms``."""

from __future__ import annotations

from typing import Any

from django import forms

from cia.accounts.confirming import ConfirmedForm
from cia.ui.forms import GovukForm, ReasonField


class StartForm(GovukForm):
    submit_text = "Make the release copy"


class SendForCheckingForm(GovukForm):
    submit_text = "Make the file and send it for checking"


class ApproveForm(ConfirmedForm):
    """Binds an approval to the bytes that were shown."""

    submit_text = "Approve exactly this file"

    pdf_sha256 = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "Open the file again"})
    html_sha256 = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "Open the file again"})
    confirmed = forms.BooleanField(
        label="I have read the whole file and agree with every mark",
        error_messages={"required": "Confirm that you have read the whole file"},
    )


class GiveBackForm(GovukForm):
    """What is to be changed of the whole. What concerns one mark is proposed on the mark."""

    submit_text = "Give back for marking"

    reasons = ReasonField(label="What is to be changed", required=False, rows=5)

    def __init__(self, *args: Any, proposals: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposals = proposals
        if proposals:
            self.fields["reasons"].help_text = "Leave this empty if your proposals say all of it."

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if not self.errors and not self.proposals and not answers["reasons"]:
            self.add_error("reasons", "Say what is to be changed")
        return answers


class PublishForm(ConfirmedForm):
    """Binds an acceptance to what was shown of earlier publications; where they tell nothing, it is not asked for."""

    submit_text = "Publish now"

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    accepts = ReasonField(
        label="Why it may be published although earlier publications show what it withholds",
        help_text="For the force alone. It is kept with the publication.",
        rows=3,
        error_messages={"required": "Say why it may be published all the same"},
    )

    confirmed = forms.BooleanField(
        label="This may be read by anybody",
        error_messages={"required": "Confirm that anybody may read this"},
    )

    def __init__(self, *args: Any, told: str = "", **kwargs: Any) -> None:
        self.told = told
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = told
        if not told:
            del self.fields["accepts"]

    def asked(self) -> list[Any]:
        return ["seen", *(["accepts"] if self.told else []), "confirmed"]


class AbandonForm(GovukForm):
    submit_text = "Abandon this release"
    is_a_warning = True


class RegisterSearchForm(forms.Form):
    """What a reader looks for. Asked by GET, so that a search can be kept and passed on."""

    words = forms.CharField(max_length=200, required=False)
    unit = forms.CharField(max_length=200, required=False)
    year = forms.IntegerField(min_value=2000, max_value=9999, required=False)
    after = forms.CharField(max_length=30, required=False)
