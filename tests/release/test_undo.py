"""Going back step by step. Nothing is forgotten: an undone mark stays on record, one made again is a new mark."""

from datetime import timedelta

import pytest

from assessments.release.actions.marking import mark_stretches, mark_whole, redo_last_step, remove_mark, undo_last_step
from assessments.release.models import Mark, ReleaseCopy
from assessments.release.occurrences import Stretch
from cia import clock
from cia.authorisation import Conflict, Denied
from tests.release.conftest import NUMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(noon):
    """The clock moves on between the steps of a test, as it does between those of people."""
    passed = iter(range(1, 100))

    def later():
        return clock.stopped_at(noon + timedelta(minutes=next(passed)))

    return later


@pytest.fixture
def marker(unmarked, tom, personal, crime, minutes):
    class Marker:
        def mark(self, path):
            with minutes():
                return mark_whole(
                    release=unmarked, path=path, whole="field", exemptions=[personal, crime], reason="A name.", by=tom
                )

        def take_off(self, mark):
            with minutes():
                remove_mark(mark=mark, by=tom)

        def undo(self):
            with minutes():
                release = ReleaseCopy.objects.get()
                return undo_last_step(release=release, marks_revision=release.marks_revision, by=tom)

        def redo(self):
            with minutes():
                release = ReleaseCopy.objects.get()
                return redo_last_step(release=release, marks_revision=release.marks_revision, by=tom)

        def standing(self):
            return sorted(mark.path for mark in unmarked.standing_marks())

    return Marker()


def test_undoing_a_mark_takes_it_off_and_keeps_it_on_record(marker, tom):
    marker.mark("cover.author")
    marker.undo()

    assert marker.standing() == []
    assert Mark.objects.get().removed_by == tom


def test_undoing_a_removal_makes_the_same_mark_again(marker):
    first = marker.mark("cover.author")
    marker.mark("cover.title")
    marker.take_off(first)
    assert marker.standing() == ["cover.title"]

    (again,) = marker.undo()

    assert marker.standing() == ["cover.author", "cover.title"]
    assert again.pk != first.pk
    assert (again.reason, again.codes()) == (first.reason, first.codes())


def test_going_back_further_reaches_the_step_before(marker):
    marker.mark("cover.author")
    marker.mark("cover.title")
    marker.mark("sign_off.name")

    marker.undo()
    assert marker.standing() == ["cover.author", "cover.title"]
    marker.undo()
    assert marker.standing() == ["cover.author"]
    marker.undo()
    assert marker.standing() == []
    with pytest.raises(Denied, match="no step to undo"):
        marker.undo()


def test_many_marks_of_one_step_go_together(marker, unmarked, tom, personal, minutes):
    with minutes():
        mark_stretches(
            release=unmarked,
            stretches=[Stretch("section.purpose", 7, 10, "how"), Stretch("section.purpose", 0, 6, "To say")],
            exemptions=[personal],
            reason="Names.",
            by=tom,
        )
    assert len(marker.standing()) == 2

    marker.undo()

    assert marker.standing() == []


def test_of_many_stretches_none_is_marked_when_one_is_not_there(unmarked, tom, personal):
    with pytest.raises(Conflict, match="do not stand at that place"):
        mark_stretches(
            release=unmarked,
            stretches=[Stretch("section.purpose", 0, 6, "To say"), Stretch("section.purpose", 1, 7, "To say")],
            exemptions=[personal],
            reason="Names.",
            by=tom,
        )

    assert not Mark.objects.exists()


def test_a_mark_made_again_keeps_its_label_and_another_label_is_another_mark(marker, unmarked, tom, personal, minutes):
    author = {
        "release": unmarked,
        "path": "cover.author",
        "whole": "field",
        "exemptions": [personal],
        "reason": "A name.",
    }
    with minutes():
        first = mark_whole(role="police officer", by=tom, **author)
    with minutes():
        remove_mark(mark=first, by=tom)
        mark_whole(role="private individual", by=tom, **author)

    marker.undo()
    assert unmarked.standing_marks().get().role == "police officer"
    marker.redo()
    assert unmarked.standing_marks().get().role == "private individual"


def test_marks_that_changed_since_the_page_was_made_are_not_undone(marker, unmarked, tom):
    marker.mark("cover.author")

    with pytest.raises(Conflict, match="nothing was undone"):
        undo_last_step(release=unmarked, marks_revision=0, by=tom)

    assert marker.standing() == ["cover.author"]


def test_the_page_says_what_undoing_does_and_leads_back_there(marker, as_tom):
    marker.mark("cover.author")
    page = as_tom.get(f"/release/{NUMBER}/marks/").content.decode()
    assert "take the mark off" in page
    revision = ReleaseCopy.objects.get().marks_revision

    response = as_tom.post(f"/release/{NUMBER}/marks/undo/", {"marks_revision": revision})

    assert "#field-" in response.url
    assert marker.standing() == []
    assert as_tom.post(f"/release/{NUMBER}/marks/undo/", {"marks_revision": revision}).status_code == 409
    assert as_tom.post(f"/release/{NUMBER}/marks/undo/", {"marks_revision": "x"}).status_code == 409


def test_who_undoes_a_mark_may_not_approve(marker, unmarked, ruth, tom):
    marker.mark("cover.author")
    release = ReleaseCopy.objects.get()
    undo_last_step(release=release, marks_revision=release.marks_revision, by=ruth)

    assert Mark.objects.get().removed_by == ruth


def test_undone_steps_are_done_again_in_turn_until_another_is_made(marker):
    marker.mark("cover.author")
    marker.mark("cover.title")
    marker.undo()
    marker.undo()

    marker.redo()
    assert marker.standing() == ["cover.author"]
    marker.redo()
    assert marker.standing() == ["cover.author", "cover.title"]
    with pytest.raises(Denied, match="no step to do again"):
        marker.redo()
    marker.undo()
    marker.mark("sign_off.name")
    with pytest.raises(Denied, match="no step to do again"):
        marker.redo()


def test_what_was_done_again_can_be_undone_again(marker):
    marker.mark("cover.author")
    marker.undo()
    (again,) = marker.redo()
    assert again.codes() == ("s.31(1)(a)", "s.40(2)")

    marker.undo()

    assert marker.standing() == []


def test_a_removal_that_was_undone_is_done_again(marker):
    first = marker.mark("cover.author")
    marker.mark("cover.title")
    marker.take_off(first)
    marker.undo()
    assert marker.standing() == ["cover.author", "cover.title"]

    marker.redo()

    assert marker.standing() == ["cover.title"]


def test_the_page_offers_to_do_an_undone_step_again(marker, as_tom):
    marker.mark("cover.author")
    assert "Redo" not in as_tom.get(f"/release/{NUMBER}/marks/").content.decode()
    marker.undo()
    page = as_tom.get(f"/release/{NUMBER}/marks/").content.decode()
    assert "Redo the undone step" in page
    assert "put the mark back on" in page

    as_tom.post(f"/release/{NUMBER}/marks/redo/", {"marks_revision": ReleaseCopy.objects.get().marks_revision})

    assert marker.standing() == ["cover.author"]
