"""The marking and checking pages of a document as rich as real ones: contacts, a log, whole rows withheld."""

import re
from pathlib import Path

import msgspec
import pytest

from assessments.documents.exchange import read_file
from assessments.documents.snapshot import content_of
from assessments.release.marked_text import place_label
from assessments.release.models import Candidate
from assessments.release.page_by_page import by_page
from assessments.release.picturing import page_texts
from assessments.release.redacting import PublicDocument
from assessments.release.rehearsing import RehearsalFile, rehearse
from assessments.release.views.pages import as_standing

pytestmark = pytest.mark.django_db

RICH = Path(__file__).resolve().parents[2] / "docs" / "examples" / "operation-lantern-full.json"


def test_every_mark_of_a_rich_document_is_found_on_its_page(db):
    rehearse(read_file(RICH.read_bytes(), RehearsalFile))
    candidate = Candidate.objects.last()
    release = candidate.release
    texts = page_texts(bytes(candidate.pdf))

    pages = by_page(
        content_of(release.snapshot),
        [as_standing(mark) for mark in release.standing_marks()],
        msgspec.convert(candidate.public, PublicDocument),
        texts,
    )

    assert len(pages) == candidate.pages
    found = [each for page in pages for each in page]
    assert any(each.place.endswith("the whole row") for each in found)
    for text, marks in zip(texts, pages, strict=True):
        written = re.sub(r"\s+", "", text)
        assert all(re.sub(r"\s+", "", each.words) in written for each in marks)
    assert all(each.marks and each.hidden for each in found)


def test_two_rows_of_one_section_are_told_apart_by_name(db):
    rehearse(read_file(RICH.read_bytes(), RehearsalFile))
    content = content_of(Candidate.objects.last().release.snapshot)

    names = [place_label(content, row.path) for section in content.sections for row in section.rows if row.heading]

    assert len(names) > 20
    assert len(names) == len(set(names))
