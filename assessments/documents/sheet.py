"""A document as a page template reads it: one shape for the frozen whole and for what the public may read. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from assessments.documents.content import BlockKind, Layout, Level

MOST_SERIOUS = "(1 is the most serious)"
ASSESSED = "Assessed"


class AnyMark(Protocol):
    @property
    def words(self) -> str: ...


class AnyBlock(Protocol):
    @property
    def pieces(self) -> Sequence[object]: ...
    @property
    def kind(self) -> BlockKind: ...


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
class FieldOnSheet:
    """``label`` is empty where the section's heading says it already."""

    label: str
    groups: tuple[Group, ...]
    is_rating: bool
    note: str


@dataclass(frozen=True)
class RowOnSheet:
    heading: str
    fields: tuple[FieldOnSheet, ...]
    withheld: AnyMark | None


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


def sections_on_sheet(sections: Iterable[AnySection]) -> tuple[SectionOnSheet, ...]:
    """The sections with fixed anchors s1, s2, ...; which level was chosen is read from what the sections show."""
    return tuple(
        SectionOnSheet(
            anchor=f"s{number}",
            heading=section.heading,
            layout=section.layout,
            rows=tuple(_row(row, section) for row in section.rows),
            scale=_scale(section),
        )
        for number, section in enumerate(sections, start=1)
    )


def chosen_levels(section: AnySection) -> set[int]:
    return {field.level for row in section.rows for field in row.fields if field.level is not None}


def grouped(blocks: Iterable[AnyBlock]) -> tuple[Group, ...]:
    return tuple(Group(kind, tuple(group)) for kind, group in groupby(blocks, key=lambda block: block.kind))


def _row(row: AnyRow, section: AnySection) -> RowOnSheet:
    if row.withheld is not None:
        return RowOnSheet(heading=row.heading, fields=(), withheld=row.withheld)
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


def _scale(section: AnySection) -> tuple[LevelOnSheet, ...]:
    chosen = chosen_levels(section)
    return tuple(LevelOnSheet(level, is_chosen=level.number in chosen) for level in section.scale)
