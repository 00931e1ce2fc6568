"""Where a mark of an earlier copy stands in a later one of the same assessment. Pure.

Only where the words of its whole field or row are the same does a mark go over by itself; everything else is for a
person to decide, because the same words may mean another thing in another sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessments.documents.content import Content, Field
from assessments.release.marked_text import StandingMark, covered_text, place_label
from assessments.release.occurrences import Occurrence, occurrences


@dataclass(frozen=True)
class Place:
    """Where a mark would stand: a passage in code points of a field's plain text, or the whole of a field or row."""

    path: str
    start: int | None = None
    end: int | None = None
    whole: str = ""

    @property
    def key(self) -> str:
        """How a page sends a place back."""
        return f"{self.path}@{self.whole or f'{self.start}-{self.end}'}"


@dataclass(frozen=True)
class Found:
    """What became of the words of a mark. ``place`` is nothing where they stand nowhere, or in more places than one.

    ``says`` tells a person what was found; ``before``, ``words`` and ``after`` are how it reads now.
    """

    place: Place | None
    is_unchanged: bool
    says: str
    before: str = ""
    words: str = ""
    after: str = ""


def found_again(mark: StandingMark, *, earlier: Content, later: Content) -> Found:
    """Look for a mark of the earlier copy in the later one."""
    place = Place(mark.path, mark.start, mark.end, mark.whole)
    if mark.whole == "row":
        return _whole_row(mark, place, earlier, later)
    was, now = earlier.fields()[mark.path], later.fields().get(mark.path)
    if now is not None and _same(was, now):
        return Found(place, is_unchanged=True, says="The words are the same.", words=covered_text(later, mark))
    if mark.whole == "field":
        if now is None:
            return _gone("This field is not in the new copy.")
        says = "The field reads otherwise now."
        return Found(place, is_unchanged=False, says=says, words=now.plain_text)
    return _passage(covered_text(earlier, mark), mark.path, later)


def _whole_row(mark: StandingMark, place: Place, earlier: Content, later: Content) -> Found:
    was, now = earlier.rows()[mark.path].fields, later.rows().get(mark.path)
    if now is None:
        return _gone("This row is not in the new copy.")
    words = covered_text(later, mark)
    if len(was) == len(now.fields) and all(map(_same, was, now.fields)):
        return Found(place, is_unchanged=True, says="The words are the same.", words=words)
    return Found(place, is_unchanged=False, says="The row reads otherwise now.", words=words)


def _passage(words: str, path: str, later: Content) -> Found:
    """The same words at one place alone: of the field that they stood in, or of the whole document."""
    everywhere = [each for each in occurrences(later, words, ()) if not each.why_not]
    here = [each for each in everywhere if each.stretch.path == path]
    if len(here) == 1:
        return _offered(here[0], "The text around them is another, and the words stand in it once:")
    if not here and len(everywhere) == 1:
        return _offered(everywhere[0], f"The words stand in another place now, {everywhere[0].place}:")
    if not everywhere:
        return _gone("The words stand nowhere in the new copy.")
    places = len(here) or len(everywhere)
    where = f"in {place_label(later, path)}" if here else "in the new copy"
    return _gone(f"The words stand {where} {places} times, so mark those that are meant and leave this mark off.")


def _offered(found: Occurrence, says: str) -> Found:
    stretch = found.stretch
    return Found(
        Place(stretch.path, stretch.start, stretch.end),
        is_unchanged=False,
        says=says,
        before=found.before,
        words=stretch.quote,
        after=found.after,
    )


def _gone(says: str) -> Found:
    return Found(None, is_unchanged=False, says=says)


def _same(was: Field, now: Field) -> bool:
    return (was.label, was.plain_text, was.level) == (now.label, now.plain_text, now.level)
