"""Marks: exactly where the words stand, never changed, and known by who made them."""

import pytest
from django.db import IntegrityError, transaction

from assessments.documents.snapshot import as_submitted, content_of
from assessments.release.actions.marking import abandon, make_release_copy, mark_passage, mark_whole, remove_mark
from assessments.release.lifecycle import ReleaseState
from assessments.release.models import Exemption, Mark, ReleaseCopy
from assessments.release.preparing import prepare
from cia import clock
from cia.authorisation import Conflict, Denied
from tests.factories import draft, signed_off, submitted, write_whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(dana, priya, tom, harrowmere) -> ReleaseCopy:
    decision = signed_off(submitted(by=dana, unit=harrowmere), by=priya)
    return make_release_copy(version=decision.submission.version, by=tom)


@pytest.fixture
def personal(db) -> Exemption:
    return Exemption.objects.get(code="s.40(2)")


def hide(release, quote, *, by, exemptions, path="section.purpose", occurrence=1) -> Mark:
    return mark_passage(
        release=release,
        path=path,
        quote=quote,
        occurrence=occurrence,
        exemptions=exemptions,
        reason="Names a person",
        by=by,
    )


def public_text(release, path_label) -> str:
    document = prepare(release, on=clock.today()).document
    fields = [field for section in document.sections for row in section.rows for field in row.fields]
    (found,) = [field for field in fields if field.label == path_label]
    return "\n".join(
        "".join(getattr(piece, "words", "") or piece.text for piece in block.pieces) for block in found.blocks
    )


def test_a_release_copy_has_a_number_that_says_nothing_about_the_record(release):
    assert release.number.startswith("P-")
    assert release.snapshot.version.assessment.reference not in release.number


def test_a_promotion_after_sign_off_changes_nothing_that_is_released(dana, priya, tom, harrowmere):
    decision = signed_off(submitted(by=dana, unit=harrowmere), by=priya)
    dana.rank, harrowmere.name = "Insp", "Harrowmere and Weirside BCU"
    dana.save()
    harrowmere.save()

    release = make_release_copy(version=decision.submission.version, by=tom)

    content = content_of(release.snapshot)
    assert content.fields()["cover.author"].plain_text == "PS Dana Okafor"
    assert content.fields()["cover.branch"].plain_text == "Harrowmere BCU"
    assert as_submitted(content) == as_submitted(content_of(decision.submission.snapshot))


def test_only_what_was_signed_off_is_released(dana, tom, harrowmere):
    version = write_whole(draft(by=dana, unit=harrowmere), by=dana)

    with pytest.raises(Denied, match="Only a version that has been signed off"):
        make_release_copy(version=version, by=tom)


def test_only_foi_officers_make_copies_and_marks(release, dana, priya, personal):
    with pytest.raises(Denied, match="Only an FOI officer"):
        make_release_copy(version=release.snapshot.version, by=priya)
    with pytest.raises(Denied, match="Only an FOI officer"):
        hide(release, "Operation Lantern", by=dana, exemptions=[personal])


def test_the_words_quoted_are_withheld_and_no_others(release, tom, personal):
    hide(release, "live, trade", by=tom, exemptions=[personal])

    assert public_text(release, "Purpose") == (
        "To say how Operation Lantern would touch the people who [Redacted: s.40(2)] and worship near the High Street."
    )


def test_the_second_time_that_words_stand_is_counted(release, tom, personal):
    mark = hide(release, "the", by=tom, exemptions=[personal], occurrence=2)

    plain = "To say how Operation Lantern would touch the people who live, trade and worship near the High Street."
    assert mark.start == plain.index("the High Street")


@pytest.mark.parametrize(
    ("quote", "occurrence", "sentence"),
    [
        ("nowhere to be found", 1, "do not stand in Purpose"),
        ("Operation Lantern", 2, "there is no occurrence 2"),
        ("Operation Lantern", 0, "from 1"),
        ("  ", 1, "Give the words"),
    ],
)
def test_words_that_are_not_exactly_there_are_refused(release, tom, personal, quote, occurrence, sentence):
    with pytest.raises(Denied, match=sentence):
        hide(release, quote, by=tom, exemptions=[personal], occurrence=occurrence)

    assert not release.marks.exists()


def test_a_field_that_is_not_there_is_refused(release, tom, personal):
    with pytest.raises(Denied, match=r"no field 'section\.gossip'"):
        hide(release, "anything", by=tom, exemptions=[personal], path="section.gossip")


def test_a_mark_needs_a_reason(release, tom, personal):
    with pytest.raises(Denied, match="Give the reason"):
        mark_whole(release=release, path="cover.author", whole="field", exemptions=[personal], reason=" ", by=tom)


def test_the_same_words_are_not_marked_twice(release, tom, personal):
    hide(release, "live, trade", by=tom, exemptions=[personal])

    with pytest.raises(Conflict, match="marked already"):
        hide(release, "live, trade", by=tom, exemptions=[personal])


def test_a_mark_taken_off_hides_nothing_and_stays_on_record(release, tom, ruth, personal):
    mark = hide(release, "live, trade", by=tom, exemptions=[personal])

    remove_mark(mark=mark, by=ruth)

    assert "[Redacted" not in public_text(release, "Purpose")
    assert Mark.objects.get(pk=mark.pk).removed_by == ruth


def test_the_database_refuses_to_change_a_mark(release, tom, personal):
    mark = hide(release, "live, trade", by=tom, exemptions=[personal])

    with pytest.raises(IntegrityError, match="never changed, only taken off"), transaction.atomic():
        Mark.objects.filter(pk=mark.pk).update(end=mark.end + 1)
    with pytest.raises(IntegrityError, match="never changed, only taken off"), transaction.atomic():
        Mark.objects.filter(pk=mark.pk).update(reason="Another")
    with pytest.raises(IntegrityError, match="never changed, only taken off"), transaction.atomic():
        Mark.objects.filter(pk=mark.pk).update(role="police officer")


@pytest.mark.parametrize("role", ["Bob", "bob 2", "(bob)", "bob\n", " "])
def test_the_database_refuses_a_label_that_is_more_than_plain_small_words(release, tom, role):
    place = {"path": "cover.title", "whole": "field", "reason": "So.", "made_at": clock.now(), "made_by": tom}

    with pytest.raises(IntegrityError, match="label_of_a_mark_names_no_one"), transaction.atomic():
        Mark.objects.create(release=release, role=role, **place)


def test_hidden_words_that_stand_elsewhere_too_stop_the_release(release, tom, personal):
    hide(release, "Operation Lantern", by=tom, exemptions=[personal])

    with pytest.raises(Denied, match="mention of the words withheld in Purpose"):
        prepare(release, on=clock.today())


def test_an_abandoned_copy_is_marked_no_more(release, tom, personal):
    abandon(release=release, by=tom)

    assert ReleaseCopy.objects.get(pk=release.pk).state == ReleaseState.ABANDONED
    with pytest.raises(Denied, match="its marks cannot be changed"):
        hide(release, "live, trade", by=tom, exemptions=[personal])
