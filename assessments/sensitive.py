"""What the people who work on a file said must not be published, found in one document of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from assessments.documents.content import Content, Row
from assessments.models import SensitiveFlag, Version
from cia.accounts.models import User
from cia.canonical import canonical


@dataclass(frozen=True)
class Sensitive:
    """One flag in one place. ``path`` is a field's with the flagged words, or a row's where there are no words."""

    path: str
    words: str
    because: str
    by: User
    at: datetime


def sensitive_flags(version: Version, content: Content) -> list[Sensitive]:
    """Every flag that stands on the file of a version, at each place where this document has it, in reading order.

    Words that were rewritten since, and rows that were taken out, are nowhere in it and so not here.
    """
    return [
        Sensitive(path, flag.words, flag.because, flag.flagged_by, flag.flagged_at)
        for row, flags in flagged_rows(version, content)
        for flag in flags
        for path in (_paths_of(row, flag.words) if flag.words else [row.path])
    ]


def flagged_rows(version: Version, content: Content) -> list[tuple[Row, list[SensitiveFlag]]]:
    """The rows of a document on which flags stand, each with its flags."""
    flags = list(version.assessment.sensitive_flags.standing().select_related("flagged_by"))
    found = [(row, [flag for flag in flags if flag.part == part_of(row)]) for row in content.rows().values()]
    return [(row, standing) for row, standing in found if standing]


def part_of(row: Row) -> str:
    """What a row of the document is called among the parts of its file."""
    return row.path.removeprefix("row.")


def has_words(row: Row, words: str) -> bool:
    """Whether the words stand in a row, letter for letter, and not as a part of longer words."""
    return any(_paths_of(row, canonical(words)))


def has_letters(row: Row, words: str) -> bool:
    """The same where they may be a part of longer words."""
    return any(canonical(words) in field.plain_text for field in row.fields)


def stretches(text: str, words: str) -> list[tuple[int, int]]:
    """Where words stand in a text as whole words."""
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def _paths_of(row: Row, words: str) -> Iterator[str]:
    return (field.path for field in row.fields if stretches(field.plain_text, words))
