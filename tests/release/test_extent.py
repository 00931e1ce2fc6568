"""How much is withheld: coarse, for the force alone, and loud where it is most of something."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from assessments.documents.content import Block, Content, Field, Row, Run, Section
from assessments.release.actions.marking import mark_whole
from assessments.release.extent import extent_of, share
from assessments.release.redacting import MarkedPassage
from tests.release.conftest import NUMBER


def section(heading, text):
    field = Field(path=heading, label=heading, blocks=(Block(runs=(Run(text),)),))
    return Section(key=heading, heading=heading, layout="prose", rows=(Row(path=f"row.{heading}", fields=(field,)),))


CONTENT = Content(
    force="Harrowmere Police",
    strapline="",
    document_type="Community Impact Assessment",
    marking="OFFICIAL",
    reference="HM-1",
    version="1.0",
    cut_at="",
    sections=(section("Purpose", "p" * 100), section("Caveats", "c" * 100), section("Author", "a" * 20)),
)


@pytest.mark.parametrize(
    ("hidden", "whole", "words"),
    [
        (0, 100, "nothing"),
        (1, 100, "less than a twentieth"),
        (4, 100, "less than a twentieth"),
        (5, 100, "about 1 tenth"),
        (34, 100, "about 3 tenths"),
        (35, 100, "about 4 tenths"),
        (94, 100, "about 9 tenths"),
        (95, 100, "nearly all of it"),
        (100, 100, "all of it"),
    ],
)
def test_shares_are_told_in_tenths(hidden, whole, words):
    assert share(hidden, whole) == words


def test_each_section_with_marks_is_told_apart():
    extent = extent_of(CONTENT, [MarkedPassage("Purpose", 0, 30), MarkedPassage("row.Author", whole="row")])

    assert extent.sections == (("Purpose", "about 3 tenths"), ("Author", "all of it"))
    assert (extent.share, extent.warnings) == ("about 2 tenths", ())


def test_words_under_two_marks_are_counted_once():
    extent = extent_of(CONTENT, [MarkedPassage("Purpose", 0, 20), MarkedPassage("Purpose", 10, 30)])

    assert extent.sections == (("Purpose", "about 3 tenths"),)


def test_most_of_a_text_is_warned_of_and_a_whole_name_is_not():
    extent = extent_of(CONTENT, [MarkedPassage("Purpose", 0, 51), MarkedPassage("Author", whole="field")])

    assert extent.warnings == ("Most of Purpose is withheld. Look whether all of that is exempt.",)


def test_most_of_the_document_is_warned_of_first():
    extent = extent_of(CONTENT, [MarkedPassage("Purpose", whole="field"), MarkedPassage("Caveats", 0, 20)])

    assert extent.warnings[0].startswith("Most of the document is withheld.")


@pytest.fixture
def much(unmarked, tom, crime):
    mark_whole(
        release=unmarked, path="section.information", whole="field", exemptions=[crime], reason="Tactics.", by=tom
    )


@pytest.mark.parametrize("page", ["release-marks", "release-send-for-checking"])
def test_the_marker_sees_it_before_anything_is_sent(much, as_tom, page):
    shown = as_tom.get(reverse(page, args=[NUMBER])).content.decode()

    assert "Withheld of the whole:" in shown
    assert "Most of Information is withheld." in shown


def test_the_checker_sees_it_and_no_public_file_says_it(candidate, as_ruth):
    shown = BeautifulSoup(as_ruth.get(reverse("release-checking", args=[NUMBER])).content, "html.parser").text

    assert "Withheld of the whole:" in shown
    assert b"Withheld of the whole" not in bytes(candidate.html)
    assert "tenth" not in str(candidate.public)
