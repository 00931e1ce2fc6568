"""A frozen document as the marking page shows it: every word readable, with the marks that stand on it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise

from assessments.documents.content import Block, BlockKind, Content, Field, Row, Run
from assessments.release.redacting import Withheld
from assessments.release.wording import in_brackets, words_of_mark


@dataclass(frozen=True)
class StandingMark:
    """A mark with its number, so that a list can lead to its place."""

    number: int
    path: str
    codes: tuple[str, ...]
    whole: str = ""
    start: int | None = None
    end: int | None = None
    reason: str = ""
    made_by: str = ""
    role: str = ""
    reasons: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()

    @property
    def words(self) -> str:
        return words_of_mark(self.codes)

    @property
    def beside(self) -> str:
        """What the public reads after it."""
        return in_brackets(self.role)

    @property
    def label(self) -> str:
        """What the mark rests on, without the brackets that a public copy has."""
        return label_of(self.codes)


@dataclass(frozen=True)
class Dotted:
    """A place at which a mark is suggested: its number, and that of those which are like it."""

    number: int
    group: int
    path: str
    start: int | None = None
    end: int | None = None
    whole: str = ""
    because: str = ""


@dataclass(frozen=True)
class Stretch:
    """Some text that the same marks cover; which of them begin and end here, and what is suggested of it."""

    runs: tuple[Run, ...]
    marks: tuple[StandingMark, ...] = ()
    begins: tuple[StandingMark, ...] = ()
    ends: tuple[StandingMark, ...] = ()
    dotted: Dotted | None = None
    begins_dotted: bool = False


@dataclass(frozen=True)
class MarkedBlock:
    kind: BlockKind
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class MarkedField:
    """``number`` counts the fields as they are read: a better anchor than a path.

    ``carried_over`` names the exemptions by which all of it is withheld, for a mark stands on what it repeats.
    """

    path: str
    label: str
    blocks: tuple[MarkedBlock, ...]
    whole: tuple[StandingMark, ...]
    number: int
    is_rating: bool = False
    dotted: tuple[Dotted, ...] = ()
    carried_over: str = ""


@dataclass(frozen=True)
class MarkedRow:
    path: str
    fields: tuple[MarkedField, ...]
    whole: tuple[StandingMark, ...]
    heading: str = ""
    dotted: tuple[Dotted, ...] = ()
    is_left_out: bool = False


@dataclass(frozen=True)
class MarkedSection:
    heading: str
    layout: str
    rows: tuple[MarkedRow, ...]


def with_marks(
    content: Content,
    marks: Iterable[StandingMark],
    dotted: Iterable[Dotted] = (),
    *,
    withheld: Withheld,
) -> tuple[MarkedSection, ...]:
    """The whole document in reading order, with every mark and every suggestion at its place.

    ``withheld`` is what the marks come to: it tells of rows that are left out, and of fields that go with what they
    repeat.
    """
    marks, dotted, numbers = tuple(marks), tuple(dotted), count(1)
    return tuple(
        MarkedSection(
            heading=section.heading,
            layout=section.layout,
            rows=tuple(_row(row, marks, dotted, numbers, withheld) for row in section.rows),
        )
        for section in content.sections
    )


def label_of(codes: Iterable[str]) -> str:
    """The exemptions as they are cited, without the brackets that a public copy has."""
    return words_of_mark(codes).strip("[]").removeprefix("Redacted: ")


def covered_text(content: Content, mark: StandingMark) -> str:
    """The words that a mark hides; every field of the row where it hides a whole row."""
    if mark.whole == "row":
        fields = content.rows()[mark.path].fields
        if len(fields) == 1:
            return fields[0].plain_text
        return "\n".join(f"{field.label}: {field.plain_text}" for field in fields)
    return content.fields()[mark.path].plain_text[mark.start : mark.end]


def place_label(content: Content, path: str) -> str:
    """What people call a field or a row: "Cover: Title", "Purpose"."""
    for section in content.sections:
        for row in section.rows:
            if row.path == path:
                return f"{section.heading}, {row.heading}" if row.heading else section.heading
            for field in row.fields:
                if field.path == path:
                    return field_name(section.heading, field.label, row.heading)
    return path


def field_name(heading: str, label: str, row: str = "") -> str:
    """A field's name, with its row's where the section has many."""
    place = f"{heading}, {row}" if row else heading
    return place if heading == label else f"{place}: {label}"


def _row(
    row: Row,
    marks: Sequence[StandingMark],
    dotted: Sequence[Dotted],
    numbers: Iterator[int],
    withheld: Withheld,
) -> MarkedRow:
    fields = (_field(field, marks, dotted, next(numbers)) for field in row.fields)
    return MarkedRow(
        path=row.path,
        fields=tuple(replace(field, carried_over=_carried_over(field, withheld)) for field in fields),
        whole=tuple(mark for mark in marks if mark.whole == "row" and mark.path == row.path),
        heading=row.heading,
        dotted=tuple(each for each in dotted if each.whole == "row" and each.path == row.path),
        is_left_out=row.path in withheld.left_out,
    )


def _carried_over(field: MarkedField, withheld: Withheld) -> str:
    return label_of(withheld.fields[field.path]) if field.path in withheld.fields and not field.whole else ""


def _field(field: Field, marks: Sequence[StandingMark], dotted: Sequence[Dotted], number: int) -> MarkedField:
    dotted = [each for each in dotted if each.path == field.path]
    here = [mark for mark in marks if mark.path == field.path and not mark.whole]
    blocks, at = [], 0
    for block in field.blocks:
        blocks.append(MarkedBlock(kind=block.kind, stretches=tuple(_stretches(block, at, here, dotted))))
        at += len(block.text) + 1
    return MarkedField(
        path=field.path,
        label=field.label,
        blocks=tuple(blocks),
        whole=tuple(mark for mark in marks if mark.whole == "field" and mark.path == field.path),
        number=number,
        is_rating=field.is_rating,
        dotted=tuple(each for each in dotted if each.whole == "field"),
    )


def _stretches(block: Block, at: int, marks: Sequence[StandingMark], dotted: Sequence[Dotted]) -> Iterable[Stretch]:
    """A block cut wherever a mark or a suggestion begins or ends; ``at`` is where it begins in its field's text."""
    length = len(block.text)
    spans = [(*_within(mark.start, mark.end, at, length), mark) for mark in marks]
    spans = [(start, end, mark) for start, end, mark in spans if start < end]
    places = [(*_within(each.start, each.end, at, length), each) for each in dotted if not each.whole]
    places = [(start, end, each) for start, end, each in places if start < end]
    cuts = {0, length} | {place for start, end, _ in [*spans, *places] for place in (start, end)}
    for start, end in pairwise(sorted(cuts)):
        here = next(((first, each) for first, last, each in places if first <= start and end <= last), None)
        yield Stretch(
            runs=tuple(_cut_runs(block.runs, start, end)),
            marks=tuple(mark for first, last, mark in spans if first <= start and end <= last),
            begins=tuple(mark for first, _, mark in spans if first == start and mark.start == at + start),
            ends=tuple(mark for _, last, mark in spans if last == end),
            dotted=here[1] if here else None,
            begins_dotted=here is not None and here[0] == start and here[1].start == at + start,
        )


def _within(start: int | None, end: int | None, at: int, length: int) -> tuple[int, int]:
    """What of a stretch of a field lies in a block, counted from where the block begins."""
    return max(start or 0, at) - at, min(end or 0, at + length) - at


def _cut_runs(runs: Sequence[Run], start: int, end: int) -> Iterable[Run]:
    at = 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            yield Run(text=text, strong=run.strong, emphasis=run.emphasis)
        at += len(run.text)
