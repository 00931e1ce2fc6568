"""What is asked of an owner, and what they answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from assessments.documents.content import Content
from assessments.release.marked_text import field_name
from assessments.release.models import HarmAnswer
from assessments.release.occurrences import occurrences
from assessments.release.passages import Passage, passage_at
from assessments.release.redacting import NotThere
from cia.accounts.models import User
from cia.ui.forms import Choice, DayField, Field, GovukForm, LongTextField, ReasonField

QUESTION = "What harm would come of publishing this, to whom, and how likely is it?"


class AskForHarmForm(GovukForm):
    """Whom to ask, about which passages, and until when. Passages chosen on another page come along."""

    submit_text = "Ask"

    passages = forms.CharField(widget=forms.HiddenInput, required=False)
    place = forms.ChoiceField(label="Which part is it about", required=False)
    quote = LongTextField(
        label="Which words of it",
        help_text="Copy them from the text. Every place in that part is meant. Leave it empty for all of it.",
        rows=2,
        longest=2_000,
        required=False,
    )
    of = forms.ChoiceField(
        label="Whom do you ask",
        help_text="Its author, or anybody else who may read this assessment",
        error_messages={"required": "Choose whom you ask"},
    )
    question = ReasonField(
        label="What you ask",
        help_text="Leave out who asked for information: only the FOI team knows that.",
        initial=QUESTION,
        rows=3,
        error_messages={"required": "Say what you ask"},
    )
    due_on = DayField(
        label="Answer wanted by", error_messages={"required": "Enter the day by which you want an answer"}
    )

    def __init__(self, *args: Any, content: Content, people: Iterable[User], **kwargs: Any) -> None:
        self.content, self.people = content, {str(person.pk): person for person in people}
        super().__init__(*args, **kwargs)
        for name, choices in [
            ("of", [("", "Choose a person"), *((key, str(person)) for key, person in self.people.items())]),
            ("place", [("", "Choose a part"), *self._places()]),
        ]:
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = choices

    def _places(self) -> list[tuple[str, str]]:
        return [
            (field.path, field_name(section.heading, field.label, row.heading))
            for section in self.content.sections
            for row in section.rows
            for field in row.fields
        ]

    def get_layout(self) -> list[Any]:
        what = [] if self["passages"].value() else [Field.select("place"), "quote"]
        return ["passages", *what, Field.select("of"), "question", "due_on"]

    def clean_of(self) -> User:
        return self.people[self.cleaned_data["of"]]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        try:
            answers["about"] = [passage_at(key) for key in answers.get("passages", "").split()]
        except NotThere as not_there:
            self.add_error("passages", str(not_there))
        if not answers.get("about") and "passages" not in self.errors:
            answers["about"] = self._found(answers.get("place", ""), answers.get("quote", ""))
        return answers

    def _found(self, path: str, quote: str) -> list[Passage]:
        if not path:
            self.add_error("place", "Choose which part it is about")
            return []
        if not quote.strip():
            return [Passage(path, whole="field")]
        stretches = [each.stretch for each in occurrences(self.content, quote, ()) if each.stretch.path == path]
        if not stretches:
            self.add_error("quote", "These words do not stand in that part. Copy them exactly as they are printed")
        return [Passage(path, each.start, each.end) for each in stretches]


class AnswerHarmForm(GovukForm):
    submit_text = "Send this answer"

    kind = forms.ChoiceField(
        label="Would publishing it do harm?",
        widget=forms.RadioSelect,
        choices=[
            Choice(HarmAnswer.Kind.HARM, HarmAnswer.Kind.HARM.label),
            Choice(HarmAnswer.Kind.NONE, HarmAnswer.Kind.NONE.label),
            Choice(HarmAnswer.Kind.CANNOT_SAY, HarmAnswer.Kind.CANNOT_SAY.label),
        ],
        error_messages={"required": "Say whether publishing it would do harm"},
    )
    text = ReasonField(
        label="What would happen, to whom, and why you think so",
        help_text="The FOI team may use your words when they give the reasons for withholding. They decide, not you.",
        rows=6,
        required=False,
    )

    def get_layout(self) -> list[Any]:
        return [Field.radios("kind"), "text"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if answers.get("kind") == HarmAnswer.Kind.HARM and not answers.get("text") and "text" not in self.errors:
            self.add_error("text", "Say what harm would come of it")
        return answers
