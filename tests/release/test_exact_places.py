"""Marks fall exactly where they are put, whatever the words are: properties, with documents drawn by chance.

`make test` draws 300 cases for each property, `make long` 100,000 cases in all.
"""

import random
from collections.abc import Callable

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.documents.content import Block, Content, Field, Row, Run, Section
from assessments.release.locating import locate
from assessments.release.redacting import MarkedPassage, NotThere, PublicDocument, PublicField, PublicRun, redact
from assessments.release.residual import swapped
from tests.documents.lantern import COMPLAINTS, MEANINGS, NUMBER

PROPERTIES = 5
EACH_NIGHT = 100_000
drawn_by_chance = pytest.mark.parametrize(
    "cases", [300, pytest.param(EACH_NIGHT // PROPERTIES, marks=[pytest.mark.long])]
)


def blocks(alphabet: str) -> st.SearchStrategy[list[Block]]:
    """Paragraphs, headings and points, each of several runs, in these letters."""
    words = st.text(alphabet=alphabet, min_size=1, max_size=12)
    runs = st.lists(st.builds(Run, words, strong=st.booleans(), emphasis=st.booleans()), min_size=1, max_size=3)
    kinds = st.sampled_from(["paragraph", "heading", "bullet", "number"])
    return st.lists(st.builds(Block, runs=runs.map(tuple), kind=kinds), min_size=1, max_size=5)


BLOCKS = blocks(" abcéΩЖ😀中<&>*[]\u0301\u200d👩")
AS_TYPED = blocks(" \u00a0abéΩ😀中<&*")  # any part of which is text that could be typed
CODES = st.sampled_from([("s.40(2)",), ("s.31(1)(a)",), ("s.23(1)",), ()])
ROLES = st.sampled_from(["", "police officer", "private individual"])


def for_so_many(cases: int, holds: Callable[..., None], *drawn: st.SearchStrategy) -> None:
    """Check a property for at least so many cases, each counted as it is checked."""
    checked = 0

    def counted(values: tuple[object, ...]) -> None:
        nonlocal checked
        checked += 1
        holds(*values)

    settings(max_examples=cases, database=None)(given(st.tuples(*drawn))(counted))()
    assert checked >= cases


def content_of(*texts: tuple[Block, ...]) -> Content:
    """A document in which each text is a field, two of them to a row."""
    fields = [Field(path=f"f{number}", label=f"Words {number}", blocks=blocks) for number, blocks in enumerate(texts)]
    rows = tuple(
        Row(path=f"r{number}", fields=tuple(fields[number : number + 2])) for number in range(0, len(fields), 2)
    )
    return Content(
        force="Force",
        strapline="Line",
        document_type="Type",
        reference="REF-1",
        version="1.0",
        marking="OFFICIAL",
        cut_at="2026-03-02T16:41:00+00:00",
        sections=(Section(key="s", heading="Section", layout="prose", rows=rows),),
    )


def redacted(content: Content, *marks: MarkedPassage) -> PublicDocument:
    return redact(content, marks, number=NUMBER, complaints=COMPLAINTS, meanings=MEANINGS)


@st.composite
def documents(
    draw: st.DrawFn,
    *,
    texts: int = 1,
    most: int | None = None,
    drawn_from: st.SearchStrategy[list[Block]] = BLOCKS,
) -> tuple[Content, list[MarkedPassage]]:
    """A document of so many texts, or up to the most, and between one and four marks in each of them."""
    content = content_of(*(tuple(draw(drawn_from)) for _ in range(draw(st.integers(texts, most or texts)))))
    marks = []
    for path, field in content.fields().items():
        length = len(field.plain_text)
        for _ in range(draw(st.integers(1, 4))):
            start = draw(st.integers(0, length - 1))
            end = draw(st.integers(start + 1, length))
            marks.append(MarkedPassage(path=path, start=start, end=end, codes=draw(CODES), role=draw(ROLES)))
    return content, marks


def public_of(field: PublicField) -> str:
    """A field's public words, a block a line, with one sign for marks that stand side by side."""
    lines = (
        "".join(piece.text if isinstance(piece, PublicRun) else "\x00" for piece in block.pieces)
        for block in field.blocks
    )
    return regex.sub("\x00+", "\x00", "\n".join(lines))


def left_of(text: str, marks: list[MarkedPassage]) -> str:
    """What must be left of a text: whole letters as they are seen, and one sign for letters that a mark touches."""
    covered = {place for mark in marks for place in range(mark.start, mark.end)}
    letters = (
        found.group() if covered.isdisjoint(range(*found.span())) else "\x00" for found in regex.finditer(r"\X", text)
    )
    return regex.sub("\x00+", "\x00", "".join(letters))


@drawn_by_chance
def test_other_hidden_words_give_the_same_public_document(cases):
    def holds(content_and_marks, seed):
        content, marks = content_and_marks

        other, other_marks = swapped(content, marks, random.Random(seed))

        assert redacted(other, *other_marks) == redacted(content, *marks)

    for_so_many(cases, holds, documents(), st.integers())


@drawn_by_chance
def test_exactly_the_marked_characters_go_and_the_order_of_marks_does_not_matter(cases):
    def holds(content_and_marks):
        content, marks = content_and_marks

        document = redacted(content, *marks)

        (field,) = document.sections[0].rows[0].fields
        assert public_of(field) == left_of(content.fields()["f0"].plain_text, marks)
        assert redacted(content, *reversed(marks)) == document
        assert redacted(content, *marks, *marks) == document

    for_so_many(cases, holds, documents())


@drawn_by_chance
def test_in_each_of_several_fields_exactly_its_own_marked_characters_go(cases):
    """With one field withheld whole besides, where there are three: nothing of its place moves the others."""

    def holds(content_and_marks, seed):
        content, marks = content_and_marks
        fields = list(content.fields().items())
        whole = fields[2][0] if len(fields) > 2 and seed % 2 else None
        marks = [mark for mark in marks if mark.path != whole]
        if whole:
            marks.append(MarkedPassage(path=whole, whole="field", codes=("s.31(1)(a)",)))

        document = redacted(content, *marks)

        public = [field for row in document.sections[0].rows for field in row.fields]
        assert [field.label for field in public] == [field.label for _, field in fields]
        for (path, field), shown in zip(fields, public, strict=True):
            own = [mark for mark in marks if mark.path == path]
            assert public_of(shown) == ("\x00" if path == whole else left_of(field.plain_text, own))
        random.Random(seed).shuffle(marks)
        assert redacted(content, *marks) == document
        other, other_marks = swapped(content, marks, random.Random(seed))
        assert redacted(other, *other_marks) == document

    for_so_many(cases, holds, documents(texts=2, most=3), st.integers())


@drawn_by_chance
def test_a_mark_in_any_field_that_is_not_wholly_there_is_refused_and_nothing_is_made(cases):
    def holds(content_and_marks, which, beyond, back):
        content, marks = content_and_marks
        path, field = list(content.fields().items())[which % len(content.fields())]
        length = len(field.plain_text)
        wrong = [
            (length - back % length, length + beyond),
            (length + beyond, length + beyond + 1),
            (-beyond, length),
            (back % length, back % length),
            (length, back % length),
        ][back % 5]
        bad = MarkedPassage(path=path, start=wrong[0], end=wrong[1], codes=("s.40(2)",))

        with pytest.raises(NotThere):
            redacted(content, *marks, bad)

    numbers = st.integers(0, 1_000)
    for_so_many(cases, holds, documents(texts=2, most=3), numbers, st.integers(1, 1_000), numbers)


@drawn_by_chance
def test_words_are_found_exactly_where_they_stand_or_not_at_all(cases):
    """Against a search of its own, a place at a time: occurrences that overlap an earlier one are none."""

    def holds(content_and_marks, occurrence):
        content, marks = content_and_marks
        mark = marks[0]
        field = content.fields()[mark.path]
        text = regex.sub(r"\s", " ", field.plain_text)
        quote = text[mark.start : mark.end]
        places, at = [], 0
        while at <= len(text) - len(quote):
            if text[at : at + len(quote)] == quote:
                places.append(at)
                at += len(quote)
            else:
                at += 1

        if not quote.strip() or occurrence > len(places):
            with pytest.raises(NotThere):
                locate(field, quote, occurrence)
        else:
            start = places[occurrence - 1]
            assert locate(field, quote, occurrence) == (start, start + len(quote))

    for_so_many(cases, holds, documents(texts=2, most=3, drawn_from=AS_TYPED), st.integers(1, 4))
