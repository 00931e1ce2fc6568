"""The most used form: one conversation, written down on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.forms.utils import ErrorDict

from cia import clock
from cia.accounts.models import Unit, User
from cia.accounts.people import person_called
from cia.ui.forms import Field, GovukForm, LineField, LongTextField, Size
from stakeholders.actions.contacts import Conversation, Newcomer, Promise, Worry
from stakeholders.forms.finding import Choice, choice_of
from stakeholders.forms.layout import Details, Who
from stakeholders.forms.times import NOT_KNOWN_IN_WORDS, DueField, Occurred, WhenField
from stakeholders.models import Concern, Contact, Stakeholder

MOST_PROMISES = 3
FEWEST_CONCERNS, MOST_CONCERNS = 3, 12
ME, COLLEAGUE, NOT_RECORDED = "me", "colleague", "not_recorded"
_KEEPER = "The username or whole name of an officer of the unit. They are told"
_UNKNOWN_WAY = "Choose how, or 'Not recorded'"


class ContactForm(GovukForm):
    """One conversation. A form that is not judged shows what was typed and says nothing against it."""

    submit_text = "Save"
    other_buttons = {"again": "Save and log another"}

    sent_as = forms.UUIDField(widget=forms.HiddenInput, required=False)
    unit = forms.ModelChoiceField(
        label="Which unit's contact?",
        queryset=Unit.objects.none(),
        error_messages={"required": "Choose the unit whose contact this is"},
    )
    words = forms.CharField(
        label="Find them in the directory", help_text="Part of a name, a role or a body", required=False, max_length=200
    )
    parties = forms.ModelMultipleChoiceField(queryset=Stakeholder.objects.all(), required=False)
    new_name = LineField(label="Name", longest=120, required=False)
    new_role = LineField(
        label="Role", help_text="Like head of security, or ward councillor", longest=120, required=False
    )
    new_body = LineField(label="Body", help_text="Whom they speak for", longest=160, required=False)
    new_kind = forms.ChoiceField(
        label="Who are they?", widget=forms.RadioSelect, choices=Stakeholder.Kind, required=False
    )
    when = WhenField(
        label="When",
        help_text="Like now, 1223, yesterday 1400, 14/10/2026, October 2026, or “not known”",
        initial="now",
        error_messages={"required": "Enter when it was, or “not known”"},
    )
    method = forms.ChoiceField(
        label="How",
        widget=forms.RadioSelect,
        choices=Contact.Method,
        error_messages={"required": _UNKNOWN_WAY},
    )
    reached = LineField(
        label="Whom you reached, if it was somebody else",
        help_text="Like their secretary, or “not known”. Leave it empty if you spoke to them",
        longest=160,
        required=False,
    )
    outcome = forms.ChoiceField(
        label="What came of it",
        widget=forms.RadioSelect,
        choices=Contact.Outcome,
        error_messages={"required": "Choose what came of it"},
    )
    narrative = LongTextField(label="What they said", rows=5, required=False)
    response = LongTextField(label="What you answered", rows=3, required=False)
    stance_as_they_said = LongTextField(
        label="Where they stand now, as they said themselves", rows=2, longest=2_000, required=False
    )
    stance_as_judged = LongTextField(
        label="Where they stand now, as you judged it",
        help_text="Like “appeared satisfied”",
        rows=2,
        longest=2_000,
        required=False,
    )
    attendance = forms.ChoiceField(
        label="Coming on the day",
        widget=forms.RadioSelect,
        choices=Contact.Attendance,
        initial=Contact.Attendance.NOT_DISCUSSED,
        error_messages={"required": "Choose whether they come, or 'Not discussed'"},
    )
    openness = forms.ChoiceField(
        label="May what they said be published?",
        widget=forms.RadioSelect,
        choices=Contact.Openness,
        initial=Contact.Openness.NOT_ASKED,
        error_messages={"required": "Choose what they said about publication, or 'Not asked'"},
    )
    made_by = forms.ChoiceField(
        label="Who made this contact?",
        widget=forms.RadioSelect,
        choices=[(ME, "I did"), (COLLEAGUE, "A colleague did"), (NOT_RECORDED, "Not recorded")],
        initial=ME,
        error_messages={"required": "Choose who made this contact"},
    )
    made_by_who = LineField(
        label="Which colleague?", help_text="Their username, or their rank and name", longest=120, required=False
    )
    started_by = forms.ChoiceField(
        label="Who got in touch first?",
        widget=forms.RadioSelect,
        choices=Contact.StartedBy,
        initial=Contact.StartedBy.US,
        error_messages={"required": "Choose who got in touch first"},
    )

    def __init__(
        self,
        *args: Any,
        by: User,
        units: QuerySet[Unit] | None = None,
        corrects: Contact | None = None,
        is_judged: bool = True,
        **kwargs: Any,
    ) -> None:
        self.by, self.corrects, self.is_judged = by, corrects, is_judged
        self.asks_unit = units is not None and len(units) > 1
        self.worries = _rows_wanted(args[0] if args else kwargs.get("data"))
        if corrects is not None:
            self.submit_text, self.other_buttons = "Save the correction", {}  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        if units is not None and self.asks_unit:
            self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["sent_as"].initial = uuid4()

    def _helper(self) -> Any:
        """The rows of concerns and promises are there before the page is laid out."""
        if not self.asks_unit:
            del self.fields["unit"]
        for row in range(1, self.worries + 1):
            self.fields[f"concern_{row}_tag"] = forms.ChoiceField(
                label=f"Concern {row}", choices=[("", "None"), *Concern.Tag.choices], required=False
            )
            self.fields[f"concern_{row}_text"] = LineField(label="In their words", longest=2_000, required=False)
        for row in range(1, MOST_PROMISES + 1):
            self.fields[f"promise_{row}_what"] = LineField(label=f"Promise {row}", longest=2_000, required=False)
            self.fields[f"promise_{row}_due"] = DueField(
                label="By when, if you said", help_text="Like Friday, 24/02/2026 or 1400 tomorrow", required=False
            )
            self.fields[f"promise_{row}_keeper"] = LineField(
                label="Who keeps it, if not you", help_text=_KEEPER, longest=100, required=False
            )
        rows = [name for name in self.fields if name.startswith(("concern_", "promise_"))]
        before = list(ContactForm.base_fields)
        at = before.index("response")
        self.order_fields([*before[:at], *rows, *before[at:]])
        return super()._helper()

    def get_layout(self) -> Sequence[Any]:
        newcomer = ["new_name", "new_role", "new_body", "new_kind"]
        concerns = [f"concern_{row}_{part}" for row in range(1, self.worries + 1) for part in ("tag", "text")]
        promises = [
            f"promise_{row}_{part}" for row in range(1, MOST_PROMISES + 1) for part in ("what", "due", "keeper")
        ]
        answer = ["response", "stance_as_they_said", "stance_as_judged"]
        return [
            "sent_as",
            *(["unit"] if self.asks_unit else []),
            Who(*newcomer[:3], _small("new_kind"), names=newcomer),
            "when",
            _small("method"),
            "reached",
            _small("outcome"),
            "narrative",
            Details(
                "Concerns they raised",
                *concerns,
                names=concerns,
                button="Another concern" if self.worries < MOST_CONCERNS else "",
            ),
            Details(
                "What you promised, and by when",
                *promises,
                names=promises,
                hint="A day, like 24/02/2026, or a time and a day. You are reminded on your first page.",
            ),
            Details("Your answer, and where they stand now", *answer, names=answer),
            Details(
                "Coming on the day, and publication",
                _small("attendance"),
                _small("openness"),
                names=["attendance", "openness"],
            ),
            Details(
                "Who made this contact, if not you",
                _small("made_by"),
                "made_by_who",
                _small("started_by"),
                names=["made_by", "made_by_who", "started_by"],
                hint="Unless you say otherwise, you did, and you got in touch first.",
            ),
        ]

    @property
    def choice(self) -> Choice:
        """The entries of the directory to tick, from what is typed and ticked so far."""
        ticked = [str(getattr(entry, "pk", entry)) for entry in self["parties"].value() or []]
        return choice_of(str(self["words"].value() or ""), ticked, user=self.by, at=clock.now())

    def full_clean(self) -> None:
        if self.is_judged:
            super().full_clean()
            return
        self._errors: Any = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}

    def clean_reached(self) -> str:
        said: str = self.cleaned_data["reached"].strip()
        return Contact.REACHED_NOT_RECORDED if said.lower() in NOT_KNOWN_IN_WORDS else said

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        self._judge_who(answers)
        self._judge_concerns(answers)
        for row in range(1, MOST_PROMISES + 1):
            if answers.get(f"promise_{row}_due") and not answers.get(f"promise_{row}_what"):
                self.add_error(f"promise_{row}_what", f"Say what you promised, or clear by when promise {row} is due")
            self._judge_keeper(answers, row)
        if answers.get("made_by") == COLLEAGUE and not answers.get("made_by_who", "").strip():
            self.add_error("made_by_who", "Enter which colleague made this contact")
        return answers

    def conversation(self) -> Conversation:
        """What was answered, as the action takes it."""
        answers = self.cleaned_data
        occurred: Occurred = answers["when"]
        made_by, made_by_then = self._made_by(answers)
        as_they_are = ["method", "reached", "outcome", "narrative", "response", "attendance", "openness", "started_by"]
        return Conversation(
            parties=list(answers["parties"].select_related("merged_into")),
            newcomers=self._newcomers(answers),
            occurred_at=occurred.at,
            precision=occurred.precision,
            occurred_as_typed=occurred.as_typed,
            made_by=made_by,
            made_by_then=made_by_then,
            stance_as_they_said=answers["stance_as_they_said"],
            stance_as_judged=answers["stance_as_judged"],
            concerns=[
                Worry(answers[f"concern_{row}_tag"], answers[f"concern_{row}_text"])
                for row in range(1, self.worries + 1)
                if answers[f"concern_{row}_tag"]
            ],
            promises=[_promise(answers, row) for row in range(1, MOST_PROMISES + 1) if answers[f"promise_{row}_what"]],
            sent_as=answers["sent_as"],
            **{name: answers[name] for name in as_they_are},
        )

    @staticmethod
    def initial_of(contact: Contact, *, by: User) -> dict[str, Any]:
        """The answers that a contact was written down with; its concerns and promises have lives of their own."""
        names = ["method", "reached", "outcome", "narrative", "response", "stance_as_they_said", "stance_as_judged"]
        if contact.made_by == by:
            made_by, who = ME, ""
        elif contact.made_by_whom:
            made_by, who = COLLEAGUE, contact.made_by.username if contact.made_by else contact.made_by_then
        else:
            made_by, who = NOT_RECORDED, ""
        return {name: getattr(contact, name) for name in [*names, "attendance", "openness", "started_by"]} | {
            "parties": [party.stakeholder_id for party in contact.parties.all()],
            "when": str(Occurred(contact.occurred_at, contact.precision, contact.occurred_as_typed)),
            "made_by": made_by,
            "made_by_who": who,
        }

    def _judge_who(self, answers: dict[str, Any]) -> None:
        new = {part: answers.get(f"new_{part}", "").strip() for part in ("name", "role", "body")}
        if any(new.values()):
            if not answers.get("new_kind"):
                self.add_error("new_kind", "Choose who the new person or body is")
            known = Stakeholder.objects.current().filter(**{f"{part}__iexact": said for part, said in new.items()})
            if known.exists():
                self.add_error("new_name", f"{known[0]} is in the directory already. Find and tick that entry")
        elif not answers.get("parties"):
            self.add_error("words", "Find and tick whom you spoke to, or add somebody new")

    def _judge_concerns(self, answers: dict[str, Any]) -> None:
        tags = [answers.get(f"concern_{row}_tag") for row in range(1, self.worries + 1)]
        for row, tag in enumerate(tags, 1):
            if answers.get(f"concern_{row}_text", "").strip() and not tag:
                self.add_error(f"concern_{row}_tag", f"Choose what concern {row} is about")
        had_some = self.corrects is not None and any(
            text.concerns.exists() for text in [self.corrects, *self.corrects.earlier]
        )
        outcome = answers.get("outcome")
        if (
            outcome == Contact.Outcome.CONCERNS
            and not any(tags)
            and not had_some
            and "concern_1_tag" not in self.errors
        ):
            self.add_error("concern_1_tag", "Choose what their concern is about")
        if outcome == Contact.Outcome.NO_CONCERNS and any(tags):
            self.add_error("outcome", "You wrote down a concern, so choose 'Spoke, concerns raised'")

    def _judge_keeper(self, answers: dict[str, Any], row: int) -> None:
        typed = answers.get(f"promise_{row}_keeper", "").strip()
        if not typed:
            return
        if not answers.get(f"promise_{row}_what") and not answers.get(f"promise_{row}_due"):
            self.add_error(f"promise_{row}_what", f"Say what you promised, or clear who keeps promise {row}")
        try:
            answers[f"promise_{row}_keeper"] = person_called(typed)
        except forms.ValidationError as wrong:
            self.add_error(f"promise_{row}_keeper", wrong)

    def _made_by(self, answers: dict[str, Any]) -> tuple[User | None, str]:
        """Who made the contact: an account where one is meant, otherwise the name as typed."""
        if answers["made_by"] == ME:
            return self.by, ""
        if answers["made_by"] == NOT_RECORDED:
            return None, ""
        typed = answers["made_by_who"].strip()
        people = User.objects.filter(is_active=True)
        found = list(people.filter(username__iexact=typed)) or [
            person for person in people.filter(name__iendswith=typed.split()[-1]) if typed in (str(person), person.name)
        ]
        return (found[0], "") if len(found) == 1 else (None, typed)

    def _newcomers(self, answers: dict[str, Any]) -> list[Newcomer]:
        new = {part: answers[f"new_{part}"].strip() for part in ("name", "role", "body")}
        return [Newcomer(kind=answers["new_kind"], **new)] if any(new.values()) else []


def _small(name: str) -> Any:
    return Field.radios(name, legend_size=Size.SMALL, small=True)


def _promise(answers: dict[str, Any], row: int) -> Promise:
    due = answers[f"promise_{row}_due"]
    return Promise(
        what=answers[f"promise_{row}_what"],
        due_at=due.at if due else None,
        due_as_typed=due.as_typed if due else "",
        owner=answers[f"promise_{row}_keeper"] or None,
    )


def _rows_wanted(posted: Any) -> int:
    """As many rows of concerns as were sent, and more where they were asked for."""
    if not posted:
        return FEWEST_CONCERNS
    sent = sum(f"concern_{row}_tag" in posted for row in range(1, MOST_CONCERNS + 1))
    wanted = max(sent, FEWEST_CONCERNS) + (2 if "more" in posted else 0)
    return min(wanted, MOST_CONCERNS)
