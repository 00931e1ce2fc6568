"""From the rows of a release copy to the one document that may go on to a renderer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessments.documents import snapshot as snapshots
from assessments.release.models import Exemption, ReleaseCopy
from assessments.release.redacting import MarkedPassage, PublicDocument
from cia.accounts.models import force_setting
from cia.authorisation import Denied

SWAPS = 20


@dataclass(frozen=True)
class Prepared:
    """A document that passed every check that needs the hidden words, and those words for the search afterwards."""

    document: PublicDocument
    hidden: tuple[str, ...]
    marks_revision: int


def marked_passages(release: ReleaseCopy) -> list[MarkedPassage]:
    """The marks that stand on a release copy, as redaction takes them."""
    return [
        MarkedPassage(path=mark.path, start=mark.start, end=mark.end, whole=mark.whole, codes=mark.codes())
        for mark in release.standing_marks()
    ]
