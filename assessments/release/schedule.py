"""What is withheld from a public document, section by section, from what the public can see alone. Pure."""

from __future__ import annotations

from collections import Counter

import msgspec

from assessments.release.redacting import PublicDocument, public_marks


class ScheduleRow(msgspec.Struct, frozen=True):
    """How many marks of one kind stand in one section, and what their exemptions mean."""

    section: str
    words: str
    meaning: str
    marks: int

    @property
    def cited(self) -> str:
        """The exemptions alone, as people name them; a neutral mark cites none."""
        return self.words.removeprefix("[Redacted").removesuffix("]").removeprefix(": ") or "No exemption named"


def schedule(document: PublicDocument) -> tuple[ScheduleRow, ...]:
    """A line for each section of the document and each mark's words in it, in the order of both the document and its
    key."""
    rows: list[ScheduleRow] = []
    for section in document.sections:
        counts = Counter(mark.words for mark in public_marks([section]))
        rows.extend(
            ScheduleRow(section.heading, entry.words, entry.meaning, counts[entry.words])
            for entry in document.key
            if counts[entry.words]
        )
    return tuple(rows)
