"""What a browser may select, sent as the marking page sends it, and what the public then reads."""

import pytest

from assessments.actions.deciding import submit
from assessments.actions.drafting import save_section
from assessments.documents.snapshot import content_of
from assessments.release.actions.marking import make_release_copy
from assessments.release.models import Exemption, Mark
from assessments.release.prompting import marked_passages
from assessments.release.redacting import PublicMark, redact
from tests.factories import draft, signed_off, write_whole
from tests.release.conftest import NUMBER

pytestmark = pytest.mark.django_db

PATH = "section.information"
PERSONAL, CRIME = "s.40(2)", "s.31(1)(a)"


@pytest.fixture
def marking_page(noon, dana, priya, tom, harrowmere, as_tom):
    """A release of some text, and the marking page of it."""

    class MarkingPage:
        def __init__(self, text):
            version = write_whole(draft(by=dana, unit=harrowmere), by=dana)
            section = version.sections.get(key="information")
            save_section(version=version, key="information", text=text, revision=section.revision, by=dana)
            version = signed_off(submit(version=version, by=dana), by=priya).submission.version
            self.release = make_release_copy(version=version, by=tom, number=NUMBER)
            self.content = content_of(self.release.snapshot)
            self.plain = self.content.fields()[PATH].plain_text

        def select(self, words, *, code=PERSONAL, at=None, length=None):
            start = self.plain.index(words) if at is None else at
            end = start + (len(words) if length is None else length)
            sent = {
                "path": PATH,
                "start": start,
                "end": end,
                # A browser sends each line end as two characters.
                "quote": self.plain[start:end].replace("\n", "\r\n"),
                "exemptions": [Exemption.objects.get(code=code).pk],
                "reason": "Private.",
            }
            return as_tom.post(f"/release/{NUMBER}/marks/selection/", sent)

        def public(self):
            """The lines of the field as the public reads them, its marks in their words."""
            meanings = {exemption.code: exemption.meaning for exemption in Exemption.objects.all()}
            document = redact(
                self.content, marked_passages(self.release), number=NUMBER, complaints="Write.", meanings=meanings
            )
            section = next(section for section in document.sections if section.heading == "Information")
            return [
                "".join(piece.words if isinstance(piece, PublicMark) else piece.text for piece in block.pieces)
                for block in section.rows[0].fields[0].blocks
            ]

    return MarkingPage


def test_exactly_the_name_goes_behind_an_emoji_and_a_line_end(marking_page):
    page = marking_page("😀 Telephoned\r\nBob Smith")
    assert page.plain.index("Bob Smith") == 13

    page.select("Bob Smith")

    assert page.public() == ["😀 Telephoned", "[Redacted: s.40(2)]"]


def test_line_ends_of_windows_before_a_name_move_nothing(marking_page):
    page = marking_page("\r\n".join(f"Line {number}" for number in range(10)) + "\r\nBob Smith rang")

    page.select("Bob Smith")

    assert page.public()[-1] == "[Redacted: s.40(2)] rang"
    assert page.public()[:2] == ["Line 0", "Line 1"]
    assert "\r" not in page.plain


def test_a_selection_over_a_line_end_hides_both_lines_parts(marking_page):
    page = marking_page("Asked Bob\r\nSmith at nine")

    page.select("Bob\nSmith")

    assert page.public() == ["Asked [Redacted: s.40(2)] at nine"]


def test_spaces_in_front_move_nothing(marking_page):
    page = marking_page("Said:\r\n\r\n     five spaces, Bob Smith")

    page.select("Bob Smith")

    assert page.public()[-1].endswith("five spaces, [Redacted: s.40(2)]")


@pytest.mark.parametrize(("typed", "length"), [("Zoe\u0308 rang", 3), ("Q\u0308uinn rang", 1), ("Q\u0308uinn rang", 2)])
def test_a_letter_never_leaves_its_accent_behind(marking_page, typed, length):
    page = marking_page(typed)

    page.select("", at=0, length=length)

    (line,) = page.public()
    assert line.startswith("[Redacted: s.40(2)]")
    assert "\u0308" not in line


def test_a_whole_field_selected_by_words_leaves_one_mark(marking_page):
    page = marking_page("Bob Smith")

    page.select("Bob Smith")

    assert page.public() == ["[Redacted: s.40(2)]"]


def test_marks_within_a_mark_are_one(marking_page):
    page = marking_page("We met Alice Smith today")
    page.select("Alice Smith")
    page.select("Smith")

    assert Mark.objects.count() == 2
    assert page.public() == ["We met [Redacted: s.40(2)] today"]


def test_marks_that_touch_are_one(marking_page):
    page = marking_page("We met Alice Smith today")
    page.select("Alice")
    page.select(" Smith")

    assert page.public() == ["We met [Redacted: s.40(2)] today"]


def test_marks_that_touch_on_different_grounds_are_one_that_names_both_in_order(marking_page):
    page = marking_page("We met Alice Smith today")
    page.select(" Smith", code=PERSONAL)
    page.select("Alice", code=CRIME)

    assert page.public() == ["We met [Redacted: s.31(1)(a), s.40(2)] today"]


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467 family", 1),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f family", 1),
        ("\u0915\u094d\u0937\u093f family", 1),
        ("\u05d1\u05b0\u05bc family", 1),
    ],
)
def test_what_is_seen_as_one_goes_as_one(marking_page, typed, length):
    page = marking_page(typed)

    page.select("", at=0, length=length)

    assert page.public() == ["[Redacted: s.40(2)] family"]
