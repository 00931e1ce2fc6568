"""What two publications tell together: words withheld in the later that the earlier shows. No database."""

import pytest

from assessments.release.differencing import Frozen, shown_before
from assessments.release.redacting import MarkedPassage, redact
from tests.release.test_carrying import notes

CODES = ("s.40(2)",)
MEANINGS = {"s.40(2)": "Personal.", "s.38(1)": "Safety."}


def published(first, *hidden, second="Nobody else was there.", whole=(), codes=CODES, role=""):
    """A copy with these words of its first field withheld, and the whole of some fields or rows."""
    content = notes(first, second)
    marks = tuple(
        MarkedPassage(
            path="first", start=first.index(words), end=first.index(words) + len(words), codes=codes, role=role
        )
        for words in hidden
    ) + tuple(MarkedPassage(path=path, whole=kind, codes=codes, role=role) for path, kind in whole)
    public = redact(content, marks, number="P-1", complaints="", meanings=MEANINGS)
    return Frozen(content=content, marks=marks, public=public)


def told(later, earlier):
    return [each.words for each in shown_before(later, earlier)]


SENTENCE = "PC Sam Reed rang at noon."


def test_the_same_words_withheld_tell_nothing():
    assert told(published(SENTENCE, "Sam Reed"), published(SENTENCE, "Sam Reed")) == []


def test_what_the_later_shows_needs_no_question():
    assert told(published(SENTENCE), published(SENTENCE, "Sam Reed")) == []


def test_words_shown_before_and_withheld_now_are_told():
    assert told(published(SENTENCE, "Sam Reed"), published(SENTENCE)) == ["Sam Reed"]


def test_of_marks_that_overlap_exactly_the_rest_is_told():
    assert told(published(SENTENCE, "Sam Reed rang"), published(SENTENCE, "PC Sam")) == ["Reed rang"]


def test_the_rest_is_found_also_where_the_sentence_was_written_anew():
    later = published("It is said that PC Sam Reed rang at noon.", "Sam Reed")

    assert told(later, published(SENTENCE, "PC Sam")) == ["Reed"]


@pytest.mark.parametrize("whole", [("first", "field"), ("row", "row")])
def test_a_whole_that_was_shown_before_is_told(whole):
    assert SENTENCE in told(published(SENTENCE, whole=[whole]), published(SENTENCE))


@pytest.mark.parametrize("whole", [(), [("first", "field")], [("row", "row")]])
def test_a_label_or_an_exemption_that_only_the_earlier_shows_is_told(whole):
    earlier = published(SENTENCE, "Sam Reed", whole=whole, codes=(*CODES, "s.38(1)"), role="police officer")
    later = published(SENTENCE, "Sam Reed", whole=whole)

    assert {"police officer", "s.38(1)"} <= set(told(later, earlier))
    assert all(each.place.endswith(", beside the mark") for each in shown_before(later, earlier))


def test_a_label_or_an_exemption_that_stays_or_is_new_tells_nothing():
    with_more = published(SENTENCE, "Sam Reed", codes=(*CODES, "s.38(1)"), role="police officer")

    assert told(with_more, with_more) == told(with_more, published(SENTENCE, "Sam Reed")) == []


def test_what_stood_beside_words_that_are_shown_now_tells_nothing():
    earlier = published(SENTENCE, "Sam Reed", "noon", role="police officer")

    assert told(published(SENTENCE, "noon", role="police officer"), earlier) == []


def test_words_that_an_earlier_copy_shows_in_another_field_are_told_with_their_place():
    later = published(SENTENCE, "Sam Reed")
    earlier = published("Nothing.", second="We rang SAM\nREED back.")

    (found,) = shown_before(later, earlier)

    assert (found.place, found.words) == ("Notes: Second", "Sam Reed")
