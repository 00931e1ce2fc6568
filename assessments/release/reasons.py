"""The reasons of a release: what each exemption in use needs, what is written, which marks it serves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assessments.release.echoing import has_hidden_words
from assessments.release.models import Exemption, Mark, Reasoning, RefusalGround, ReleaseCopy, SavedReason
from assessments.release.reasoning import (
    Answers,
    Part,
    in_words,
    is_told,
    missing,
    paragraphs,
    parts_needed,
    wrong_with,
)
from assessments.release.wording import cited_beside
from cia import clock
from cia.authorisation import Denied
from cia.canonical import canonical

_INVESTIGATIONS = "s.30"

Said = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reasons:
    """One exemption with the reasons of one number, and the marks of a release that rest on them.

    Where a request is refused in full there are no marks.
    """

    exemption: Exemption
    number: int
    parts: tuple[Part, ...]
    written: Reasoning | RefusalGround | None
    marks: tuple[Mark, ...]

    @property
    def answers(self) -> Answers:
        return dict(self.written.answers) if self.written else {}

    @property
    def seen(self) -> int:
        """Which writing of it this is: sent back with a change, so that nobody writes over another's."""
        return self.written.pk if self.written else 0

    @property
    def missing(self) -> tuple[Part, ...]:
        return missing(self.parts, self.answers)

    @property
    def said(self) -> Said:
        """Every question with its answer, as the force reads it."""
        return tuple((part.ask, in_words(part, self.answers.get(part.name, ""))) for part in self.parts)

    @property
    def paragraphs(self) -> tuple[tuple[str, str], ...]:
        return paragraphs(self.parts, self.answers)

    @property
    def name(self) -> str:
        return f"{self.exemption}, reasons {self.number}" if self.number > 1 else str(self.exemption)


@dataclass(frozen=True)
class NoticeReason:
    """What a notice says of one exemption: texts that go to whoever asked, and what is not written yet."""

    code: str
    number: int
    cited: str
    provision: str
    label: str
    meaning: str
    is_qualified: bool
    is_by_kind: bool
    paragraphs: tuple[tuple[str, str], ...]
    to_write: tuple[Part, ...]


def reasons_of(release: ReleaseCopy, *, on: date) -> list[Reasons]:
    """Every exemption that a standing mark rests on, in the order in which they are offered."""
    written = release.reasonings.standing()
    in_force = {exemption.code: exemption for exemption in Exemption.objects.in_force(on=on)}
    serving: dict[tuple[str, int], list[Mark]] = {}
    exemptions: dict[str, Exemption] = {}
    alternatives: set[tuple[str, int]] = set()
    for mark in release.standing_marks().prefetch_related("grounds__exemption").order_by("pk"):
        grounds = mark.grounds.all()
        beside_investigations = any(ground.exemption.cited.startswith(_INVESTIGATIONS) for ground in grounds)
        for ground in grounds:
            key = (ground.exemption.code, ground.reasoning)
            exemptions[ground.exemption.code] = in_force.get(ground.exemption.code, ground.exemption)
            serving.setdefault(key, []).append(mark)
            if beside_investigations and ground.exemption.cited.startswith("s.31"):
                alternatives.add(key)
    return [
        Reasons(
            exemption=exemptions[code],
            number=number,
            parts=parts_of(exemptions[code], is_alternative=(code, number) in alternatives),
            written=written.get((code, number)),
            marks=tuple(serving[code, number]),
        )
        for code, number in sorted(serving, key=lambda key: (exemptions[key[0]].order, key[1]))
    ]


def said_of_marks(release: ReleaseCopy, *, on: date) -> dict[int, tuple[tuple[str, Said], ...]]:
    """What is written for each standing mark, by its number: the name of each exemption, and its answers."""
    found: dict[int, tuple[tuple[str, Said], ...]] = {}
    for each in reasons_of(release, on=on):
        for mark in each.marks:
            found[mark.pk] = (*found.get(mark.pk, ()), (each.name, each.said))
    return found


def parts_of(exemption: Exemption, *, is_alternative: bool = False) -> tuple[Part, ...]:
    """What must be written for an exemption."""
    return parts_needed(
        test=exemption.test,
        basis=exemption.basis,
        own_test=exemption.own_test,
        is_alternative=is_alternative,
        is_told_apart=not cited_beside([exemption.cited]),
    )


def checked(exemption: Exemption, answers: Mapping[str, str]) -> dict[str, str]:
    """What was answered of an exemption, in canonical form. Raises Denied for an answer that cannot be."""
    parts = {part.name: part for part in parts_of(exemption, is_alternative=True)}
    if unknown := sorted(set(answers) - set(parts)):
        raise Denied(f"{exemption.cited} does not ask for “{unknown[0]}”.")
    said = {name: canonical(text).strip() for name, text in answers.items() if text.strip()}
    if wrong := [
        sentence for name, text in said.items() if (sentence := wrong_with(parts[name], text, on=clock.today()))
    ]:
        raise Denied(*wrong)
    return said


def reasons_for_notice(every: Iterable[Reasons]) -> list[NoticeReason]:
    """What a notice of refusal says of each exemption used, in the order in which they are offered.

    Section 23 and section 24 stand side by side, as the marks have them; a neutral mark adds nothing.
    """
    return [
        NoticeReason(
            code=each.exemption.code,
            number=each.number,
            cited=each.exemption.cited,
            provision=each.exemption.provision,
            label=each.exemption.label,
            meaning=each.exemption.meaning,
            is_qualified=each.exemption.needs_public_interest,
            is_by_kind=each.exemption.applies_by_kind,
            paragraphs=each.paragraphs,
            to_write=tuple(part for part in each.missing if is_told(part)),
        )
        for each in every
    ]


def hidden_words_in(release: ReleaseCopy, reasons: Sequence[Reasons]) -> list[Reasons]:
    """Those whose texts have words that are withheld: they go to whoever asked, so they may hold none."""
    return [each for each in reasons if has_hidden_words("\n".join(text for _, text in each.paragraphs), release)]


def saved_for(release: ReleaseCopy, *, on: date) -> list[tuple[SavedReason, Exemption]]:
    """The saved reasons that can be used in a release, each with its exemption."""
    in_force = {exemption.code: exemption for exemption in Exemption.objects.in_force(on=on)}
    saved = SavedReason.objects.for_release(release)
    return [(each, in_force[each.code]) for each in saved if each.code in in_force]
