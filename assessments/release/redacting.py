"""From a frozen document and its marks to what the public may read. Pure: no database, no clock, no request."""

from typing import Literal

import msgspec

from assessments.documents.content import BlockKind, Layout, Level


class PublicRun(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="run"):
    text: str
    strong: bool = False
    emphasis: bool = False


class PublicMark(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="mark"):
    """Stands where something was withheld: its words are the same whatever was hidden."""

    words: str


class PublicBlock(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    pieces: tuple[PublicRun | PublicMark, ...]
    kind: BlockKind = "paragraph"


class PublicField(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    label: str
    blocks: tuple[PublicBlock, ...] = ()
    level: int | None = None


class PublicRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The fields of a row, or the one mark that stands for all of it."""

    fields: tuple[PublicField, ...] = ()
    withheld: PublicMark | None = None


class PublicSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    heading: str
    layout: Layout
    rows: tuple[PublicRow, ...]
    scale: tuple[Level, ...] = ()


class KeyEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the key: the words of a mark, what its sections mean, how many marks bear it."""

    words: str
    meaning: str
    marks: int


class PublicDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that a renderer is ever given. Made by ``redact`` alone; holds no identity of the record."""

    number: str
    force: str
    strapline: str
    document_type: str
    marking: str
    complaints: str
    sections: tuple[PublicSection, ...]
    key: tuple[KeyEntry, ...]
    schema: Literal[1] = 1

    @property
    def title(self) -> str:
        return f"{self.document_type}, publication {self.number}"
