"""How much of a document is withheld, for the force alone: a share in a public file would tell lengths. Pure.

Shares are of characters and in tenths, so that no length can be worked out from them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.documents.content import Content, Field
from assessments.release.marked_text import field_name
from assessments.release.redacting import MarkedPassage, Withheld, put_in_place

# A name is withheld whole as a matter of course; a text of this many characters is not.
_TEXT = 80


@dataclass(frozen=True)
class Extent:
    """What is withheld of each section that has marks, of the whole, and what is too much to pass unasked."""

    share: str
    sections: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


def extent_of(content: Content, marks: Iterable[MarkedPassage]) -> Extent:
    """How much the marks withhold, section by section in the order of the document."""
    withheld = put_in_place(content, marks)
    sections: list[tuple[str, str]] = []
    warnings: list[str] = []
    hidden_of_all = all_of_all = 0
    for section in content.sections:
        hidden_here = all_here = 0
        for row in section.rows:
            for field in row.fields:
                whole = len(field.plain_text)
                hidden = _hidden(field, row.path, withheld)
                hidden_here, all_here = hidden_here + hidden, all_here + whole
                if whole >= _TEXT and 2 * hidden > whole and row.path not in withheld.left_out:
                    name = field_name(section.heading, field.label, row.heading)
                    warnings.append(f"Most of {name} is withheld. Look whether all of that is exempt.")
        if hidden_here:
            sections.append((section.heading, share(hidden_here, all_here)))
        hidden_of_all, all_of_all = hidden_of_all + hidden_here, all_of_all + all_here
    if 2 * hidden_of_all > all_of_all:
        warnings.insert(0, "Most of the document is withheld. Look whether anybody can still follow what is left.")
    return Extent(share(hidden_of_all, all_of_all), tuple(sections), tuple(warnings))


def share(hidden: int, whole: int) -> str:
    """A share in words: nothing, tenths, or all of it."""
    if not hidden:
        return "nothing"
    if hidden == whole:
        return "all of it"
    tenths = (20 * hidden + whole) // (2 * whole)
    if tenths == 0:
        return "less than a twentieth"
    return "nearly all of it" if tenths == 10 else f"about {tenths} tenth{'' if tenths == 1 else 's'}"


def _hidden(field: Field, row: str, withheld: Withheld) -> int:
    if row in withheld.rows or row in withheld.left_out or field.path in withheld.fields:
        return len(field.plain_text)
    return sum(stretch.end - stretch.start for stretch in withheld.passages.get(field.path, ()))
