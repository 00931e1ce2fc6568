"""Which marks stand on which page of a finished file, and what each of them hides. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from assessments.documents.content import Content
from assessments.release.marked_text import StandingMark, covered_text, field_name
from assessments.release.redacting import MarkedPassage, PublicDocument, public_marks, put_in_place
from assessments.release.wording import in_brackets, words_of_mark

_BEGINNING = "[Redacted"


@dataclass(frozen=True)
class HiddenBehind:
    """One mark as the public sees it: where it stands, what it hides, and the marks of ours that made it."""

    place: str
    words: str
    hidden: str
    marks: tuple[StandingMark, ...]
    beside: str = ""


class CannotTell(Exception):
    """The words of the pages do not show each mark once in its order, so nobody can say which page it is on."""


def by_page(
    content: Content, marks: Sequence[StandingMark], document: PublicDocument, texts: Sequence[str]
) -> list[tuple[HiddenBehind, ...]]:
    """For each page the marks that begin on it, in reading order.

    The file shows every mark of the document in order and then each line of its key once; anything else is refused.
    """
    behind = hidden_behind(content, marks)
    if [each.words + each.beside for each in behind] != [mark.said for mark in public_marks(document.sections)]:
        raise CannotTell
    counts = [text.count(_BEGINNING) for text in texts]
    if sum(counts) != len(behind) + len(document.key):
        raise CannotTell
    pages, at = [], 0
    for count in counts:
        pages.append(tuple(behind[at : at + count]))
        at += count
    return pages


def hidden_behind(content: Content, marks: Sequence[StandingMark]) -> list[HiddenBehind]:
    """Every mark that the public document has, in its order."""
    return list(_in_order(content, marks))


def _in_order(content: Content, marks: Sequence[StandingMark]) -> Iterator[HiddenBehind]:
    withheld = put_in_place(content, [_passage(mark) for mark in marks])
    for section in content.sections:
        for row in section.rows:
            paths = {row.path, *(field.path for field in row.fields)}
            if row.path in withheld.rows:
                place = f"{section.heading}, {row.heading}" if row.heading else section.heading
                whole = StandingMark(number=0, path=row.path, codes=(), whole="row")
                here = tuple(mark for mark in marks if mark.path in paths)
                words = words_of_mark(withheld.rows[row.path])
                yield HiddenBehind(
                    f"{place}, the whole row",
                    words,
                    covered_text(content, whole),
                    here,
                    in_brackets(withheld.roles.get(row.path, "")),
                )
                continue
            for field in row.fields:
                place = field_name(section.heading, field.label, row.heading)
                here = tuple(mark for mark in marks if mark.path == field.path)
                if field.path in withheld.fields:
                    words = words_of_mark(withheld.fields[field.path])
                    from_others = tuple(mark for mark in marks if mark.path in field.derived_from)
                    yield HiddenBehind(
                        f"{place}, the whole field",
                        words,
                        field.plain_text,
                        here or from_others,
                        in_brackets(withheld.roles.get(field.path, "")),
                    )
                    continue
                for stretch in withheld.passages.get(field.path, []):
                    within = tuple(
                        mark for mark in here if (mark.start or 0) < stretch.end and stretch.start < (mark.end or 0)
                    )
                    hidden = field.plain_text[stretch.start : stretch.end]
                    yield HiddenBehind(place, words_of_mark(stretch.codes), hidden, within, in_brackets(stretch.role))


def _passage(mark: StandingMark) -> MarkedPassage:
    whole = cast(Literal["", "field", "row"], mark.whole)
    return MarkedPassage(path=mark.path, start=mark.start, end=mark.end, whole=whole, codes=mark.codes, role=mark.role)
