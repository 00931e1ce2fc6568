"""The base of the pages that write one part of a version, and what they say when somebody else saved it meanwhile."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from assessments import permissions
from assessments.actions.drafting import Part
from assessments.forms.part import PartForm
from assessments.models import Revision
from assessments.parts import part_of_path
from assessments.views.page import BelowVersion
from assessments.views.points import points_on
from assessments.views.sensitive import flags_on
from cia.accounts.models import User
from cia.authorisation import Conflict, Denied
from cia.ui.pages import FormPage

_ALSO_MINE = "You saved this part in another window since you opened this one. Compare the two texts, then save again."


@dataclass(frozen=True)
class Answer:
    """One answer of a part, in words."""

    label: str
    text: str


@dataclass(frozen=True)
class Meanwhile:
    """What somebody saved while this person was writing: who, when, and each answer that differs."""

    by: User
    at: datetime
    is_mine: bool
    answers: tuple[Answer, ...]


class PartPage(BelowVersion, FormPage):
    """Writes one part. Nothing is saved over a revision that this person has not seen."""

    template_name = "assessments/part.html"
    form_class: type[PartForm]
    autosaves = False

    @property
    @abstractmethod
    def name(self) -> str:
        """The part's name in the trail and in its revisions: "cover", "section.purpose"."""

    @abstractmethod
    def get_part(self) -> Part:
        """The part as it is saved now."""

    @abstractmethod
    def save(self, answers: dict[str, Any], *, revision: int) -> None:
        """Hand the answers to the action."""

    def save_as_typed(self, answers: dict[str, Any], *, revision: int) -> None:
        """Hand the answers of a page that saves by itself to the action."""
        raise NotImplementedError

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_edit(self.user, self.version, at=self.at)
        return super().get(*args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return self.initial_of(self.get_part())

    def initial_of(self, part: Part) -> dict[str, Any]:
        """The part as the form shows it."""
        return {name: getattr(part, name) for name in ("revision", *self.form_class.base_fields) if hasattr(part, name)}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.saves_by_itself = self.autosaves  # type: ignore[attr-defined]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        points = points_on(self.version, part_of_path(self.name), may_answer=True)
        return super().get_context_data(**kwargs) | {"points": points} | flags_on(self.assessment, self.name)

    @property
    def is_autosave(self) -> bool:
        """Whether the page sends what was typed so far, by itself. The answer is for a script, not for a reader."""
        return self.autosaves and self.request.headers.get("X-Autosave") == "1"

    def form_invalid(self, form: Any) -> HttpResponse:
        return JsonResponse({}, status=422) if self.is_autosave else super().form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponse:
        revision = form.cleaned_data["revision"]
        if self.is_autosave:
            if not self._is_saved_already(form, revision):
                self.save_as_typed(form.answers, revision=revision)
            return JsonResponse({"revision": self.get_part().revision})
        if self._is_saved_already(form, revision):
            return self._saved()
        self.save(form.answers, revision=revision)
        return self._saved()

    def form_denied(self, form: forms.Form, denied: Denied) -> HttpResponse:
        """Somebody saved first: show theirs, keep what was typed here, and let it be saved over what was seen."""
        if self.is_autosave:
            return JsonResponse({}, status=409 if isinstance(denied, Conflict) else 403)
        if not isinstance(denied, Conflict):
            return super().form_denied(form, denied)
        part = self.get_part()
        if not part.revision:  # nobody has saved it: the page posted a revision that never was
            return super().form_denied(form, denied)
        meanwhile = self._meanwhile(part, form)
        posted = self.request.POST.copy()
        posted["revision"] = str(part.revision)
        theirs = "your other text" if meanwhile.is_mine else "theirs"
        again = self.form_class(
            **self.get_form_kwargs() | {"data": posted, "submit_text": f"Save this text in place of {theirs}"}
        )
        again.add_error(None, _ALSO_MINE if meanwhile.is_mine else denied.reason)
        return self.render_to_response(self.get_context_data(form=again, meanwhile=meanwhile), status=409)

    def _saved(self) -> HttpResponse:
        messages.success(self.request, f"{self.get_heading()}: saved")
        return redirect(self.version)

    def _is_saved_already(self, form: PartForm, revision: int) -> bool:
        """Whether these very answers were saved over this revision already: the button was pressed twice."""
        part = self.get_part()
        return part.revision == revision + 1 and all(
            getattr(part, name) == answer for name, answer in form.answers.items()
        )

    def _meanwhile(self, part: Part, form: forms.Form) -> Meanwhile:
        latest = (
            Revision.objects.filter(version=self.version, part=self.name, revision=part.revision)
            .select_related("saved_by")
            .get()
        )
        theirs = self.initial_of(part)
        differing = (
            Answer(str(form[name].label), in_words(form.fields[name], theirs.get(name)))
            for name in form.fields
            if name != "revision" and _as_answered(theirs.get(name)) != _as_answered(form.cleaned_data.get(name))
        )
        return Meanwhile(
            by=latest.saved_by,
            at=latest.saved_at,
            is_mine=latest.saved_by == self.user,
            answers=tuple(differing),
        )


def in_words(field: forms.Field, answer: Any) -> str:
    """An answer as its page shows it."""
    if answer in (None, ""):
        return ""
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return next((str(label) for value, label in choices if str(value) == str(answer)), str(answer))
    return str(field.prepare_value(answer))


def _as_answered(answer: Any) -> Any:
    return "" if answer is None else answer
