from django import forms

from assessments.parts import Kind
from cia.ui.forms import Choice, GovukForm


class NextVersionForm(GovukForm):
    submit_text = "Open the next version"

    kind = forms.ChoiceField(
        label="What kind of version will it be?",
        widget=forms.RadioSelect,
        choices=[
            Choice(Kind.UPDATE.value, Kind.UPDATE.label, hint="Something has changed since the last version"),
            Choice(Kind.REVIEW.value, Kind.REVIEW.label, hint="The review date has come"),
            Choice(Kind.POST_EVENT.value, Kind.POST_EVENT.label, hint="It is over, and this says how it went"),
        ],
        error_messages={"required": "Choose what kind of version it will be"},
    )
