"""What the marks on a release missed, and what was decided about each mention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from assessments.documents import snapshot as snapshots
from assessments.documents.content import Content
from assessments.release.beside_marks import Advisory, advisories
from assessments.release.missed import Mention, Missed, missed
from assessments.release.models import PromptDecision, ReleaseCopy
from assessments.release.redacting import MarkedPassage
from assessments.release.residual import place_of

Whole = Literal["", "field", "row"]


@dataclass(frozen=True)
class Prompt:
    """A mention, and the decision to keep it where there is one."""

    mention: Mention
    kept: PromptDecision | None

    @property
    def key(self) -> str:
        return self.mention.key


@dataclass(frozen=True)
class PromptGroup:
    """Every mention of one hidden thing. ``words`` are the hidden ones, for the FOI officer's eyes alone."""

    words: str
    place: str
    prompts: tuple[Prompt, ...]

    @property
    def undecided(self) -> tuple[Prompt, ...]:
        return tuple(prompt for prompt in self.prompts if prompt.kept is None)

    @property
    def kept(self) -> tuple[Prompt, ...]:
        return tuple(prompt for prompt in self.prompts if prompt.kept is not None)


@dataclass(frozen=True)
class RowPrompt:
    """A row with a mark in which something may still tell who or what is meant, and the decision on it."""

    advisory: Advisory
    read: PromptDecision | None


def marked_passages(release: ReleaseCopy) -> list[MarkedPassage]:
    """The marks that stand on a release copy, as redaction takes them."""
    return [
        MarkedPassage(
            path=mark.path,
            start=mark.start,
            end=mark.end,
            whole=cast(Whole, mark.whole),
            codes=mark.codes(),
            role=mark.role,
        )
        for mark in release.standing_marks()
    ]


def prompt_groups(
    release: ReleaseCopy, *, content: Content | None = None, marks: Sequence[MarkedPassage] | None = None
) -> tuple[PromptGroup, ...]:
    """Every mention that the marks missed as they stand now, grouped by hidden thing, decided or not."""
    content = content or snapshots.content_of(release.snapshot)
    marks = marked_passages(release) if marks is None else marks
    if not marks:
        return ()
    kept = _kept(release.prompt_decisions.exclude(kind=PromptDecision.Kind.ROW_READ).select_related("decided_by"))
    return tuple(
        PromptGroup(
            words=group.words,
            place=place_of(content, group.places[0].path),
            prompts=tuple(Prompt(mention, _decision_on(mention, group, kept)) for mention in group.mentions),
        )
        for group in missed(content, marks)
    )


def sentence_on(group: PromptGroup) -> str:
    """That something of a group is undecided, and how to mend it; quotes nothing."""
    number = len(group.undecided)
    found = "1 other mention" if number == 1 else f"{number} other mentions"
    are = "is" if number == 1 else "are"
    return (
        f"{found} of the words withheld in {group.place} {are} undecided: "
        "mark each too, or keep it with a reason, under What was missed."
    )


def undecided(groups: Iterable[PromptGroup]) -> list[str]:
    """A sentence for each hidden thing of which some mention is neither marked nor kept."""
    return list(dict.fromkeys(sentence_on(group) for group in groups if group.undecided))


def row_prompts(
    release: ReleaseCopy, *, content: Content | None = None, marks: Sequence[MarkedPassage] | None = None
) -> tuple[RowPrompt, ...]:
    """One for each row with a mark beside which a pronoun, a role or a time may still tell."""
    content = content or snapshots.content_of(release.snapshot)
    marks = marked_passages(release) if marks is None else marks
    decisions = release.prompt_decisions.filter(kind=PromptDecision.Kind.ROW_READ).select_related("decided_by")
    read = {decision.path: decision for decision in decisions}
    return tuple(RowPrompt(each, read.get(each.path)) for each in advisories(content, marks))


_Stretch = tuple[str, int | None, int | None]


def _kept(decisions: Iterable[PromptDecision]) -> dict[_Stretch, list[PromptDecision]]:
    """Decisions by the place of the mention, the latest last."""
    found: dict[_Stretch, list[PromptDecision]] = {}
    for decision in decisions:
        found.setdefault((decision.path, decision.start, decision.end), []).append(decision)
    return found


def _decision_on(mention: Mention, group: Missed, kept: dict[_Stretch, list[PromptDecision]]) -> PromptDecision | None:
    """The decision to keep exactly this mention of words that are still hidden where they were when it was made."""
    places = {(place.path, place.start, place.end) for place in group.places}
    here = kept.get((mention.place.path, mention.place.start, mention.place.end), [])
    about = [each for each in here if (each.echoes_path, each.echoes_start, each.echoes_end) in places]
    return about[-1] if about and about[-1].kind == PromptDecision.Kind.KEPT else None
