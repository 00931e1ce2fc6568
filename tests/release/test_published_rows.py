"""What is published of the numbered rows: all that nobody marked, and nothing that was."""

import io

import pytest
from bs4 import BeautifulSoup
from pdfminer.high_level import extract_text

from assessments.actions.deciding import submit
from assessments.documents.snapshot import content_of
from assessments.release.actions.marking import make_release_copy, mark_passage, mark_whole
from assessments.release.actions.publishing import send_for_checking
from tests.factories import draft, signed_off, write_whole
from tests.reasons import give_reasons
from tests.release.conftest import NUMBER
from tests.rows import ANSWERS, add, add_every

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(noon, dana, priya, tom, harrowmere):
    """A release copy of a version with one row of every kind, and a place that is nobody's business."""
    version = write_whole(draft(by=dana, unit=harrowmere), by=dana)
    add_every(version, by=dana)
    add(version, "place", by=dana, place="Tannery Yard, gate four", begins_at=None)
    decision = signed_off(submit(version=version, by=dana), by=priya)
    return make_release_copy(version=decision.submission.version, by=tom, number=NUMBER)


@pytest.fixture
def candidate(copy, tom, personal, crime):
    common = {"release": copy, "by": tom, "reason": "It could be used to avoid them."}
    mark_whole(path="place.2", whole="row", exemptions=[crime], **common)
    mark_whole(path="facial_recognition.1.threshold", whole="field", exemptions=[crime], **common)
    mark_passage(path="check.1.checker", quote="Lee Marsh", occurrence=1, exemptions=[personal], **common)
    mark_passage(path="finding.1.figures", quote="30 %", occurrence=1, exemptions=[crime], **common)
    return send_for_checking(release=give_reasons(copy, by=tom), by=tom)


def squeezed(text):
    return "".join(text.split())


def test_what_was_marked_is_in_neither_file_and_the_rest_is_in_both(candidate):
    pdf = squeezed(extract_text(io.BytesIO(bytes(candidate.pdf))))
    page = squeezed(BeautifulSoup(bytes(candidate.html), "html.parser").get_text())

    for published in (pdf, page):
        for hidden in ("TanneryYard", "0.64", "LeeMarsh", "30%"):
            assert hidden not in published
        assert "Place2ofdeployment1" in published
        for kind in ("risk", "document", "intervention", "finding"):
            for name, answer in ANSWERS[kind].items():
                if isinstance(answer, str) and name not in {"figures", "stance", "category", "held"}:
                    assert squeezed(answer) in published, name
        assert "58%:acceptable" in published
        assert "[Redacted:s.31(1)(a)]:notacceptable" in published


def test_no_link_of_a_source_can_be_followed(candidate):
    assert b"/URI" not in bytes(candidate.pdf)
    assert "<a " not in bytes(candidate.html).decode()


def test_the_copy_shares_its_rows_with_what_was_signed_off(copy):
    submitted = content_of(copy.snapshot.version.submissions.get().snapshot)
    copied = content_of(copy.snapshot)

    assert {path: row for path, row in copied.rows().items() if path in submitted.rows()} == submitted.rows()
