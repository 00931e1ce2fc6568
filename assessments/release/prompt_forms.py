"""What a marker is asked about that which the marks missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from assessments.documents.content import Content
from assessments.release.marked_text import place_label
from assessments.release.occurrences import CONTEXT
from assessments.release.prompting import Prompt, PromptGroup, RowPrompt
from cia.ui.forms import GovukForm, ReasonField

MARK = "mark"


@dataclass(frozen=True)
class ShownPrompt:
    """A mention with what is around it."""

    prompt: Prompt
    place: str
    before: str
    after: str

    @property
    def key(self) -> str:
        return self.prompt.key


@dataclass(frozen=True)
class ShownGroup:
    """One hidden thing, with the mentions of it that are undecided and those that are kept."""

    group: PromptGroup
    undecided: tuple[ShownPrompt, ...]
    kept: tuple[ShownPrompt, ...]


def shown_groups(content: Content, groups: Sequence[PromptGroup]) -> list[ShownGroup]:
    return [
        ShownGroup(
            group=group,
            undecided=tuple(_shown(content, prompt) for prompt in group.undecided),
            kept=tuple(_shown(content, prompt) for prompt in group.kept),
        )
        for group in groups
    ]


def _shown(content: Content, prompt: Prompt) -> ShownPrompt:
    place = prompt.mention.place
    text = content.fields()[place.path].plain_text
    return ShownPrompt(
        prompt=prompt,
        place=place_label(content, place.path),
        before=("…" if place.start > CONTEXT else "") + text[max(place.start - CONTEXT, 0) : place.start],
        after=text[place.end : place.end + CONTEXT] + ("…" if place.end + CONTEXT < len(text) else ""),
    )


class MissedForm(GovukForm):
    """Which mentions, and what becomes of them: marked like the first, or kept for one reason."""

    submit_text = "Mark these like the first"
    other_buttons = {"keep": "Keep these, for the reason given"}

    mentions = forms.MultipleChoiceField(
        label="Mentions", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Tick at least one mention"}
    )
    reason = ReasonField(
        label="Why they are kept",
        help_text="Needed only to keep them. One reason for all that are ticked; for the force alone.",
        rows=3,
        required=False,
    )

    def __init__(self, *args: Any, groups: Sequence[ShownGroup], **kwargs: Any) -> None:
        self.groups = groups
        super().__init__(*args, **kwargs)
        mentions = self.fields["mentions"]
        assert isinstance(mentions, forms.MultipleChoiceField)  # noqa: S101
        mentions.choices = [(each.key, each.place) for group in groups for each in group.undecided]

    def get_layout(self) -> list[Any]:
        return [_Groups(), "reason"]

    @property
    def keeps(self) -> bool:
        return "keep" in self.data

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if self.keeps and "reason" not in self.errors and not answers.get("reason"):
            self.add_error("reason", "Say why these words are kept")
        return answers


class BesideForm(GovukForm):
    """Which rows were read, and why what stands beside their marks may stay."""

    submit_text = "These may stay as they are"

    rows = forms.MultipleChoiceField(
        label="Rows", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Tick at least one row"}
    )
    reason = ReasonField(
        label="Why they may stay", rows=3, error_messages={"required": "Say why what stands beside the marks may stay"}
    )

    def __init__(self, *args: Any, undecided: Sequence[RowPrompt], **kwargs: Any) -> None:
        self.undecided = undecided
        super().__init__(*args, **kwargs)
        rows = self.fields["rows"]
        assert isinstance(rows, forms.MultipleChoiceField)  # noqa: S101
        rows.choices = [(each.advisory.path, each.advisory.place) for each in undecided]
        rows.initial = [each.advisory.path for each in undecided]

    def get_layout(self) -> list[Any]:
        return [_Rows(), "reason"]


class _Groups:
    """Each hidden thing with a box to tick for every mention of it."""

    def render(self, form: MissedForm, context: Any, template_pack: str = "gds", **kwargs: Any) -> SafeString:
        ticked = form["mentions"].value() or []
        return render_to_string("release/parts/missed_groups.html", {"form": form, "ticked": ticked})


class _Rows:
    def render(self, form: BesideForm, context: Any, template_pack: str = "gds", **kwargs: Any) -> SafeString:
        return render_to_string("release/parts/rows_beside.html", {"form": form, "ticked": form["rows"].value() or []})
