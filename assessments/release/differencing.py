"""What two publications of one record tell together: words withheld in the later that the earlier shows. Pure.

What the later shows and the earlier withheld needs no question: the world then knows what the later says. The other
way about, a mark of the later hides nothing from who holds both. Nor does it hide the label or the exemption that the
earlier printed beside a mark in the same place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

import regex

from assessments.documents.content import Content, Field
from assessments.release.marked_text import field_name
from assessments.release.redacting import (
    MarkedPassage,
    PublicDocument,
    PublicField,
    PublicRun,
    Withheld,
    put_in_place,
)
from assessments.release.residual import hidden_texts

_LEAST_LETTERS = 3
_GAP = "\n\n"  # no passage crosses a mark


@dataclass(frozen=True)
class Frozen:
    """A copy as it was redacted: its text, its marks, and what came of them."""

    content: Content
    marks: tuple[MarkedPassage, ...]
    public: PublicDocument


@dataclass(frozen=True)
class ShownBefore:
    """Words that the later copy withholds and the earlier one shows. Never to be logged, stored or told."""

    place: str
    words: str


def shown_before(later: Frozen, earlier: Frozen) -> list[ShownBefore]:
    """Each passage in reading order: first where the same field shows it, then where it stands anywhere else."""
    found = list(_in_the_same_fields(later, earlier))
    seen = {each.words for each in found}
    public = [(place, _plain(_typed(field))) for place, field in _public_fields(earlier.public)]
    for text in dict.fromkeys(hidden_texts(later.content, later.marks)):
        words = _plain(text)
        if text in seen or len(regex.findall(r"\w", words)) < _LEAST_LETTERS:
            continue
        whole_words = regex.compile(rf"(?<!\w){regex.escape(words)}(?!\w)")
        found.extend(ShownBefore(place, text) for place, shown in public if whole_words.search(shown))
    return list(dict.fromkeys(found))


def _in_the_same_fields(later: Frozen, earlier: Frozen) -> Iterator[ShownBefore]:
    now, before = put_in_place(later.content, later.marks), put_in_place(earlier.content, earlier.marks)
    fields, row_of = earlier.content.fields(), earlier.content.row_of()
    for section in later.content.sections:
        for row in section.rows:
            for field in row.fields:
                was = fields.get(field.path)
                hidden = _hidden(field, row.path, now)
                if was is None or not hidden:
                    continue
                place = field_name(section.heading, field.label, row.heading)
                for words in _shown(field, hidden, was, _hidden(was, row_of[was.path], before)):
                    yield ShownBefore(place, words)
                beside = _beside(field, row.path, now), _beside(was, row_of[was.path], before)
                for said in _said_before(field.plain_text, was.plain_text, *beside):
                    yield ShownBefore(f"{place}, beside the mark", said)


def _shown(now: Field, hidden_now: set[int], was: Field, hidden_before: set[int]) -> Iterator[str]:
    """The stretches of the same words of a field that are withheld now and were not withheld before."""
    told = {
        place
        for place, place_before in _same_places(now.plain_text, was.plain_text)
        if place in hidden_now and place_before not in hidden_before
    }
    for found in regex.finditer(r"x+", "".join("x" if at in told else "\n" for at in range(len(now.plain_text)))):
        words = now.plain_text[found.start() : found.end()]
        if regex.search(r"\w", words):
            yield words.strip()


def _beside(field: Field, row: str, withheld: Withheld) -> dict[int, set[str]]:
    """What stands beside the mark that takes in each place of a field's plain text."""
    for path, whole in ((row, withheld.rows), (field.path, withheld.fields)):
        if path in whole:
            said = {*whole[path], withheld.roles.get(path, "")}
            return dict.fromkeys(range(len(field.plain_text)), said)
    marks = withheld.passages.get(field.path, ())
    return {at: {*mark.codes, mark.role} for mark in marks for at in range(mark.start, mark.end)}


def _said_before(now: str, was: str, beside_now: dict[int, set[str]], beside_before: dict[int, set[str]]) -> list[str]:
    """Labels and exemptions that the earlier copy shows beside words which both withhold, and the later does not."""
    said = {
        each
        for place, place_before in _same_places(now, was)
        if place in beside_now and place_before in beside_before
        for each in beside_before[place_before] - beside_now[place]
    }
    return sorted(said - {""})


def _same_places(now: str, was: str) -> Iterator[tuple[int, int]]:
    """Each character of words that both texts have in the same order, by its place in the one and in the other."""
    words_now, words_before = (list(regex.finditer(r"\w+|\W", text)) for text in (now, was))
    matcher = SequenceMatcher(None, [word[0] for word in words_now], [word[0] for word in words_before], autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            one, other = words_now[block.a + step], words_before[block.b + step]
            yield from zip(range(*one.span()), range(*other.span()), strict=True)


def _hidden(field: Field, row: str, withheld: Withheld) -> set[int]:
    """The places of a field's plain text that are withheld."""
    if row in withheld.rows or row in withheld.left_out or field.path in withheld.fields:
        return set(range(len(field.plain_text)))
    return {at for stretch in withheld.passages.get(field.path, ()) for at in range(stretch.start, stretch.end)}


def _public_fields(document: PublicDocument) -> Iterator[tuple[str, PublicField]]:
    for section in document.sections:
        for row in section.rows:
            for field in row.fields:
                yield field_name(section.heading, field.label, row.heading), field


def _typed(field: PublicField) -> str:
    return "\n".join(
        "".join(piece.text if isinstance(piece, PublicRun) else _GAP for piece in block.pieces)
        for block in field.blocks
    )


def _plain(text: str) -> str:
    """Compared without regard to case and spacing; a mark keeps words apart."""
    return _GAP.join(" ".join(part.split()) for part in text.casefold().split(_GAP))
