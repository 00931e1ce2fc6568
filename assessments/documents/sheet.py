"""A document as a page template reads it: one shape for the frozen whole and for what the public may read. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from assessments.documents.content import BlockKind, Layout, Level
from assessments.documents.line_of_levels import OF_AXES, Figure, figure_of

MOST_SERIOUS = "(1 is the most serious)"
ASSESSED = "Assessed"
# Characters that a row may have, a line of its own for each answer counted in, to be kept on one page.
_A_PAGE = 2200
_A_LINE = 60
# Characters of a document that is certain to be longer than six pages, its definition tables counted in.
_SIX_PAGES = 4000
# An answer is short where its label and its words are; two or more that follow each other are printed side by side.
_SHORT_LABEL = 26
_SHORT_ANSWER = 30
_FEWEST_SIDE_BY_SIDE = 2
# Answers about one person or body, each with its own field to be marked by itself: printed side by side.
_SIDE_BY_SIDE = frozenset({"rank", "name", "role", "body"})


class AnyMark(Protocol):
    @property
    def words(self) -> str: ...


class AnyBlock(Protocol):
    @property
    def pieces(self) -> Sequence[object]: ...
    @property
    def kind(self) -> BlockKind: ...
    @property
    def reads_from_the_right(self) -> bool: ...


class AnyField(Protocol):
    @property
    def label(self) -> str: ...
    @property
    def blocks(self) -> Sequence[AnyBlock]: ...
    @property
    def level(self) -> int | None: ...
    @property
    def is_rating(self) -> bool: ...


class AnyRow(Protocol):
    @property
    def heading(self) -> str: ...
    @property
    def fields(self) -> Sequence[AnyField]: ...
    @property
    def withheld(self) -> AnyMark | None: ...


class AnySection(Protocol):
    @property
    def heading(self) -> str: ...
    @property
    def layout(self) -> Layout: ...
    @property
    def rows(self) -> Sequence[AnyRow]: ...
    @property
    def scale(self) -> Sequence[Level]: ...


@dataclass(frozen=True)
class Group:
    """Blocks of one kind that follow each other: the items of one list, or paragraphs."""

    kind: BlockKind
    blocks: tuple[AnyBlock, ...]


@dataclass(frozen=True)
class Between:
    """What stands between two answers that are printed side by side."""

    text: str


@dataclass(frozen=True)
class Joined:
    """Answers side by side, as one paragraph."""

    pieces: tuple[object, ...]
    kind: BlockKind = "paragraph"
    reads_from_the_right: bool = False


@dataclass(frozen=True)
class FieldOnSheet:
    """``label`` is empty where the section's heading says it already."""

    label: str
    groups: tuple[Group, ...]
    is_rating: bool
    note: str


@dataclass(frozen=True)
class Stretch:
    """Answers of a row that follow each other: short ones side by side, or others one below the other."""

    is_side_by_side: bool
    fields: tuple[FieldOnSheet, ...]


@dataclass(frozen=True)
class RowOnSheet:
    """``is_long``: it may go on on the next page; a shorter one is kept in one piece."""

    heading: str
    fields: tuple[FieldOnSheet, ...]
    withheld: AnyMark | None
    is_long: bool = False

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The answers in their order, by how they are printed; told from what is shown and nothing else."""
        found: list[Stretch] = []
        for is_short, group in groupby(self.fields, key=_is_short):
            fields = tuple(group)
            side_by_side = is_short and len(fields) >= _FEWEST_SIDE_BY_SIDE
            if found and not side_by_side and not found[-1].is_side_by_side:
                found[-1] = Stretch(is_side_by_side=False, fields=found[-1].fields + fields)
            else:
                found.append(Stretch(is_side_by_side=side_by_side, fields=fields))
        return tuple(found)


@dataclass(frozen=True)
class LevelOnSheet:
    level: Level
    is_chosen: bool

    @property
    def number(self) -> str:
        return str(self.level.number)


@dataclass(frozen=True)
class SectionOnSheet:
    anchor: str
    heading: str
    layout: Layout
    rows: tuple[RowOnSheet, ...]
    scale: tuple[LevelOnSheet, ...]
    columns: tuple[str, ...] = ()
    figure: Figure | None = None


def sections_on_sheet(sections: Iterable[AnySection]) -> tuple[SectionOnSheet, ...]:
    """The sections with fixed anchors s1, s2, ...; which level was chosen is read from what the sections show."""
    return tuple(
        SectionOnSheet(
            anchor=f"s{number}",
            heading=section.heading,
            layout=section.layout,
            rows=tuple(_row(row, section) for row in section.rows),
            scale=_scale(section),
            columns=_columns(section),
            figure=_figure(section),
        )
        for number, section in enumerate(sections, start=1)
    )


def has_contents(sections: Iterable[AnySection]) -> bool:
    """Whether a document is long enough to need a list of its sections, by what it shows."""
    blocks = (block for section in sections for row in section.rows for field in row.fields for block in field.blocks)
    return sum(_shown(block) for block in blocks) > _SIX_PAGES


def chosen_levels(section: AnySection) -> set[int]:
    return {field.level for row in section.rows for field in row.fields if field.level is not None}


def grouped(blocks: Iterable[AnyBlock]) -> tuple[Group, ...]:
    return tuple(Group(kind, tuple(group)) for kind, group in groupby(blocks, key=lambda block: block.kind))


def _row(row: AnyRow, section: AnySection) -> RowOnSheet:
    if row.withheld is not None:
        return RowOnSheet(heading=row.heading, fields=(), withheld=row.withheld)
    if section.layout in {"records", "levels"}:
        fields = tuple(_together(label, fields) for label, fields in _side_by_side(row.fields))
        return RowOnSheet(heading=row.heading, fields=fields, withheld=None, is_long=_length(fields) > _A_PAGE)
    says_it_all = section.layout == "prose" and len(row.fields) == 1
    return RowOnSheet(
        heading=row.heading,
        fields=tuple(
            FieldOnSheet(
                label="" if says_it_all and field.label == section.heading else field.label,
                groups=grouped(field.blocks),
                is_rating=field.is_rating,
                note=MOST_SERIOUS if field.level is not None else "",
            )
            for field in row.fields
        ),
        withheld=None,
    )


def _side_by_side(fields: Iterable[AnyField]) -> Iterator[tuple[str, list[AnyField]]]:
    """Fields that follow each other and are of one person or body ("Made by: rank", "Made by: name"), by its label."""
    for label, group in groupby(fields, key=lambda field: _person(field.label)):
        if label:
            yield label, list(group)
        else:
            yield from ((field.label, [field]) for field in group)


def _person(label: str) -> str:
    before, _, part = label.rpartition(": ")
    return before if part in _SIDE_BY_SIDE else ""


def _together(label: str, fields: Sequence[AnyField]) -> FieldOnSheet:
    first = fields[0]
    if not _person(first.label):
        note = MOST_SERIOUS if first.level is not None else ""
        return FieldOnSheet(label=label, groups=grouped(first.blocks), is_rating=first.is_rating, note=note)
    pieces: list[object] = []
    for field in fields:
        pieces.extend(piece for block in field.blocks for piece in block.pieces)
        pieces.append(Between(" " if field.label.endswith(": rank") else ", "))
    groups = grouped([Joined(tuple(pieces[:-1]))])
    return FieldOnSheet(label=label, groups=groups, is_rating=False, note="")


def _is_short(field: FieldOnSheet) -> bool:
    blocks = [block for group in field.groups for block in group.blocks]
    return (
        len(blocks) == 1
        and blocks[0].kind == "paragraph"
        and len(field.label) <= _SHORT_LABEL
        and _shown(blocks[0]) <= _SHORT_ANSWER
    )


def _length(fields: Iterable[FieldOnSheet]) -> int:
    """How much room a row takes, counted in what it shows and nothing else."""
    blocks = (block for field in fields for group in field.groups for block in group.blocks)
    return sum(max(_A_LINE, _shown(block)) for block in blocks)


def _shown(block: AnyBlock) -> int:
    return sum(len(getattr(piece, "text", "") or getattr(piece, "said", "")) for piece in block.pieces)


def _columns(section: AnySection) -> tuple[str, ...]:
    """The heads of the one table that rows of levels make; a table whose rows are all withheld has one column."""
    if section.layout != "levels":
        return ()
    labels = (tuple(field.label for field in row.fields) for row in section.rows if row.withheld is None)
    return next(labels, ("Levels",))


def _figure(section: AnySection) -> Figure | None:
    if section.layout != "levels":
        return None
    return figure_of([() if row.withheld is not None else row.fields[OF_AXES] for row in section.rows])


def _scale(section: AnySection) -> tuple[LevelOnSheet, ...]:
    chosen = chosen_levels(section)
    return tuple(LevelOnSheet(level, is_chosen=level.number in chosen) for level in section.scale)
