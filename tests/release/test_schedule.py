"""What is withheld, section by section, from the public document alone."""

from assessments.documents.content import Block, Content, Field, Row, Run, Section
from assessments.release.redacting import MarkedPassage, redact
from assessments.release.schedule import ScheduleRow, schedule

PERSONAL, CRIME = "Section 40(2): so.", "Section 31(1)(a): so."
MEANINGS = {"s.40(2)": PERSONAL, "s.31(1)(a)": CRIME}


def field(path, text):
    return Field(path=path, label=path, blocks=(Block(runs=(Run(text),)),))


def section(heading, *fields):
    rows = tuple(Row(path=f"row.{each.path}", fields=(each,)) for each in fields)
    return Section(key=heading, heading=heading, layout="prose", rows=rows)


CONTENT = Content(
    force="Harrowmere Police",
    strapline="",
    document_type="Community Impact Assessment",
    marking="OFFICIAL",
    reference="HM-1",
    version="1.0",
    cut_at="",
    sections=(
        section("Purpose", field("a", "Ann Field met Bob Reed by the van."), field("b", "Nothing here.")),
        section("Caveats", field("c", "Ann Field was not there.")),
        section("Methodology", field("d", "By telephone.")),
    ),
)


def public(*marks):
    return redact(CONTENT, marks, number="P-1", complaints="", meanings=MEANINGS)


def test_every_section_is_listed_with_its_marks_by_exemption_in_the_order_of_the_document():
    document = public(
        MarkedPassage("a", 0, 9, codes=("s.40(2)",)),
        MarkedPassage("a", 14, 22, codes=("s.40(2)",)),
        MarkedPassage("a", 26, 33, codes=("s.31(1)(a)",)),
        MarkedPassage("row.c", whole="row", codes=("s.40(2)",)),
        MarkedPassage("d", whole="field"),
    )

    rows = schedule(document)

    assert [(row.section, row.cited, row.marks) for row in rows] == [
        ("Purpose", "s.31(1)(a)", 1),
        ("Purpose", "s.40(2)", 2),
        ("Caveats", "s.40(2)", 1),
        ("Methodology", "No exemption named", 1),
    ]
    assert rows[1] == ScheduleRow("Purpose", "[Redacted: s.40(2)]", PERSONAL, 2)
    assert sum(row.marks for row in rows) == sum(entry.marks for entry in document.key)


def test_a_document_of_which_nothing_is_withheld_has_an_empty_schedule():
    assert schedule(public()) == ()
