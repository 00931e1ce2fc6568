"""The publications of the same record that the world may hold, and what they tell together with a new one."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from assessments.documents.snapshot import content_of
from assessments.models import Assessment
from assessments.release.differencing import Frozen, ShownBefore, shown_before
from assessments.release.models import Candidate, Publication, ReleaseCopy
from assessments.release.prompting import marked_passages
from assessments.release.redacting import PublicDocument


@dataclass(frozen=True)
class Together:
    """One earlier publication, taken down or not, and what of it the new one withholds."""

    publication: Publication
    passages: tuple[ShownBefore, ...]


def one_publication_at_a_time(release: ReleaseCopy) -> None:
    """Wait until nobody else publishes anything of the same record, so that what is told together is all there is."""
    Assessment.objects.select_for_update().get(pk=release.snapshot.version.assessment_id)


def together_with(candidate: Candidate) -> list[Together]:
    """What each earlier publication of the record shows that this file withholds, the earliest first."""
    later = _frozen(candidate)
    assessment = candidate.release.snapshot.version.assessment_id
    publications = (
        Publication.objects.filter(approval__candidate__release__snapshot__version__assessment=assessment)
        .exclude(approval__candidate__release=candidate.release_id)
        .select_related("approval__candidate__release__snapshot")
        .defer("approval__candidate__pdf", "approval__candidate__html")
        .order_by("published_at", "pk")
    )
    return [
        Together(publication, tuple(shown_before(later, _frozen(publication.candidate))))
        for publication in publications
    ]


def key_of(found: list[Together]) -> str:
    """What a page showed, so that an acceptance is of exactly that. Holds no word of it."""
    return ",".join(f"{each.publication.number}:{len(each.passages)}" for each in found if each.passages)


def _frozen(candidate: Candidate) -> Frozen:
    return Frozen(
        content=content_of(candidate.release.snapshot),
        marks=tuple(marked_passages(candidate.release)),
        public=msgspec.convert(candidate.public, PublicDocument),
    )
