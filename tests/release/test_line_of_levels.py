"""The line of levels in public files: a figure and a table of what is public, and of nothing else."""

import msgspec
import pytest

from assessments.documents.content import Block, Content, Field, Row, Run, Section
from assessments.documents.line_of_levels import figure_of
from assessments.release.checking import Examination
from assessments.release.expected import figures
from assessments.release.redacting import MarkedPassage, PublicDocument
from assessments.release.rendering import public_html, public_pdf
from tests.documents.lantern import lantern, public

AXES = ("I. Experienced", "II. Evidenced", "III. Potential")
CODE = ("s.31(1)(a)",)
MARK = "[Redacted: s.31(1)(a)]"


def chosen(number: int, *levels: int) -> Row:
    def field(key: str, label: str, words: str, level: int | None = None, derived_from: tuple[str, ...] = ()) -> Field:
        blocks = (Block(runs=(Run(words),)),)
        return Field(f"levels.{number}.{key}", label, blocks, level=level, derived_from=derived_from)

    axes = tuple(field(str(at), AXES[at], f"{level} Level", level) for at, level in enumerate(levels))
    sources = tuple(each.path for each in axes)
    worst = field("most_serious", "Most serious", f"{min(levels)} Level", min(levels), sources)
    when = field("when", "When", f"{number}00hrs 04/03/2026")
    return Row(f"levels.{number}", (when, *axes, worst), heading=f"Entry {number}")


@pytest.fixture
def content() -> Content:
    rows = (chosen(8, 6, 5, 4), chosen(9, 4, 2, 3), chosen(10, 5, 5, 5))
    section = Section(key="levels", heading="The line of levels", layout="levels", rows=rows)
    before = lantern()
    return msgspec.structs.replace(before, sections=(before.sections[0], section))


def wrong(document: PublicDocument, folder, pdf: bytes = b"", html: str = "") -> set[str]:
    examination = Examination(document, pdf or public_pdf(document), html or public_html(document), folder)
    return {step.name for step in examination.steps() if not step.passed}


def words_of(document: PublicDocument) -> list[list[str]]:
    return [
        [
            "".join(getattr(piece, "text", "") or getattr(piece, "words", "") for piece in field.blocks[0].pieces)
            for field in row.fields
        ]
        for row in document.sections[1].rows
    ]


def test_the_figure_passes_every_check_and_says_what_it_shows(content, tmp_path):
    document = public(content, [])

    assert figures(document) == [
        "Levels from first to last, 1 is the most serious. "
        "I. Experienced: 6, 4, 5. II. Evidenced: 5, 2, 5. III. Potential: 4, 3, 5."
    ]
    assert wrong(document, tmp_path) == set()
    assert public_pdf(document) == public_pdf(document)


def test_a_hidden_level_leaves_the_figure_the_table_and_the_most_serious(content, tmp_path):
    document = public(content, [MarkedPassage(path="levels.9.1", whole="field", codes=CODE)])

    assert words_of(document)[1] == ["900hrs 04/03/2026", "4 Level", MARK, "3 Level", MARK]
    assert "II. Evidenced: 5, withheld, 5." in figures(document)[0]
    assert wrong(document, tmp_path) == set()


def test_the_figure_is_the_same_whatever_level_is_hidden(content):
    rows = content.sections[1].rows
    other = msgspec.structs.replace(content.sections[1], rows=(rows[0], chosen(9, 4, 6, 3), rows[2]))
    swapped = msgspec.structs.replace(content, sections=(content.sections[0], other))
    marks = [MarkedPassage(path="levels.9.1", whole="field", codes=CODE)]

    assert public_html(public(swapped, marks)) == public_html(public(content, marks))


def test_a_withheld_row_says_so_once_and_leaves_a_gap(content, tmp_path):
    document = public(content, [MarkedPassage(path="levels.9", whole="row", codes=CODE)])

    assert public_html(document).count("Redacted") == 2
    assert "I. Experienced: 6, withheld, 5." in figures(document)[0]
    assert wrong(document, tmp_path) == set()


def test_a_line_whose_rows_are_all_withheld_still_says_so(content, tmp_path):
    marks = [MarkedPassage(path=f"levels.{number}", whole="row", codes=CODE) for number in (8, 9, 10)]
    document = public(content, marks)

    assert figures(document) == []
    assert wrong(document, tmp_path) == set()


def test_a_figure_described_otherwise_is_refused(content, tmp_path):
    document, other = public(content, []), public(content, [MarkedPassage("levels.9.1", whole="field", codes=CODE)])

    assert "Every string and name in it is a known one" in wrong(other, tmp_path, pdf=public_pdf(document))
    changed = public_html(document).replace("III. Potential: 4, 3, 5.", "III. Potential: 4, 1, 5.")
    assert wrong(document, tmp_path, html=changed) == {"The page holds exactly the public words"}


def test_a_line_drawn_otherwise_is_refused(content, tmp_path):
    document = public(content, [])
    stroke = figure_of([row.fields[1:4] for row in document.sections[1].rows]).strokes[-2]

    changed = public_html(document).replace(stroke.path, "M1 1L2 2")

    assert wrong(document, tmp_path, html=changed) == {"The page holds exactly the public words"}


def test_a_level_alone_makes_no_line(content):
    section = msgspec.structs.replace(content.sections[1], rows=content.sections[1].rows[:1])
    document = public(msgspec.structs.replace(content, sections=(content.sections[0], section)), [])

    assert "<svg" not in public_html(document)
    assert "6 Level" in public_html(document)
