"""What the FOI team is asked about a request for information."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from assessments.models import Hold
from assessments.release.lifecycle import ReleaseState
from assessments.release.models import Consultation, Exemption, ReleaseCopy, Request
from assessments.release.request_lifecycle import Step
from cia import clock
from cia.ui.forms import DayField, Field, GovukForm, LineField, LongTextField, ReasonField


class RecordRequestForm(GovukForm):
    submit_text = "Record the request"

    received_on = DayField(
        label="When was it received?",
        help_text="The day it arrived, whether or not anybody was at work. For example, 12/12/2025",
        error_messages={"required": "Enter the day on which it was received", "unclear": "Enter a day like 12/12/2025"},
    )
    asked = LongTextField(
        label="What was asked for?",
        help_text="In the words of the request. Leave out who asked.",
        rows=8,
        error_messages={"required": "Write down what was asked for"},
    )
    requester_name = LineField(
        label="Who asked?",
        help_text="Only FOI officers see this. It is never in a public file, a notice title or the trail.",
        error_messages={"required": "Enter the name that the request was made in"},
    )
    requester_contact = ReasonField(
        label="Where is the reply to be sent?",
        help_text="An e-mail or postal address",
        rows=3,
        error_messages={"required": "Enter the address that was given for the reply"},
    )


NOTES = {
    Step.CLARIFICATION_ASKED: ("What did you ask?", "Until they answer, nothing is due from us."),
    Step.CLARIFIED: ("What did they answer?", "The twenty working days start again from the day of their answer."),
    Step.STARTED: ("How will it be answered?", "Who works on it, and where you will look."),
    Step.SEARCHED: ("Where did you search, and what for?", "Say what you did not find as well."),
    Step.EXTENDED: ("Why do you need more time to weigh the public interest?", ""),
    Step.REPLIED: ("What was sent?", ""),
    Step.REFUSED: (
        "What was refused, and why?",
        "For example, that nothing is held, or that the whole is withheld. The notice that you saved goes with it.",
    ),
    Step.REVIEW_ASKED: ("What do they think was wrong?", "Somebody who took no part in the reply reviews it."),
    Step.REVIEW_ANSWERED: ("What was decided?", "Upheld, upheld in part or overturned, and why."),
    Step.COMPLAINED: ("What does the complaint say?", "With the Commissioner's reference, where there is one."),
    Step.ICO_ANSWERED: ("What did the Commissioner decide?", "With the reference and the date of the decision notice."),
}


class StepForm(GovukForm):
    """One step of a request: the day, and what is to be known of it."""

    on = DayField(
        label="When?",
        help_text="For example, 12/12/2025",
        error_messages={"required": "Enter the day, like 12/12/2025", "unclear": "Enter a day like 12/12/2025"},
    )
    note = ReasonField(label="", rows=5, longest=5_000, error_messages={"required": "Answer this"})

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        self.step = step
        self.submit_text = f"Save: {step.label}"
        kwargs["initial"] = {"on": clock.today()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        note = self.fields["note"]
        note.label, note.help_text = NOTES[step]
        note.error_messages["required"] = f"Answer this: {note.label}"

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the action takes it."""
        return {"on": self.cleaned_data["on"], "note": self.cleaned_data["note"]}


class ExtendForm(StepForm):
    """More time, and only to weigh the public interest in a qualified exemption."""

    exemption = forms.ModelChoiceField(
        label="Which qualified exemption is engaged?",
        help_text="An absolute exemption gives no more time.",
        queryset=Exemption.objects.none(),
        empty_label="Choose one",
        error_messages={"required": "Choose the qualified exemption that is engaged"},
    )
    until_on = DayField(
        label="By when will you reply?",
        help_text="In all no more than 40 working days after receipt is usually reasonable.",
        error_messages={"required": "Enter the new day, like 12/02/2026", "unclear": "Enter a day like 12/02/2026"},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        qualified = Exemption.objects.in_force(on=today).filter(test=Exemption.Test.QUALIFIED)
        self.fields["exemption"].queryset = qualified  # type: ignore[attr-defined]

    def get_layout(self) -> list[Any]:
        return ["on", "exemption", "until_on", "note"]

    @property
    def answers(self) -> dict[str, Any]:
        named = {name: self.cleaned_data[name] for name in ("exemption", "until_on")}
        return super().answers | named


class AnswerForm(StepForm):
    """The reply, and the release that was sent with it."""

    release = forms.ModelChoiceField(
        label="Which release was sent?",
        help_text="Only what is published. Its refusal notice goes with it, as it was saved last.",
        queryset=ReleaseCopy.objects.none(),
        empty_label="None",
        required=False,
    )

    def __init__(self, *args: Any, asked_for: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        copies = asked_for.release_copies.filter(state=ReleaseState.PUBLISHED)
        self.fields["release"].queryset = copies  # type: ignore[attr-defined]

    def get_layout(self) -> list[Any]:
        return ["on", "release", "note"]

    @property
    def answers(self) -> dict[str, Any]:
        return super().answers | {"release": self.cleaned_data["release"]}


class RelyOnForm(GovukForm):
    """One exemption more under which everything is withheld."""

    submit_text = "Rely on it"

    exemption = forms.ModelChoiceField(
        label="Under which exemption is everything withheld?",
        help_text="Choose one at a time. Sections 23 and 24 are only ever cited together.",
        queryset=Exemption.objects.none(),
        empty_label="Choose one",
        error_messages={"required": "Choose the exemption"},
    )

    def __init__(self, *args: Any, choices: Sequence[Exemption], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Exemption.objects.filter(pk__in=[each.pk for each in choices])
        self.fields["exemption"].queryset = offered  # type: ignore[attr-defined]

    def get_layout(self) -> list[Any]:
        return [Field.select("exemption")]


class SearchHeldForm(GovukForm):
    """Words to look for in what was held. They are sent in the form, never in an address."""

    submit_text = "Search"

    words = LineField(
        label="Words to look for",
        help_text="Each must stand somewhere in the document. Leave this empty to list everything that was held.",
        required=False,
    )


class ScopeForm(GovukForm):
    submit_text = "Take it into scope"


class CopyForRequestForm(GovukForm):
    submit_text = "Make the release copy"


class PlaceHoldForm(GovukForm):
    """A file to be held, by its reference."""

    submit_text = "Place the hold"

    assessment = LineField(
        label="Which assessment?",
        help_text="Its reference, like CIA-2026-0001",
        longest=30,
        error_messages={"required": "Enter the reference of the assessment"},
    )
    ground = forms.ChoiceField(
        label="What is it held for?",
        widget=forms.RadioSelect,
        choices=[choice for choice in Hold.Ground.choices if choice[0] != Hold.Ground.FOI],
        help_text="A request holds what is taken into its scope by itself.",
        error_messages={"required": "Choose what it is held for"},
    )
    reason = ReasonField(
        label="Which case, and who asked for the hold?",
        help_text="Whoever may read the assessment reads this. Leave out who asked for information.",
        error_messages={"required": "Say what the hold is for"},
    )


class EndHoldForm(GovukForm):
    submit_text = "End the hold"
    is_a_warning = True


class ConsultForm(GovukForm):
    """Whom a release was put to, and what they said."""

    submit_text = "Save"

    kind = forms.ChoiceField(
        label="What happened?",
        widget=forms.RadioSelect,
        choices=Consultation.Kind,
        help_text="The author and the authorising officer get a notice when you say that they were told.",
        error_messages={"required": "Choose what happened"},
    )
    on = DayField(
        label="When?",
        help_text="For example, 12/12/2025",
        error_messages={"required": "Enter the day, like 12/12/2025", "unclear": "Enter a day like 12/12/2025"},
    )
    who = LineField(label="Who?", error_messages={"required": "Enter who it was"})
    said = ReasonField(
        label="What did they say, or what were they told?",
        help_text="Views of a third party and advice in their own words. Otherwise this may stay empty.",
        required=False,
        longest=5_000,
    )


class NotBeforeForm(GovukForm):
    """The first day on which a release may be published."""

    submit_text = "Save the day"

    on = DayField(
        label="Not before which day?",
        help_text="For example, 12/02/2026. Leave this empty if any day will do.",
        required=False,
    )
    reason = ReasonField(label="Why?", error_messages={"required": "Say why"})


class NoticeForm(GovukForm):
    """The whole notice, with the revision it was written over."""

    submit_text = "Save the notice"

    revision = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": "Open the notice again"})
    text = LongTextField(
        label="The notice",
        help_text="A line in capitals is a heading. Replace everything in square brackets.",
        rows=30,
        error_messages={"required": "Write the notice"},
    )


class DisclosureForm(GovukForm):
    """What anybody may read of a request."""

    submit_text = "Put it in the public log"

    title = LineField(label="Title", error_messages={"required": "Enter a title"})
    summary = ReasonField(
        label="What was asked for",
        help_text="In public words of your own. Never who asked.",
        error_messages={"required": "Write what was asked for"},
    )
    reply = ReasonField(
        label="What was replied",
        help_text="Publications made for this request are linked by themselves.",
        error_messages={"required": "Write what was replied"},
    )
    replied_on = DayField(
        label="When was the reply?",
        error_messages={"required": "Enter the day of the reply", "unclear": "Enter a day like 12/12/2025"},
    )


class TakeOutForm(GovukForm):
    submit_text = "Take it out of the log"
    is_a_warning = True

    reason = ReasonField(label="Why?", error_messages={"required": "Say why you are taking it out"})
