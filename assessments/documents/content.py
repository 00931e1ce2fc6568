"""What a snapshot holds: the document as it read at one moment, in reading order.

Headings and labels are fixed strings of ours; what people wrote is in the blocks of fields. A field's plain text is the
text of its blocks, one line each; offsets of marks are code points of that plain text.
"""

from collections.abc import Iterable
from typing import Literal, Protocol

import msgspec
from bidi import get_base_level

SCHEMA = 1

BlockKind = Literal["paragraph", "heading", "bullet", "number"]
Common = Literal["", "choice", "force"]
Layout = Literal["cover", "prose", "axis", "sign_off", "records", "levels"]


class AnyRun(Protocol):
    @property
    def text(self) -> str: ...


def reads_from_the_right(runs: Iterable[AnyRun]) -> bool:
    """Whether a text begins with a letter of a script that is written from right to left, as a browser would ask."""
    text = "".join(run.text for run in runs)
    return bool(text.strip()) and get_base_level(text) == 1


class Run(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    text: str
    strong: bool = False
    emphasis: bool = False


class Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    runs: tuple[Run, ...]
    kind: BlockKind = "paragraph"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def pieces(self) -> tuple[Run, ...]:
        return self.runs

    @property
    def reads_from_the_right(self) -> bool:
        return reads_from_the_right(self.runs)


class Level(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One of the six levels of an axis, 1 the most serious, in the wording of the edition used."""

    number: int
    name: str
    definition: str
    alternative: str = ""

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One answer. ``level`` is set for a rated level, whose blocks say it in words ("6 Normal").

    ``derived_from`` names the fields that this one was worked out from (overdue, kept, the worst level): where any of
    them is withheld, even in part, so is this one. A row among them counts where it is withheld whole. ``common`` is
    set for words that give nothing of this row away by standing in another: a choice from a list of ours, or somebody
    of the force and their rank.
    """

    path: str
    label: str
    blocks: tuple[Block, ...] = ()
    level: int | None = None
    derived_from: tuple[str, ...] = ()
    common: Common = ""

    @property
    def plain_text(self) -> str:
        return "\n".join(block.text for block in self.blocks)

    @property
    def is_rating(self) -> bool:
        return self.level is not None


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Fields that belong together, which one mark may withhold whole. ``heading`` is fixed words and a number.

    ``rests_on`` names all the fields and rows that decide whether the row is there: where any of them is withheld, even
    in part, the row is left out without a mark.
    """

    path: str
    fields: tuple[Field, ...]
    heading: str = ""
    rests_on: tuple[str, ...] = ()

    @property
    def withheld(self) -> None:
        """Nothing of the frozen whole is withheld; pages ask every row."""
        return None


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    key: str
    heading: str
    layout: Layout
    rows: tuple[Row, ...]
    scale: tuple[Level, ...] = ()


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A whole document. ``reference`` and ``version`` are of the record and never leave it."""

    force: str
    strapline: str
    document_type: str
    reference: str
    version: str
    marking: str
    cut_at: str
    sections: tuple[Section, ...]
    schema: int = SCHEMA

    def rows(self) -> dict[str, Row]:
        return {row.path: row for section in self.sections for row in section.rows}

    def row_of(self) -> dict[str, str]:
        """The path of the row in which each field stands."""
        return {field.path: row.path for row in self.rows().values() for field in row.fields}

    def fields(self) -> dict[str, Field]:
        return {field.path: field for row in self.rows().values() for field in row.fields}
