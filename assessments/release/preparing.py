"""From the rows of a release copy to the one document that may go on to a renderer."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessments.documents import snapshot as snapshots
from assessments.documents.content import Content
from assessments.release.models import Exemption, MarkGround, ReleaseCopy
from assessments.release.prompting import marked_passages, prompt_groups, undecided
from assessments.release.redacting import MarkedPassage, PublicDocument, redact
from assessments.release.residual import hidden_texts, swapped
from cia.accounts.models import force_setting
from cia.authorisation import Denied

SWAPS = 20


class DependsOnHidden(Denied):
    """Redaction itself is at fault, and no mark of anybody's mends it."""


@dataclass(frozen=True)
class Prepared:
    """A document that passed every check that needs the hidden words, and those words for the search afterwards.

    ``from_swapped`` is the same document redacted from other words in every hidden place.
    """

    document: PublicDocument
    from_swapped: PublicDocument
    hidden: tuple[str, ...]
    marks_revision: int


def meanings_of(release: ReleaseCopy, *, on: date) -> dict[str, str]:
    """What each section that a mark may cite means on a day.

    One that two conditions share means the conditions that are used in this release.
    """
    marks = release.standing_marks()
    used = set(MarkGround.objects.filter(mark__in=marks).values_list("exemption__code", flat=True))
    every: dict[str, list[Exemption]] = {}
    for exemption in Exemption.objects.in_force(on=on):
        every.setdefault(exemption.cited, []).append(exemption)
    return {
        cited: " Or: ".join(each.meaning for each in sharing if each.code in used) or sharing[0].meaning
        for cited, sharing in every.items()
    }


def prepare(release: ReleaseCopy, *, on: date) -> Prepared:
    """Redact a release copy as its marks stand, with what the force has decided by that day.

    Raises Denied where a mention of hidden words is neither marked nor kept with a reason, and DependsOnHidden where
    anything public depends on what is hidden.
    """
    content = snapshots.content_of(release.snapshot)
    marks = marked_passages(release)
    meanings = meanings_of(release, on=on)
    complaints, marking = force_setting("complaints", on=on), force_setting("release_marking", on=on)

    def redacted(content: Content, marks: Sequence[MarkedPassage]) -> PublicDocument:
        try:
            return redact(
                content, marks, number=release.number, complaints=complaints, meanings=meanings, marking=marking
            )
        except ValueError as error:
            raise Denied(str(error)) from error

    document = redacted(content, marks)
    if sentences := undecided(prompt_groups(release, content=content, marks=marks)):
        raise Denied(*sentences)
    chance = random.SystemRandom()
    from_others = [redacted(*swapped(content, marks, chance)) for _ in range(SWAPS)]
    if any(other != document for other in from_others):
        raise DependsOnHidden("Something in the public copy depends on the words withheld, so it cannot be released.")
    return Prepared(
        document=document,
        from_swapped=from_others[-1],
        hidden=hidden_texts(content, marks),
        marks_revision=release.marks_revision,
    )
