"""What the FOI team is asked, page by page."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from assessments.documents.content import Content
from assessments.documents.content import Field as FrozenField
from assessments.release.marked_text import field_name
from assessments.release.models import Exemption, Mark
from assessments.release.redacting import NotThere, locate
from cia.ui.forms import Choice, ConditionalRadios, Field, GovukForm, Layout, LongTextField, ReasonField

PASSAGE = "passage"


class StartForm(GovukForm):
    submit_text = "Make the release copy"


class MarkForm(GovukForm):
    """Which words of a frozen document are withheld, on what grounds. Made for one document and one day."""

    submit_text = "Withhold this"

    place = forms.ChoiceField(label="Where", error_messages={"required": "Choose the field that the words stand in"})
    extent = forms.ChoiceField(
        label="What to withhold there",
        widget=forms.RadioSelect,
        choices=[
            Choice(PASSAGE, "Some words"),
            Choice(Mark.Whole.FIELD, "The whole field"),
            Choice(Mark.Whole.ROW, "The whole row", hint="Every field that stands together with this one"),
        ],
        initial=PASSAGE,
        error_messages={"required": "Choose what to withhold"},
    )
    quote = LongTextField(
        label="The words to withhold",
        help_text="Copy them, or type them exactly as they stand.",
        rows=2,
        required=False,
    )
    occurrence = forms.IntegerField(
        label="If these words stand there more than once, which time",
        help_text="1 is the first. Leave this empty if they stand there once.",
        min_value=1,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter which time the words stand there, like 1",
            "min_value": "Enter 1 for the first time that the words stand there",
        },
    )
    exemptions = forms.ModelMultipleChoiceField(
        label="Exemptions", queryset=Exemption.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )
    more_exemptions = forms.ModelMultipleChoiceField(
        label="Less usual exemptions",
        queryset=Exemption.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_neutral = forms.BooleanField(
        label="Name no exemption, because naming it would disclose what it protects", required=False
    )
    reason = ReasonField(
        label="Why it is withheld",
        help_text="For the force alone. The public reads only the exemption.",
        rows=3,
        error_messages={"required": "Say why it is withheld"},
    )

    def __init__(self, *args: Any, content: Content, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = content
        self.row_of = {field.path: row.path for row in content.rows().values() for field in row.fields}
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)  # noqa: S101
        place.choices = [
            (field.path, field_name(section.heading, field.label))
            for section in content.sections
            for row in section.rows
            for field in row.fields
        ]
        in_force = Exemption.objects.in_force(on=on)
        for name, is_usual in [("exemptions", True), ("more_exemptions", False)]:
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101
            field.queryset = in_force.filter(is_usual=is_usual)

    def get_layout(self) -> list[Any]:
        return [
            Field.select("place"),
            ConditionalRadios("extent", {PASSAGE: ["quote", Field.text("occurrence")]}),
            Field.checkboxes("exemptions", small=True),
            _More("Other exemptions", Field.checkboxes("more_exemptions", small=True), "is_neutral"),
            "reason",
        ]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if (
            answers.get("extent") == PASSAGE
            and answers.get("place")
            and not self.errors.keys() & {"quote", "occurrence"}
        ):
            self._find(self.content.fields()[answers["place"]])
        chosen = self.chosen_exemptions
        if not chosen and not answers.get("is_neutral"):
            self.add_error("exemptions", "Choose at least one exemption")
        if chosen and answers.get("is_neutral"):
            self.add_error("is_neutral", "Either choose exemptions, or name none")
        return answers

    def _find(self, field: FrozenField) -> None:
        """Say here, beside what was typed, where the words are not to be found; the action would say the same."""
        quote, occurrence = self.quote_without_ends, self.cleaned_data.get("occurrence")
        if field.level is not None:
            self.add_error("extent", f"{field.label} can only be withheld as a whole")
            return
        if not quote:
            self.add_error("quote", "Enter the words to withhold")
            return
        try:
            locate(field, quote, occurrence or 1)
        except NotThere as not_there:
            self.add_error("occurrence" if _times(field, quote) else "quote", str(not_there))
            return
        if occurrence is None and (times := _times(field, quote)) > 1:
            sentence = f"These words stand in {field.label} {times} times. Enter which of them, from 1 to {times}"
            self.add_error("occurrence", sentence)
        self.cleaned_data["occurrence"] = occurrence or 1

    @property
    def chosen_exemptions(self) -> list[Exemption]:
        return [
            *(self.cleaned_data.get("exemptions") or []),
            *(self.cleaned_data.get("more_exemptions") or []),
        ]

    @property
    def quote_without_ends(self) -> str:
        """The words without the spaces and line ends that copying adds around them."""
        return str(self.cleaned_data.get("quote", "")).strip()


class SendForCheckingForm(GovukForm):
    submit_text = "Make the file and send it for checking"


class ApproveForm(GovukForm):
    """Binds an approval to the bytes that were shown."""

    submit_text = "Approve exactly this file"

    pdf_sha256 = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "Open the file again"})
    html_sha256 = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "Open the file again"})
    confirmed = forms.BooleanField(
        label="I have read the whole file and agree with every mark",
        error_messages={"required": "Confirm that you have read the whole file"},
    )


class GiveBackForm(GovukForm):
    submit_text = "Give back for marking"

    reasons = ReasonField(
        label="What is to be changed", error_messages={"required": "Say what is to be changed"}, rows=5
    )


class PublishForm(GovukForm):
    submit_text = "Publish now"

    confirmed = forms.BooleanField(
        label="This may be read by anybody",
        error_messages={"required": "Confirm that anybody may read this"},
    )


class TakeDownForm(GovukForm):
    submit_text = "Take down now"
    is_a_warning = True

    reason = ReasonField(
        label="Why it is taken down",
        help_text="For the force alone. The public is told that it was withdrawn, and when.",
        error_messages={"required": "Say why you are taking this down"},
    )


class AbandonForm(GovukForm):
    submit_text = "Abandon this release"
    is_a_warning = True


class RegisterSearchForm(forms.Form):
    """What a reader looks for. Asked by GET, so that a search can be kept and passed on."""

    words = forms.CharField(max_length=200, required=False)
    unit = forms.CharField(max_length=200, required=False)
    year = forms.IntegerField(min_value=2000, max_value=9999, required=False)
    after = forms.CharField(max_length=30, required=False)


class _More:
    """Fields that open when asked for; open already where one of them is filled in or wrong."""

    def __init__(self, summary: str, *fields: Any) -> None:
        self.summary, self.fields = summary, fields

    def render(self, form: forms.Form, context: Any, template_pack: str = "gds", **kwargs: Any) -> SafeString:
        names = ["more_exemptions", "is_neutral"]
        return render_to_string(
            "release/parts/more.html",
            {
                "summary": self.summary,
                "content": SafeString(Layout(*self.fields).render(form, context, template_pack=template_pack)),
                "is_open": any(form[name].errors or form[name].value() for name in names),
            },
        )


def _times(field: FrozenField, quote: str) -> int:
    """How often words stand in a field."""
    for occurrence in count(1):
        try:
            locate(field, quote, occurrence)
        except NotThere:
            return occurrence - 1
    raise AssertionError
