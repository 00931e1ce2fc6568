"""What of the hidden words might still be seen, and whether anything public depends on them. Pure."""

import random
import string
import unicodedata
from collections.abc import Iterable, Sequence
from typing import get_args

import msgspec
import regex

from assessments.documents.content import Block, BlockKind, Content, Field, Row, Run
from assessments.release.redacting import Hidden, MarkedPassage, put_in_place
from assessments.release.resting import remaining, with_what_rests_on

# Words that say nothing by themselves, so that one of them hidden does not hold back every document that has it.
_SMALL_WORDS = """
    a an and as at be by for from he her hers him his i in is it its me my no nor not of off on or our ours out
    she so that the their theirs them there these they this those to up us was we were who whom whose will with
    yes you your yours given rated
"""
_SAYS_NOTHING = frozenset(_SMALL_WORDS.split())
# Letters of Chinese, Japanese and Korean: a word begins and ends anywhere among them.
WITHOUT_SPACES = r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]"


class HiddenPassage(msgspec.Struct, frozen=True):
    """Words that the marks hide, where they stand, and what people call that place.

    They may stand elsewhere where a whole row is withheld and its words only name who of the force acted: that they
    did so in other rows is public, that they did so in this one is not.
    """

    path: str
    start: int
    end: int
    text: str
    place: str
    may_stand_elsewhere: bool = False


def hidden_texts(content: Content, marks: Iterable[MarkedPassage]) -> tuple[str, ...]:
    """Every passage that the marks hide, in reading order. Never to be logged, stored or shown."""
    return tuple(passage.text for passage in hidden_passages(content, marks))


def says_nothing(words: str) -> bool:
    """Whether these are only small words of the language, or none at all."""
    return set(_plain(words).split()) <= _SAYS_NOTHING


def swapped(
    content: Content, marks: Sequence[MarkedPassage], generator: random.Random
) -> tuple[Content, list[MarkedPassage]]:
    """The same document with other words, of other length and structure, in every hidden place, and the marks for it.

    Redacting it must give an equal public document: then nothing public was made from what is hidden.
    """
    withheld, row_of = put_in_place(content, marks), content.row_of()
    new_marks = [
        *(
            MarkedPassage(path=path, whole="row", codes=tuple(codes), role=withheld.roles.get(path, ""))
            for path, codes in withheld.rows.items()
        ),
        *(
            MarkedPassage(path=path, whole="field", codes=tuple(codes), role=withheld.roles.get(path, ""))
            for path, codes in withheld.fields.items()
        ),
    ]

    def other_field(field: Field) -> Field:
        if field.path in withheld.fields:
            level = generator.randint(1, 6) if field.level is not None else None
            return msgspec.structs.replace(field, blocks=_other_blocks(generator), level=level, derived_from=())
        if field.path in withheld.passages:
            blocks, stretches = _with_others(field.blocks, withheld.passages[field.path], generator)
            new_marks.extend(
                MarkedPassage(
                    path=field.path, start=stretch.start, end=stretch.end, codes=tuple(stretch.codes), role=stretch.role
                )
                for stretch in stretches
            )
            return msgspec.structs.replace(field, blocks=blocks)
        return field

    def other_row(row: Row) -> Row:
        if row.path in withheld.rows:
            paths = [f"{row.path}.{number}" for number in range(generator.randint(0, 4))]
            fields = tuple(Field(path=path, label=_word(generator), blocks=_other_blocks(generator)) for path in paths)
            return msgspec.structs.replace(row, fields=fields)
        rests_on = tuple(at if (at := row_of.get(path, path)) in withheld.rows else path for path in row.rests_on)
        fields = tuple(map(other_field, row.fields))
        if row.path in withheld.left_out:  # what it was worked out from may be there no more
            fields = tuple(msgspec.structs.replace(field, derived_from=()) for field in fields)
        return msgspec.structs.replace(row, fields=fields, rests_on=rests_on)

    # with other words there might be other rows of those that rest on them, or none
    gone = with_what_rests_on(content, [path for path in withheld.left_out if generator.random() < 0.5])
    other = msgspec.structs.replace(
        content,
        reference=_word(generator),
        version=_word(generator),
        cut_at=_word(generator),
        sections=tuple(
            msgspec.structs.replace(section, rows=tuple(map(other_row, section.rows)))
            for section in remaining(content, gone)
        ),
    )
    generator.shuffle(new_marks)
    return other, new_marks


def hidden_passages(content: Content, marks: Iterable[MarkedPassage]) -> tuple[HiddenPassage, ...]:
    """Every passage that the marks hide, with its place, in reading order.

    A rating's wording is the scale's and a choice's is ours, so neither is listed.
    """
    return tuple(_hidden(content, marks))


def _hidden(content: Content, marks: Iterable[MarkedPassage]) -> Iterable[HiddenPassage]:
    withheld = put_in_place(content, marks)
    for section in content.sections:
        for row in section.rows:
            for field in row.fields:
                path, place, text = field.path, _called(section.heading, field.label), field.plain_text
                if field.common == "choice":
                    continue
                is_whole_row = row.path in withheld.rows
                if is_whole_row or path in withheld.fields:
                    if field.level is None and not field.derived_from and text:
                        may = is_whole_row and field.common == "force"
                        yield HiddenPassage(path, 0, len(text), text, place, may)
                    continue
                for stretch in withheld.passages.get(path, []):
                    yield HiddenPassage(path, stretch.start, stretch.end, text[stretch.start : stretch.end], place)


def place_of(content: Content, path: str) -> str:
    """What people call a field: "Author", "Reasons under Evidenced"."""
    for section in content.sections:
        for row in section.rows:
            for field in row.fields:
                if field.path == path:
                    return _called(section.heading, field.label)
    raise KeyError(path)


def _called(heading: str, label: str) -> str:
    return label if heading in {label, "Cover"} else f"{label} under {heading}"


def _plain(text: str) -> str:
    """Compared without regard to case, kind of letter form, spacing, and punctuation at the ends."""
    spaced = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return str(regex.sub(r"^[^\w]+|[^\w]+$", "", spaced))


class _Sign(msgspec.Struct, frozen=True):
    """One character of a field, or the step to its next block. ``kind`` is unknown for what replaces hidden words."""

    text: str
    strong: bool = False
    emphasis: bool = False
    kind: BlockKind | None = None
    is_step: bool = False


def _with_others(
    blocks: Sequence[Block], hidden: Sequence[Hidden], generator: random.Random
) -> tuple[tuple[Block, ...], list[Hidden]]:
    """The blocks with other text in the hidden stretches, and where the stretches are now."""
    signs = _signs(blocks)
    changed: list[_Sign] = []
    stretches: list[Hidden] = []
    at = 0
    for stretch in hidden:
        changed.extend(signs[at : stretch.start])
        start = len(changed)
        changed.extend(msgspec.structs.replace(sign, kind=None) for sign in _signs(_other_blocks(generator)))
        if signs[stretch.end - 1].is_step:
            changed.append(signs[stretch.end - 1])  # or an accent that begins the next block would join what is hidden
        stretches.append(Hidden(start, len(changed), stretch.codes, stretch.role))
        at = stretch.end
    changed.extend(signs[at:])
    return _blocks(changed, blocks[0].kind, generator), stretches


def _signs(blocks: Sequence[Block]) -> list[_Sign]:
    signs: list[_Sign] = []
    for index, block in enumerate(blocks):
        if index:
            signs.append(_Sign("\n", kind=block.kind, is_step=True))
        signs.extend(
            _Sign(character, run.strong, run.emphasis, block.kind) for run in block.runs for character in run.text
        )
    return signs


def _blocks(signs: Sequence[_Sign], first: BlockKind, generator: random.Random) -> tuple[Block, ...]:
    """The blocks that signs make up. A block takes the kind of its first public character, as redaction does."""
    grouped: list[tuple[BlockKind | None, list[_Sign]]] = [(first, [])]
    for sign in signs:
        if sign.is_step:
            grouped.append((sign.kind, []))
        else:
            grouped[-1][1].append(sign)
    blocks = []
    for beginning, group in grouped:
        kind = next((sign.kind for sign in group if sign.kind), None) if group else beginning
        runs = tuple(Run(sign.text, strong=sign.strong, emphasis=sign.emphasis) for sign in group)
        blocks.append(Block(runs=runs, kind=kind or _kind(generator)))
    return tuple(blocks)


def _other_blocks(generator: random.Random) -> tuple[Block, ...]:
    return tuple(
        Block(
            runs=tuple(
                Run(_word(generator), strong=generator.random() < 0.5, emphasis=generator.random() < 0.5)
                for _ in range(generator.randint(1, 4))
            ),
            kind=_kind(generator),
        )
        for _ in range(generator.choice((1, 1, 2, 5)))
    )


def _kind(generator: random.Random) -> BlockKind:
    return generator.choice(get_args(BlockKind))


def _word(generator: random.Random) -> str:
    """A word of letters from several scripts; it begins and ends with one that joins nothing beside it."""
    letters = string.ascii_letters + " \u00e9\u017c\u03a9\u0416\u4e2d\u0645\u05d0\u0915\u093f\ud55c\U0001f600"
    middle = "".join(generator.choice(letters) for _ in range(generator.choice((0, 2, 9, 60))))
    return f"{generator.choice(string.ascii_letters)}{middle}{generator.choice(string.ascii_letters)}"
