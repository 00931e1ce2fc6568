"""From a frozen document and its marks to what the public may read. Pure: no database, no clock, no request."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec
import regex

from assessments.documents.content import (
    Block,
    BlockKind,
    Content,
    Field,
    Layout,
    Level,
    Row,
    reads_from_the_right,
)
from assessments.release import wording
from assessments.release.resting import left_out, remaining
from assessments.release.role_labels import check_role
from cia.canonical import pretends_to_be_a_mark


class PublicRun(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="run"):
    text: str
    strong: bool = False
    emphasis: bool = False


class PublicMark(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="mark"):
    """Stands where something was withheld: its words are the same whatever was hidden.

    ``role`` was chosen from a fixed list, and is read after it as plain text.
    """

    words: str
    role: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The words in parts, none of which is broken at the end of a line."""
        return wording.unbroken(self.words)

    @property
    def said(self) -> str:
        """All that is read of it."""
        return f"{self.words}{wording.in_brackets(self.role)}"


class PublicBlock(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    pieces: tuple[PublicRun | PublicMark, ...]
    kind: BlockKind = "paragraph"

    @property
    def reads_from_the_right(self) -> bool:
        """By what is public of it: a mark says nothing of what it stands for."""
        return reads_from_the_right(piece for piece in self.pieces if isinstance(piece, PublicRun))


class PublicField(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One answer as the public may read it. ``is_rating`` stays where the level itself is withheld."""

    label: str
    blocks: tuple[PublicBlock, ...] = ()
    level: int | None = None
    is_rating: bool = False


class PublicRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The fields of a row, or the one mark that stands for all of it."""

    fields: tuple[PublicField, ...] = ()
    withheld: PublicMark | None = None
    heading: str = ""


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


class MarkedPassage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is to be withheld: code points of a field's plain text, or the whole of a field or row."""

    path: str
    start: int | None = None
    end: int | None = None
    whole: Literal["", "field", "row"] = ""
    codes: tuple[str, ...] = ()
    role: str = ""


class NotThere(ValueError):
    """A mark names words or a place that the document does not have; the sentence says what to do."""


class Hidden(msgspec.Struct, frozen=True):
    """A stretch of a field's plain text that goes, with the codes of all marks that touch it.

    ``role`` is the label that all of them bear.
    """

    start: int
    end: int
    codes: frozenset[str]
    role: str = ""

    @property
    def mark(self) -> PublicMark:
        return PublicMark(wording.words_of_mark(self.codes), self.role)


class Withheld(msgspec.Struct, frozen=True):
    """Every mark put in its place: whole rows, whole fields, and the stretches of the other fields.

    ``roles`` has the label of a whole row or field that has one; ``left_out`` the rows that rest on what is withheld.
    """

    rows: dict[str, frozenset[str]]
    fields: dict[str, frozenset[str]]
    passages: dict[str, list[Hidden]]
    roles: dict[str, str]
    left_out: frozenset[str] = frozenset()


def redact(
    content: Content,
    marks: Iterable[MarkedPassage],
    *,
    number: str,
    complaints: str,
    meanings: Mapping[str, str],
    marking: str = "",
) -> PublicDocument:
    """The only maker of public documents. ``meanings`` says what each code means; ``marking`` is the release's own.

    The marking of the record may itself be withheld, so it never takes the place of one that is empty.
    """
    withheld = put_in_place(content, marks)
    sections = tuple(
        PublicSection(
            heading=section.heading,
            layout=section.layout,
            rows=tuple(_public_row(row, withheld) for row in section.rows),
            scale=section.scale,
        )
        for section in remaining(content, withheld.left_out)
    )
    _refuse_pretended_marks(sections)
    return PublicDocument(
        number=number,
        force=content.force,
        strapline=content.strapline,
        document_type=content.document_type,
        marking=marking,
        complaints=complaints,
        sections=sections,
        key=_key(sections, withheld, meanings),
    )


def put_in_place(content: Content, marks: Iterable[MarkedPassage]) -> Withheld:
    """Check every mark against the document; whole rows take in the marks within them, whole fields likewise.

    A label stays only where every mark that is taken in bears it. Marks in rows that are left out count for nothing.
    """
    rows, fields, row_of = content.rows(), content.fields(), content.row_of()
    if len(row_of) != sum(len(row.fields) for section in content.sections for row in section.rows):
        raise ValueError("Two fields of this document bear the same path, so no mark can be put in its place.")
    ordered = sorted(marks, key=lambda mark: ["row", "field", ""].index(mark.whole))
    whole_rows: dict[str, frozenset[str]] = {}
    whole_fields: dict[str, frozenset[str]] = {}
    stretches: dict[str, list[Hidden]] = {}
    roles: dict[str, str] = {}
    for mark in ordered:
        codes = frozenset(mark.codes)
        wording.check_codes(codes)
        check_role(mark.role)
        if mark.path not in (rows if mark.whole == "row" else fields):
            raise NotThere(f"There is no {mark.whole or 'field'} “{mark.path}” in this document.")
        if mark.whole and not mark.start is mark.end is None:
            raise NotThere(f"A mark for the whole of “{mark.path}” has no start and no end.")
        stretch = None if mark.whole else _stretch(fields[mark.path], mark)
        row = mark.path if mark.whole == "row" else row_of[mark.path]
        if mark.whole == "row" or row in whole_rows:
            roles[row] = _common(roles.get(row, mark.role), mark.role)
            whole_rows[row] = whole_rows.get(row, frozenset()) | codes
        elif stretch is None or mark.path in whole_fields:
            roles[mark.path] = _common(roles.get(mark.path, mark.role), mark.role)
            whole_fields[mark.path] = whole_fields.get(mark.path, frozenset()) | codes
        else:
            stretches.setdefault(mark.path, []).append(stretch)
    passages = {path: _merged(found) for path, found in stretches.items()}
    for field in fields.values():
        on_inputs = _codes_on_inputs(field, row_of, whole_rows, whole_fields, passages)
        if on_inputs is not None and row_of[field.path] not in whole_rows:
            whole_fields[field.path] = whole_fields.get(field.path, frozenset()) | on_inputs
            passages.pop(field.path, None)
            roles.pop(field.path, None)
    gone = left_out(content, rows=whole_rows, fields=[*whole_fields, *passages])
    return Withheld(
        rows={path: codes for path, codes in whole_rows.items() if path not in gone},
        fields={path: codes for path, codes in whole_fields.items() if row_of[path] not in gone},
        passages={path: found for path, found in passages.items() if row_of[path] not in gone},
        roles={path: role for path, role in roles.items() if role},
        left_out=gone,
    )


def _common(role: str, other: str) -> str:
    return role if role == other else ""


def _codes_on_inputs(
    field: Field,
    row_of: Mapping[str, str],
    rows: Mapping[str, frozenset[str]],
    fields: Mapping[str, frozenset[str]],
    passages: Mapping[str, Sequence[Hidden]],
) -> frozenset[str] | None:
    """The codes of every mark on what a field was worked out from; nothing where all of that is public."""
    if unknown := set(field.derived_from) - set(row_of) - set(row_of.values()):
        raise ValueError(f"{field.label} is worked out from {', '.join(sorted(unknown))}, which the document lacks.")
    found = [
        codes
        for path in field.derived_from
        for codes in (
            rows.get(row_of.get(path, path)),
            fields.get(path),
            *(stretch.codes for stretch in passages.get(path, ())),
        )
        if codes is not None
    ]
    return frozenset().union(*found) if found else None


def _stretch(field: Field, mark: MarkedPassage) -> Hidden:
    """The exact stretch of a mark, widened to whole characters as people see them."""
    if field.level is not None:
        raise NotThere(f"{field.label} can only be withheld as a whole.")
    start, end, text = mark.start, mark.end, field.plain_text
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise NotThere(f"A mark in {field.label} begins or ends where there is no text. Make the mark again.")
    for character in regex.finditer(r"\X", text):
        if character.start() <= start < character.end():
            start = character.start()
        if character.start() < end <= character.end():
            end = character.end()
            break
    return Hidden(start=start, end=end, codes=frozenset(mark.codes), role=mark.role)


def _merged(stretches: Sequence[Hidden]) -> list[Hidden]:
    """Overlapping and touching stretches as one: how many marks a name took must not be counted."""
    merged: list[Hidden] = []
    for stretch in sorted(stretches, key=lambda hidden: (hidden.start, hidden.end)):
        if merged and stretch.start <= merged[-1].end:
            last = merged[-1]
            merged[-1] = Hidden(
                last.start,
                max(last.end, stretch.end),
                last.codes | stretch.codes,
                _common(last.role, stretch.role),
            )
        else:
            merged.append(stretch)
    return merged


def _public_row(row: Row, withheld: Withheld) -> PublicRow:
    if row.path in withheld.rows:
        mark = PublicMark(wording.words_of_mark(withheld.rows[row.path]), withheld.roles.get(row.path, ""))
        return PublicRow(withheld=mark, heading=row.heading)
    return PublicRow(fields=tuple(_public_field(field, withheld) for field in row.fields), heading=row.heading)


def _public_field(field: Field, withheld: Withheld) -> PublicField:
    is_rating = field.level is not None
    if field.path in withheld.fields:
        mark = PublicMark(wording.words_of_mark(withheld.fields[field.path]), withheld.roles.get(field.path, ""))
        return PublicField(label=field.label, blocks=(PublicBlock(pieces=(mark,)),), is_rating=is_rating)
    blocks = _without(field.blocks, withheld.passages.get(field.path, []))
    return PublicField(label=field.label, blocks=blocks, level=field.level, is_rating=is_rating)


def _without(blocks: Sequence[Block], hidden: Sequence[Hidden]) -> tuple[PublicBlock, ...]:
    """The blocks with marks for the hidden stretches.

    A stretch that runs from one block into another joins them, and a block of which no word is left becomes a plain
    paragraph: how many blocks were hidden, and of what kind, does not show.
    """
    public: list[PublicBlock] = []
    pieces: list[PublicRun | PublicMark] = []
    kind: BlockKind | None = None
    at = 0
    for block in blocks:
        for run in block.runs:
            for text, mark in _cut(run.text, at, hidden):
                if mark is not None:
                    pieces.append(mark)
                elif text:
                    kind = kind or block.kind
                    _append(pieces, PublicRun(text, strong=run.strong, emphasis=run.emphasis))
            at += len(run.text)
        ending = [stretch for stretch in hidden if stretch.start <= at < stretch.end]
        if ending and ending[0].start == at:
            pieces.append(ending[0].mark)
        at += 1
        if not ending:
            public.append(PublicBlock(tuple(pieces), kind=kind or ("paragraph" if pieces else block.kind)))
            pieces, kind = [], None
    return tuple(public)


def _cut(text: str, at: int, hidden: Sequence[Hidden]) -> Iterable[tuple[str, PublicMark | None]]:
    """A run's text, which begins ``at`` in the field, in turn seen and marked; a mark where its stretch starts."""
    here = at
    for stretch in hidden:
        if stretch.end <= here or stretch.start >= at + len(text):
            continue
        yield text[here - at : max(stretch.start, here) - at], None
        if stretch.start >= at:
            yield "", stretch.mark
        here = min(stretch.end, at + len(text))
    yield text[here - at :], None


def _append(pieces: list[PublicRun | PublicMark], run: PublicRun) -> None:
    """Runs of one style become one, so that where they were cut does not show."""
    last = pieces[-1] if pieces else None
    if isinstance(last, PublicRun) and (last.strong, last.emphasis) == (run.strong, run.emphasis):
        pieces[-1] = PublicRun(last.text + run.text, strong=run.strong, emphasis=run.emphasis)
    else:
        pieces.append(run)


def _key(sections: Sequence[PublicSection], withheld: Withheld, meanings: Mapping[str, str]) -> tuple[KeyEntry, ...]:
    """What each mark in these sections means and how many there are, counted from what the public sees."""
    counts: dict[str, int] = {}
    for mark in public_marks(sections):
        counts[mark.words] = counts.get(mark.words, 0) + 1
    stretches = [stretch.codes for found in withheld.passages.values() for stretch in found]
    by_words = {
        wording.words_of_mark(codes): codes
        for codes in (*withheld.rows.values(), *withheld.fields.values(), *stretches)
    }
    return tuple(
        KeyEntry(words=words, meaning=wording.meaning_of_mark(by_words[words], meanings), marks=counts[words])
        for words in sorted(counts, key=lambda words: wording.order_of_codes(by_words[words]))
    )


def public_marks(sections: Iterable[PublicSection]) -> Iterable[PublicMark]:
    """Every mark in reading order."""
    for row in (row for section in sections for row in section.rows):
        if row.withheld is not None:
            yield row.withheld
        for block in (block for field in row.fields for block in field.blocks):
            yield from (piece for piece in block.pieces if isinstance(piece, PublicMark))


def _refuse_pretended_marks(sections: Iterable[PublicSection]) -> None:
    for field in (field for section in sections for row in section.rows for field in row.fields):
        for block in field.blocks:
            typed = "".join(piece.text if isinstance(piece, PublicRun) else "\n" for piece in block.pieces)
            if pretends_to_be_a_mark(typed):
                raise NotThere(f"Words in {field.label} look like one of our marks. Nobody could tell them apart.")
