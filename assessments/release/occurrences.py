"""Stretches chosen on a page, and every place in a frozen document where the same words stand. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from assessments.documents.content import Content, Field
from assessments.release.marked_text import StandingMark, field_name
from assessments.release.redacting import NotThere
from cia.canonical import canonical

# Enough on each side to tell what is meant, and little enough to look through twenty of them.
CONTEXT = 60


@dataclass(frozen=True)
class Stretch:
    """Some words of one field: code points of its plain text, and what they were seen to be."""

    path: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Occurrence:
    """One place where words stand, with what is around them. ``why_not`` says why they cannot be marked there."""

    stretch: Stretch
    place: str
    before: str
    after: str
    is_within_word: bool
    why_not: str = ""

    @property
    def key(self) -> str:
        return f"{self.stretch.path}@{self.stretch.start}-{self.stretch.end}"


def check_stands(content: Content, stretch: Stretch) -> None:
    """Raise NotThere unless exactly these words stand at exactly this place. Nothing is clipped or looked for."""
    field = content.fields().get(stretch.path)
    if field is None:
        raise NotThere("The field that you chose words in is not in this document. Choose the words again.")
    if field.level is not None:
        raise NotThere(f"{field.label} can only be withheld as a whole.")
    text = field.plain_text
    if not 0 <= stretch.start < stretch.end <= len(text) or text[stretch.start : stretch.end] != stretch.quote:
        raise NotThere(f"The words you chose do not stand at that place in {field.label}. Choose them again.")


def occurrences(content: Content, words: str, marks: Iterable[StandingMark]) -> tuple[Occurrence, ...]:
    """Every place in reading order where the words stand, whatever their case and the white space between them."""
    marks, pattern = tuple(marks), _pattern(words)
    if pattern is None:
        return ()
    return tuple(
        _occurrence(field, field_name(section.heading, field.label, row.heading), row.path, found, marks)
        for section in content.sections
        for row in section.rows
        for field in row.fields
        for found in pattern.finditer(field.plain_text)
    )


def _pattern(words: str) -> regex.Pattern[str] | None:
    parts = canonical(words).split()
    if not parts:
        return None
    return regex.compile(r"\s+".join(regex.escape(part) for part in parts), regex.IGNORECASE | regex.FULLCASE)


def _occurrence(
    field: Field, place: str, row: str, found: regex.Match[str], marks: Sequence[StandingMark]
) -> Occurrence:
    text, start, end = field.plain_text, found.start(), found.end()
    return Occurrence(
        stretch=Stretch(field.path, start, end, text[start:end]),
        place=place,
        before=("…" if start > CONTEXT else "") + text[max(start - CONTEXT, 0) : start],
        after=text[end : end + CONTEXT] + ("…" if end + CONTEXT < len(text) else ""),
        is_within_word=_joins(text, start) or _joins(text, end),
        why_not=_why_not(field, row, start, end, marks),
    )


def _joins(text: str, place: int) -> bool:
    """Whether a word goes on across this place."""
    return bool(regex.match(r"\w\w", text[place - 1 : place + 1])) if 0 < place < len(text) else False


def _why_not(field: Field, row: str, start: int, end: int, marks: Sequence[StandingMark]) -> str:
    if field.level is not None:
        return "A level can only be withheld as a whole."
    for mark in marks:
        if mark.path == (row if mark.whole == "row" else field.path) and (
            mark.whole or ((mark.start or 0) <= start and end <= (mark.end or 0))
        ):
            return f"Withheld already: {mark.label}"
    return ""
