"""The marking page loses no word and adds none, however marks lie over one another."""

from hypothesis import given
from hypothesis import strategies as st

from assessments.documents.content import Block, Content, Field, Row, Run, Section
from assessments.release.marked_text import StandingMark, covered_text, place_label, with_marks
from assessments.release.redacting import put_in_place

BLOCKS = (
    Block(runs=(Run("Officers in "), Run("plain clothes", strong=True), Run(" will stand"))),
    Block(runs=(Run("at both ends"),), kind="bullet"),
)
FIELD = Field(path="section.information", label="Information", blocks=BLOCKS)
CONTENT = Content(
    force="Wessex Vale Police",
    strapline="",
    document_type="Community Impact Assessment",
    reference="CIA-2026-0001",
    version="1.0",
    marking="OFFICIAL",
    cut_at="2026-02-10T12:00:00+00:00",
    sections=(
        Section(
            key="information",
            heading="Information",
            layout="prose",
            rows=(Row(path="row.section.information", fields=(FIELD,)),),
        ),
    ),
)
LENGTH = len(FIELD.plain_text)
PLACES = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).filter(lambda place: place[0] < place[1])


@given(st.lists(PLACES, max_size=6))
def test_every_word_is_shown_once_and_is_marked_where_a_mark_covers_it(places):
    marks = [
        StandingMark(number=number, path=FIELD.path, codes=("s.40(2)",), start=start, end=end)
        for number, (start, end) in enumerate(places)
    ]

    (section,) = with_marks(CONTENT, marks, withheld=put_in_place(CONTENT, []))

    shown = section.rows[0].fields[0].blocks
    at = 0
    for block, original in zip(shown, BLOCKS, strict=True):
        assert "".join(run.text for stretch in block.stretches for run in stretch.runs) == original.text
        for stretch in block.stretches:
            length = sum(len(run.text) for run in stretch.runs)
            covering = {mark.number for mark in marks if mark.start <= at and at + length <= mark.end}
            assert {mark.number for mark in stretch.marks} == covering
            at += length
        at += 1


def test_what_a_mark_covers_may_run_over_a_line_end():
    mark = StandingMark(number=1, path=FIELD.path, codes=(), start=LENGTH - 18, end=LENGTH - 10)

    assert covered_text(CONTENT, mark) == FIELD.plain_text[LENGTH - 18 : LENGTH - 10] == "stand\nat"


def test_a_field_named_as_its_section_is_called_that_once():
    assert place_label(CONTENT, FIELD.path) == "Information"
