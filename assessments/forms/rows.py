"""The forms of the numbered rows of a version, by their kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from assessments.dating import last_day_of
from assessments.forms.part import PartForm
from assessments.models import Authority, DocumentReference, Finding, Risk, Subject, Version, rows_of
from assessments.parts import Placement
from cia.ui.fields import LineField, LongTextField, MomentField
from cia.ui.forms import Field


class RowForm(PartForm):
    """One row. ``revision`` is 0 for a new one. Radios that may stay open have no answer chosen."""

    belongs_to: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in self.belongs_to.items():
            field = self.fields[name]
            rows = [(row.number, named(row)) for row in rows_of(version, kind)]
            field.choices = [("", "Choose one"), *rows]  # type: ignore[attr-defined]
            if len(rows) == 1 and field.required:
                field.initial = rows[0][0]

    def get_layout(self) -> Sequence[Any]:
        return [
            Field.radios(name) if isinstance(field.widget, forms.RadioSelect) else name
            for name, field in self.fields.items()
        ]

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, with each moment as it was typed, and its whole day beside a time that had none."""
        answers = super().answers
        for name in [name for name, field in self.fields.items() if isinstance(field, MomentField)]:
            answers[f"{name.removesuffix('_at')}_as_typed"] = self.words_of(name)
        return answers


class SubjectForm(RowForm):
    trigger = LongTextField(
        label="What set this assessment off?",
        help_text="What happened or is planned, and why that calls for an assessment",
        rows=5,
        error_messages={"required": "Say what set this assessment off"},
    )
    commissioned_by = LineField(
        label="Who asked for it?",
        help_text="Rank, name and role, as they should be printed",
        required=False,
        longest=160,
    )
    reach = forms.ChoiceField(
        label="What does it reach?", widget=forms.RadioSelect, choices=Subject.Reach, required=False
    )
    parent = LineField(
        label="Which overarching assessment does it belong to?",
        help_text="Its title, if there is one. Leave it empty if it stands alone.",
        required=False,
    )


class DeploymentForm(RowForm):
    name = LineField(label="Operation", error_messages={"required": "Enter the name of the operation"})
    tactic = LineField(label="Tactic", help_text="For example, live facial recognition", required=False)
    objectives = LongTextField(label="Objectives", required=False, rows=5)
    gold = LineField(label="Gold", required=False, longest=160)
    silver = LineField(label="Silver", required=False, longest=160)
    bronze = LineField(label="Bronze", required=False, longest=160)


def _numbered(label: str, *, required: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, coerce=int, empty_value=None, required=bool(required), error_messages={"required": required}
    )


class _BelowDeployment(RowForm):
    belongs_to: ClassVar[dict[str, str]] = {"deployment": "deployment"}

    deployment = _numbered("Of which deployment?", required="Choose the deployment it belongs to")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        begins, ends = self.cleaned_data.get("begins_at"), self.cleaned_data.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", "Enter an end that is later than the beginning")
        return cleaned


class SessionForm(_BelowDeployment):
    begins_at = MomentField(
        label="From", help_text="For example, 1000hrs 13/03/2026", error_messages={"required": "Enter when it begins"}
    )
    ends_at = MomentField(
        label="Until", help_text="For example, 1800hrs 13/03/2026", error_messages={"required": "Enter when it ends"}
    )


class PlaceForm(_BelowDeployment):
    place = LineField(
        label="Place or area",
        help_text="As exactly as it is known. What must not be published can be marked later.",
        longest=300,
        error_messages={"required": "Enter the place or area"},
    )
    begins_at = MomentField(label="From", help_text="Leave it empty if it is the place throughout", required=False)
    ends_at = MomentField(label="Until", help_text="Leave it empty if it is still the place", required=False)


class AuthorityForm(_BelowDeployment):
    reference = LineField(
        label="Reference", longest=100, error_messages={"required": "Enter the authority's reference"}
    )
    given_by = LineField(label="Who gave it?", required=False, longest=160)
    rank = LineField(label="Their rank", required=False, longest=60)
    form = forms.ChoiceField(
        label="How was it given?", widget=forms.RadioSelect, choices=Authority.Form, required=False
    )
    begins_at = MomentField(label="From", help_text="For example, 0900hrs 13/03/2026", required=False)
    ends_at = MomentField(label="Until", help_text="For example, 2000hrs 13/03/2026", required=False)


class FacialRecognitionForm(RowForm):
    watchlist = LongTextField(
        label="Who is on the watchlist?",
        help_text="By category, never by name",
        rows=5,
        error_messages={"required": "Say who is on the watchlist, by category"},
    )
    watchlist_size = LineField(label="How many are on it?", required=False, longest=100)
    watchlist_approved_by = LineField(label="Who approved it?", required=False, longest=160)
    threshold = LineField(label="At which threshold does it alert?", required=False, longest=100)
    signage = LongTextField(label="Where do signs stand, and what do they say?", required=False, rows=4)
    publicity = LongTextField(label="How is it made known beforehand?", required=False, rows=4)
    sensitive_places = LongTextField(
        label="Which sensitive places are nearby?",
        help_text="Places of worship, schools, clinics, courts, places where people protest",
        required=False,
        rows=4,
    )


class SourceForm(RowForm):
    heading = LineField(
        label="Source",
        help_text="Whose survey, report or consultation it is",
        error_messages={"required": "Enter whose survey, report or consultation it is"},
    )
    introduction = LongTextField(
        label="Introduction", help_text="What was asked, of whom, and why", required=False, rows=4
    )
    closing = LongTextField(
        label="What follows from it", help_text="Printed after its findings", required=False, rows=4
    )
    placement = forms.ChoiceField(
        label="Where should it stand?",
        widget=forms.RadioSelect,
        choices=Placement,
        initial=Placement.BEFORE_THE_AXES,
        error_messages={"required": "Choose where it should stand"},
    )


class FindingForm(RowForm):
    belongs_to: ClassVar[dict[str, str]] = {"source": "source"}

    source = _numbered("From which source?", required="Choose the source it comes from")
    text = LongTextField(label="What was found?", rows=4, error_messages={"required": "Say what was found"})
    figures = LongTextField(
        label="Figures",
        help_text="One a line: the figure, a colon, and what it says. For example, 58 %: acceptable",
        required=False,
        rows=3,
        longest=2_000,
    )
    stance = forms.ChoiceField(
        label="Does it speak for or against what is planned?",
        widget=forms.RadioSelect,
        choices=Finding.Stance,
        required=False,
    )
    dated = LineField(
        label="When was it found?", help_text="A day, a month or a year, like October 2025", required=False, longest=40
    )
    sample = LineField(label="Sample", help_text="How many were asked, and how they were chosen", required=False)
    link = LineField(
        label="Link", help_text="It is printed as text. It begins with https://", required=False, longest=500
    )

    def clean_figures(self) -> str:
        figures: str = self.cleaned_data["figures"]
        for number, line in enumerate(figures.split("\n"), start=1):
            figure, colon, says = line.partition(":")
            if line.strip() and not (colon and figure.strip() and says.strip()):
                raise forms.ValidationError(
                    f"In line {number}, write the figure, a colon and what it says, like 58 %: acceptable"
                )
        return figures

    def clean_dated(self) -> str:
        dated: str = self.cleaned_data["dated"]
        if dated and last_day_of(dated) is None:
            raise forms.ValidationError("Enter a day, a month or a year, like 12/10/2025, October 2025 or 2025")
        return dated

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"].strip()
        if link and (not link.startswith("https://") or len(link.split()) > 1 or link == "https://"):
            raise forms.ValidationError("Enter one link that begins with https://")
        return link


class DocumentForm(RowForm):
    title = LineField(label="Document", error_messages={"required": "Enter what the document is called"})
    edition = LineField(label="Version", required=False, longest=60)
    owner = LineField(label="Owner", required=False, longest=160)
    held = forms.ChoiceField(
        label="How is it held?", widget=forms.RadioSelect, choices=DocumentReference.Held, required=False
    )
    place = LineField(
        label="Where is it?", help_text="A link, which is printed as text, or who holds it", required=False, longest=500
    )


class CheckForm(RowForm):
    what = LineField(
        label="What did you check?",
        help_text="For example, critical incidents, media interest, protest, other operations",
        longest=300,
        error_messages={"required": "Say what you checked"},
    )
    result = LongTextField(label="What came of it?", required=False, rows=4)
    checked_at = MomentField(label="When?", help_text="For example, 1430hrs 12/03/2026", required=False)
    checker = LineField(label="Who checked?", help_text="Rank and name", required=False, longest=160)


class RiskForm(RowForm):
    text = LongTextField(label="What could go wrong?", rows=4, error_messages={"required": "Say what could go wrong"})
    category = forms.ChoiceField(label="Category", widget=forms.RadioSelect, choices=Risk.Category, required=False)
    likelihood = LineField(label="How likely is it?", help_text="In words", required=False)
    impact = LineField(label="How bad would it be?", help_text="In words", required=False)
    mitigation = LongTextField(label="What is done about it?", required=False, rows=4)
    owner = LineField(label="Who owns it?", required=False, longest=160)
    residual = LineField(label="What is left of it after that?", help_text="In words", required=False)


class InterventionForm(RowForm):
    belongs_to: ClassVar[dict[str, str]] = {"risk": "risk"}

    text = LongTextField(label="What could be done?", rows=4, error_messages={"required": "Say what could be done"})
    risk = _numbered("For which risk?")
    owner = LineField(label="Who would do it?", required=False, longest=160)


class RemoveRowForm(PartForm):
    submit_text = "Remove"
    is_a_warning = True


FORMS: dict[str, type[RowForm]] = {
    "subject": SubjectForm,
    "deployment": DeploymentForm,
    "session": SessionForm,
    "place": PlaceForm,
    "authority": AuthorityForm,
    "facial_recognition": FacialRecognitionForm,
    "source": SourceForm,
    "finding": FindingForm,
    "document": DocumentForm,
    "check": CheckForm,
    "risk": RiskForm,
    "intervention": InterventionForm,
}


def named(row: Any) -> str:
    """A row by its number and the beginning of what it says: "Risk 2: Young people may feel watched"."""
    first = next((str(row.answers[name]) for name in _SAYS if row.answers.get(name)), "")
    words = first.split("\n")[0]
    return f"{row}: {words[:77] + '...' if len(words) > 80 else words}" if words else str(row)


_SAYS = ("name", "heading", "title", "what", "text", "place", "reference")
