"""Where a mark of an earlier copy stands in a later one: exactly, to be decided on, or nowhere. No database."""

import pytest

from assessments.documents.content import Block, Content, Field, Row, Run, Section
from assessments.release.carrying import Place, found_again
from assessments.release.marked_text import StandingMark


def field(path, text, level=None):
    return Field(path=path, label=path.title(), blocks=(Block(runs=(Run(text),)),), level=level)


def document(*rows):
    return Content(
        force="A force",
        strapline="",
        document_type="Assessment",
        reference="1",
        version="1.0",
        marking="OFFICIAL",
        cut_at="",
        sections=(Section(key="notes", heading="Notes", layout="records", rows=rows),),
    )


def notes(first, second="Nobody else was there."):
    return document(Row(path="row", fields=(field("first", first), field("second", second))))


def passage(text, words, path="first"):
    start = text.index(words)
    return StandingMark(number=1, path=path, codes=("s.40(2)",), start=start, end=start + len(words))


def test_a_passage_of_an_unchanged_field_stays_where_it_is():
    text = "Sam Reed rang. Sam Reed called again."

    found = found_again(passage(text, "Sam Reed"), earlier=notes(text), later=notes(text, "Everything else changed."))

    assert found.is_unchanged
    assert found.place == Place("first", 0, 8)


def test_where_the_text_changed_words_that_stand_once_are_offered_and_not_carried():
    was, now = "Sam Reed rang at noon.", "At noon, so they say, Sam Reed rang."

    found = found_again(passage(was, "Sam Reed"), earlier=notes(was), later=notes(now))

    assert not found.is_unchanged
    assert found.place == Place("first", 22, 30)
    assert (found.before, found.words, found.after) == ("At noon, so they say, ", "Sam Reed", " rang.")


def test_words_that_moved_to_another_field_are_offered_there():
    was = "Sam Reed rang."

    found = found_again(passage(was, "Sam Reed"), earlier=notes(was), later=notes("Nobody.", "Sam Reed rang."))

    assert found.place == Place("second", 0, 8)
    assert "Notes: Second" in found.says


@pytest.mark.parametrize(
    ("now", "says"),
    [("A councillor rang.", "stand nowhere"), ("Sam Reed rang Sam Reed.", "2 times")],
)
def test_words_that_stand_nowhere_or_twice_have_no_place(now, says):
    was = "Sam Reed rang."

    found = found_again(passage(was, "Sam Reed"), earlier=notes(was), later=notes(now))

    assert found.place is None
    assert says in found.says


@pytest.mark.parametrize("whole", ["field", "row"])
def test_a_whole_goes_over_by_itself_only_where_it_reads_the_same(whole):
    mark = StandingMark(number=1, path="first" if whole == "field" else "row", codes=(), whole=whole)
    earlier = notes("Sam Reed rang.")

    same = found_again(mark, earlier=earlier, later=notes("Sam Reed rang."))
    changed = found_again(mark, earlier=earlier, later=notes("Ali Shah rang."))
    gone = found_again(mark, earlier=earlier, later=document())

    assert same.is_unchanged
    assert (changed.is_unchanged, changed.place) == (False, same.place)
    assert gone.place is None


def test_another_level_under_the_same_words_is_another_field():
    mark = StandingMark(number=1, path="level", codes=(), whole="field")
    was, now = (document(Row(path="row", fields=(field("level", "Normal", level),))) for level in (6, 5))

    assert not found_again(mark, earlier=was, later=now).is_unchanged
