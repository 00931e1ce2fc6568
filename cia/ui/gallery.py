"""Every component in every state on one page, to look at and to test. Not there in production."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from cia.ui.forms import (
    Choice,
    ConditionalRadios,
    DayField,
    Field,
    Fieldset,
    GovukForm,
    LineField,
    LongTextField,
    MomentField,
)
from cia.ui.pages import PlainPage

_LEVELS = [
    Choice("1", "1 Extreme", hint="The most serious"),
    Choice("3", "3 Moderate (High)"),
    Choice("6", "6 None", divider="or"),
    Choice("unknown", "Cannot be said yet"),
]
_COLOURS = ["grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"]


class GalleryForm(GovukForm):
    """One field of every kind."""

    submit_text = "Save"
    other_buttons = {"again": "Save and log another"}

    name = LineField(label="Who you spoke to", error_messages={"required": "Enter who you spoke to"})
    said = LongTextField(
        label="What they said",
        help_text="In their words, as near as you can.",
        error_messages={"required": "Enter what they said"},
    )
    counted = LongTextField(label="In one sentence", error_messages={"required": "Say it in one sentence"})
    on = DayField(label="The day", help_text="Like 11/02/2026", error_messages={"required": "Enter the day"})
    at = MomentField(label="When", error_messages={"required": "Enter the time you rang, like 1245"})
    level = forms.ChoiceField(
        label="Level",
        help_text="1 is the most serious",
        choices=_LEVELS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a level"},
    )
    reached = forms.ChoiceField(
        label="Who you reached",
        choices=[("them", "The person"), ("other", "Somebody else"), ("nobody", "Nobody")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who you reached"},
    )
    instead = LineField(label="Who it was instead", required=False)
    method = forms.ChoiceField(
        label="How",
        choices=[("", "Choose one"), ("visit", "Visit"), ("call", "Telephone call")],
        error_messages={"required": "Choose how you spoke"},
    )
    themes = forms.MultipleChoiceField(
        label="What it was about",
        choices=[Choice("trust", "Trust", hint="In the police"), ("safety", "Safety"), ("events", "Events")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one"},
    )
    read = forms.BooleanField(
        label="I have read the whole assessment",
        error_messages={"required": "Confirm that you have read the whole assessment"},
    )
    number = forms.IntegerField(label="How many people", error_messages={"required": "Enter how many people came"})
    email = forms.EmailField(label="E-mail", required=False)
    secret = forms.CharField(
        label="Password", widget=forms.PasswordInput, error_messages={"required": "Enter your password"}
    )
    paper = forms.FileField(label="A file", error_messages={"required": "Choose a file"})

    def get_layout(self) -> list[Any]:
        return [
            Field.text("name", field_width=20),
            "said",
            Field.textarea("counted", max_characters=200, rows=3),
            Fieldset("When it was", "on", "at"),
            "level",
            ConditionalRadios("reached", {"other": ["instead"]}),
            "method",
            "themes",
            "read",
            Field.text("number", field_width=4),
            "email",
            "secret",
            "paper",
        ]


class GalleryView(PlainPage):
    template_name = "ui/gallery.html"
    heading = "Components"
    caption = "For whoever builds pages"
    marking = "Official-sensitive"
    unredacted = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if settings.IS_PRODUCTION:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        return [("Start", "/"), ("Operation Lantern", "#main-content")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wrong = {
            "wrong-on": "in a while",
            "wrong-at": "0130 29/03/2026",
            "wrong-email": "dana at work",
            "wrong-number": "few",
        }
        return super().get_context_data(**kwargs) | {
            "blank_form": GalleryForm(prefix="blank"),
            "wrong_form": GalleryForm(wrong, prefix="wrong"),
            "rows": [
                {"key": "Operation", "value": "Operation Lantern", "url": "#change"},
                {"key": "Objectives", "value": "Fewer thefts\nMore trust", "url": "#change", "about": "the objectives"},
                {"key": "Unit", "value": "Harrowmere BCU"},
            ],
            "tasks": [
                {"title": "Cover", "url": "#cover", "status": "Completed"},
                {"title": "Information", "url": "#information", "status": "In progress", "colour": "blue"},
                {
                    "title": "Experienced",
                    "url": "#e",
                    "status": "Not started",
                    "colour": "grey",
                    "hint": "Needs reasons",
                },
                {"title": "Check and submit", "status": "Cannot start yet"},
            ],
            "colours": _COLOURS,
            "levels": [(1, "Extreme"), (2, "High"), (3, "Moderate (High)"), (4, "Moderate"), (5, "Low"), (6, "None")],
            "columns": ["Contact", "When", "Outcome"],
            "table_rows": [
                ["Councillor A. Invented", "1223hrs 10/02/2026", "Content"],
                ["Harrowmere Market Traders", "0900hrs 11/02/2026", "Asked for a second visit"],
            ],
        }
