"""Words chosen in the reading column, as the page sends them: exactly there or refused, and nothing typed is lost."""

import pytest

from assessments.documents.snapshot import content_of
from assessments.release.models import Mark
from tests.release.conftest import HIDDEN_WORDS, NUMBER

pytestmark = pytest.mark.django_db

PAGE = f"/release/{NUMBER}/marks/selection/"
PATH = "section.information"


@pytest.fixture
def text(unmarked):
    return content_of(unmarked.snapshot).fields()[PATH].plain_text


@pytest.fixture
def chosen(text, crime):
    """What the page sends for some words; a test says what is different."""

    def chosen(words=HIDDEN_WORDS, **others):
        start = text.index(words)
        grounds = {"exemptions": [crime.pk], "reason": "It helps to avoid the cameras."}
        return {"path": PATH, "start": start, "end": start + len(words), "quote": words} | grounds | others

    return chosen


def test_exactly_the_words_chosen_are_marked(unmarked, as_tom, tom, text, chosen):
    response = as_tom.post(PAGE, chosen())

    mark = Mark.objects.get()
    assert text[mark.start : mark.end] == HIDDEN_WORDS
    assert mark.made_by == tom
    assert response.url == f"/release/{NUMBER}/marks/#mark-{mark.pk}"


@pytest.mark.parametrize(
    "others",
    [
        {"start": 9, "end": 3},
        {"start": 0, "end": 0},
        {"end": 999_999_999},
        {"start": 0},
        {"quote": "Three cameras"},
        {"path": "section.nowhere"},
        {"path": "rating.experienced.level"},
    ],
    ids=["reversed", "empty", "beyond the end", "elsewhere", "other words", "no such field", "a level"],
)
def test_what_does_not_stand_exactly_there_is_refused_and_nothing_typed_is_lost(unmarked, as_tom, chosen, others):
    response = as_tom.post(PAGE, chosen(**others))

    assert response.status_code == 409
    assert not Mark.objects.exists()
    page = response.content.decode()
    assert "It helps to avoid the cameras." in page
    assert 'id="mark-bar-heading"' in page


@pytest.mark.parametrize("start", ["-1", "3; DROP", "NaN", "1e9", "", "٣", "3.0", " 3\n4", "9" * 30])
def test_a_place_that_is_no_place_is_refused(unmarked, as_tom, chosen, start):
    response = as_tom.post(PAGE, chosen(start=start))

    assert response.status_code == 400
    assert not Mark.objects.exists()


@pytest.mark.parametrize("missing", ["path", "start", "end", "quote"])
def test_a_place_of_which_a_part_is_missing_is_refused(unmarked, as_tom, chosen, missing):
    sent = chosen()
    del sent[missing]

    assert as_tom.post(PAGE, sent).status_code == 400
    assert not Mark.objects.exists()


def test_grounds_are_asked_for_in_the_bar(unmarked, as_tom, chosen):
    response = as_tom.post(PAGE, chosen(exemptions=[], reason=""))

    page = response.content.decode()
    assert 'href="#chosen_exemptions' in page
    assert 'href="#chosen_reason"' in page
    assert 'data-mark-bar aria-labelledby="mark-bar-heading">' in page


def test_words_marked_already_are_a_conflict(unmarked, as_tom, chosen):
    as_tom.post(PAGE, chosen())

    assert as_tom.post(PAGE, chosen()).status_code == 409
    assert Mark.objects.count() == 1


def test_an_earlier_reason_stands_for_one_that_is_not_typed(unmarked, as_tom, chosen):
    as_tom.post(PAGE, chosen())
    first = Mark.objects.get()

    as_tom.post(PAGE, chosen("library", reason="", earlier_reason=str(first.pk)))

    assert Mark.objects.last().reason == first.reason


def test_nothing_is_chosen_while_it_is_checked(candidate, as_tom, chosen):
    assert as_tom.post(PAGE, chosen("library")).status_code == 403
    assert "marking.js" not in as_tom.get(f"/release/{NUMBER}/marks/").content.decode()
