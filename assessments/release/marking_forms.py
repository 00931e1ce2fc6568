"""What a marker is asked: which words are withheld, and on what grounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from assessments.documents.content import Content
from assessments.documents.content import Field as FrozenField
from assessments.release.locating import locate
from assessments.release.marked_text import field_name
from assessments.release.models import Exemption, Mark, SavedReason
from assessments.release.occurrences import Occurrence, Stretch
from assessments.release.redacting import NotThere
from assessments.release.role_labels import labels_in_force
from cia.ui.forms import Choice, ConditionalRadios, Field, GovukForm, Layout, LongTextField, ReasonField

PASSAGE = "passage"


class GroundsForm(GovukForm):
    """On what grounds something is withheld: exemptions in force on a day, and a reason, given before or new.

    A saved reason brings its exemption and all that is to be said for it, so nothing else need be answered.
    """

    saved_reason = forms.ModelChoiceField(
        label="A saved reason",
        queryset=SavedReason.objects.none(),
        empty_label="None: choose below",
        required=False,
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
    role = forms.ChoiceField(
        label="Label beside the mark",
        help_text="The public reads it after the mark. It must fit several people: a constable of the team, "
        "not the chief inspector.",
        required=False,
    )
    earlier_reason = forms.ChoiceField(label="A reason given before in this release", required=False)
    reason = ReasonField(
        label="Why it is withheld",
        help_text="For the force alone, not the public.",
        rows=3,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        on: date,
        earlier_reasons: Mapping[str, str],
        saved: Sequence[tuple[SavedReason, Exemption]] = (),
        **kwargs: Any,
    ) -> None:
        self.earlier_reasons, self.saved = earlier_reasons, saved
        super().__init__(*args, **kwargs)
        in_force = Exemption.objects.in_force(on=on)
        for name, is_usual in [("exemptions", True), ("more_exemptions", False)]:
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101
            field.queryset = in_force.filter(is_usual=is_usual)
        offered = self.fields["saved_reason"]
        assert isinstance(offered, forms.ModelChoiceField)  # noqa: S101
        offered.queryset = SavedReason.objects.filter(pk__in=[each.pk for each, _ in self.saved])
        offered.choices = [
            ("", offered.empty_label),
            *((each.pk, f"{each.name} ({exemption.cited})") for each, exemption in self.saved),
        ]
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101
        role.choices = [("", "None"), *((label, label.capitalize()) for label in labels_in_force(on=on))]
        earlier = self.fields["earlier_reason"]
        assert isinstance(earlier, forms.ChoiceField)  # noqa: S101
        shortened = [(key, Truncator(reason).chars(90)) for key, reason in earlier_reasons.items()]
        earlier.choices = [("", "A new reason, written below"), *shortened]

    def what_layout(self) -> list[Any]:
        """What is asked before the grounds."""
        return []

    def get_layout(self) -> list[Any]:
        return [
            *self.what_layout(),
            *([Field.select("saved_reason")] if self.saved else []),
            Field.checkboxes("exemptions", small=True),
            _More("Other exemptions", Field.checkboxes("more_exemptions", small=True), "is_neutral"),
            *([Field.select("earlier_reason")] if self.earlier_reasons else []),
            Field.select("role"),
            "reason",
        ]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        chosen = self.chosen_exemptions
        saved = answers.get("saved_reason")
        if saved and answers.get("is_neutral"):
            self.add_error("is_neutral", "Either use a saved reason, or name no exemption")
        if not chosen and not saved and not answers.get("is_neutral"):
            self.add_error("exemptions", "Choose at least one exemption")
        if chosen and answers.get("is_neutral"):
            self.add_error("is_neutral", "Either choose exemptions, or name none")
        if not self.errors.keys() & {"reason", "earlier_reason"}:
            answers["reason"] = answers.get("reason") or self.earlier_reasons.get(answers["earlier_reason"], "")
            if not answers["reason"] and not saved:
                self.add_error("reason", "Say why it is withheld")
        return answers

    @property
    def chosen_exemptions(self) -> list[Exemption]:
        return [
            *(self.cleaned_data.get("exemptions") or []),
            *(self.cleaned_data.get("more_exemptions") or []),
        ]

    @property
    def grounds(self) -> dict[str, Any]:
        """What every mark rests on, as the actions take it."""
        return {
            "exemptions": self.chosen_exemptions,
            "reason": self.cleaned_data["reason"],
            "saved": self.cleaned_data.get("saved_reason"),
            "role": self.cleaned_data.get("role", ""),
        }


class MarkForm(GroundsForm):
    """Which words of a frozen document are withheld, by typing or copying them. Made for one document and one day."""

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

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = content
        self.row_of = {field.path: row.path for row in content.rows().values() for field in row.fields}
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)  # noqa: S101
        place.choices = [
            (field.path, field_name(section.heading, field.label, row.heading))
            for section in content.sections
            for row in section.rows
            for field in row.fields
        ]

    def what_layout(self) -> list[Any]:
        words = ["quote", Field.text("occurrence")]
        return [Field.select("place"), ConditionalRadios("extent", {PASSAGE: words})]

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if (
            answers.get("extent") == PASSAGE
            and answers.get("place")
            and not self.errors.keys() & {"quote", "occurrence"}
        ):
            self._find(self.content.fields()[answers["place"]])
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
    def quote_without_ends(self) -> str:
        """The words without the spaces and line ends that copying adds around them."""
        return str(self.cleaned_data.get("quote", "")).strip()


class SelectionForm(GroundsForm):
    """Words chosen in the reading column. The page says where they stand; the server looks whether that is so."""

    submit_text = "Withhold these words"
    other_buttons = {"everywhere": "Every place like this"}

    path = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "Choose the words again"})
    start = forms.RegexField(
        r"\A[0-9]{1,9}\Z", widget=forms.HiddenInput, error_messages={"required": "Choose the words again"}
    )
    end = forms.RegexField(
        r"\A[0-9]{1,9}\Z", widget=forms.HiddenInput, error_messages={"required": "Choose the words again"}
    )
    quote = forms.CharField(
        strip=False, widget=forms.HiddenInput, error_messages={"required": "Choose the words again"}
    )

    def what_layout(self) -> list[Any]:
        return ["path", "start", "end", "quote"]

    @property
    def is_malformed(self) -> bool:
        """No page of ours sends this: a place that is no place."""
        return bool(self.errors.keys() & {"path", "start", "end", "quote"})

    @property
    def stretch(self) -> Stretch:
        """What was chosen. A browser sends each line end as two characters; the frozen text has one."""
        answers = self.cleaned_data
        quote = answers["quote"].replace("\r\n", "\n")
        return Stretch(path=answers["path"], start=int(answers["start"]), end=int(answers["end"]), quote=quote)


class FindForm(GovukForm):
    """Which words to look for in the whole document. Asked by post: names do not belong in an address."""

    submit_text = "Show every place"

    quote = LongTextField(
        label="The words to withhold everywhere",
        help_text="Large and small letters are the same.",
        rows=2,
        longest=500,
        error_messages={"required": "Enter the words to look for"},
    )


class EverywhereForm(GroundsForm):
    """Every place where the same words stand, each shown and ticked before it is done."""

    submit_text = "Withhold those ticked"

    quote = forms.CharField(strip=False, widget=forms.HiddenInput, required=False)
    found = forms.CharField(widget=forms.HiddenInput, initial="yes", required=False)
    places = forms.MultipleChoiceField(
        label="Where", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Tick at least one place"}
    )

    def __init__(self, *args: Any, occurrences: Sequence[Occurrence], **kwargs: Any) -> None:
        self.occurrences = occurrences
        super().__init__(*args, **kwargs)
        places = self.fields["places"]
        assert isinstance(places, forms.MultipleChoiceField)  # noqa: S101
        offered = [each for each in occurrences if not each.why_not]
        places.choices = [(each.key, each.place) for each in offered]
        places.initial = [each.key for each in offered if not each.is_within_word]

    def what_layout(self) -> list[Any]:
        return ["quote", "found", Places()]

    @property
    def stretches(self) -> list[Stretch]:
        ticked = set(self.cleaned_data["places"])
        return [each.stretch for each in self.occurrences if each.key in ticked]


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


class Places:
    """Each place with what is around it, and a box to tick where it can be marked."""

    def render(self, form: EverywhereForm, context: Any, template_pack: str = "gds", **kwargs: Any) -> SafeString:
        return render_to_string("release/parts/places.html", {"form": form, "ticked": form["places"].value() or []})


def _times(field: FrozenField, quote: str) -> int:
    """How often words stand in a field."""
    for occurrence in count(1):
        try:
            locate(field, quote, occurrence)
        except NotThere:
            return occurrence - 1
    raise AssertionError
