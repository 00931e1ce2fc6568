"""Writing an assessment: what is kept, who may, and what happens when two people write at once."""

import pytest
from django.db import DatabaseError, connection, transaction

from assessments.actions.drafting import (
    name_person,
    open_next_version,
    rate,
    save_section,
    start_assessment,
    stop_naming,
    withdraw,
)
from assessments.lifecycle import State
from assessments.models import Assessment, NamedPerson, Revision, Version
from cia.audit.trail import history_of
from cia.authorisation import Conflict, Denied
from cia.canonical import Unacceptable
from tests.factories import UnitFactory, draft, signed_off, submitted, write_whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(dana, harrowmere) -> Version:
    return draft(by=dana, unit=harrowmere)


def text_of(version: Version, key: str) -> str:
    return version.sections.get(key=key).text


def test_an_officer_starts_an_assessment_and_is_its_author(dana, harrowmere):
    version = start_assessment(unit=harrowmere, about="operation", title="Operation Lantern", by=dana)

    assert (version.author, version.state, version.printed_number) == (dana, State.DRAFT, "1.0")
    assert version.cover.title == "Operation Lantern"
    assert [event.sentence for event in history_of(version.assessment)] == [
        "Saved Cover",
        f"Started {version.assessment.reference}",
    ]


def test_references_are_counted_within_the_year(dana, harrowmere):
    first, second = draft(by=dana, unit=harrowmere), draft(by=dana, unit=harrowmere)

    year = first.assessment.reference.split("-")[1]
    assert [first.assessment.reference, second.assessment.reference] == [f"CIA-{year}-0001", f"CIA-{year}-0002"]


@pytest.mark.parametrize("somebody", ["tom", "alex", "jo"])
def test_only_officers_start_assessments(request, harrowmere, somebody):
    person = request.getfixturevalue(somebody)

    with pytest.raises(Denied, match="Only an officer posted to Harrowmere BCU"):
        start_assessment(unit=harrowmere, about="operation", title="Operation Lantern", by=person)

    assert not Assessment.objects.exists()


def test_an_officer_does_not_start_an_assessment_at_another_unit(dana):
    with pytest.raises(Denied, match="Only an officer posted to Westbank"):
        start_assessment(unit=UnitFactory(name="Westbank BCU"), about="event", title="A fair", by=dana)


def test_text_is_kept_as_typed_with_its_spaces(version, dana):
    save_section(version=version, key="purpose", text="   Two lines\r\nhere \n", revision=0, by=dana)

    assert text_of(version, "purpose") == "   Two lines\nhere \n"


def test_every_save_is_kept_for_whoever_asks_later_what_was_held(version, dana):
    save_section(version=version, key="purpose", text="First", revision=0, by=dana)
    save_section(version=version, key="purpose", text="Second", revision=1, by=dana)

    kept = Revision.objects.filter(version=version, part="section.purpose")
    assert [(save.revision, save.content["text"], save.saved_by) for save in kept] == [
        (1, "First", dana),
        (2, "Second", dana),
    ]


def test_the_second_of_two_writers_is_told_and_overwrites_nothing(version, dana, lee):
    name_person(assessment=version.assessment, person=lee, part=NamedPerson.Part.CONTRIBUTOR, by=dana)
    save_section(version=version, key="purpose", text="Dana's text", revision=0, by=dana)

    with pytest.raises(Conflict, match="Somebody else saved this part"):
        save_section(version=version, key="purpose", text="Lee's text", revision=0, by=lee)

    assert text_of(version, "purpose") == "Dana's text"
    assert not version.contributions.filter(user=lee).exists()


def test_text_that_could_deceive_is_refused(version, dana):
    with pytest.raises(Unacceptable):
        save_section(version=version, key="purpose", text="left \u202e right", revision=0, by=dana)

    assert text_of(version, "purpose") == ""


@pytest.mark.parametrize("level", [0, 7, -1])
def test_there_are_six_levels(version, dana, level):
    with pytest.raises(Denied, match=r"from 1 \(the most serious\) to 6"):
        rate(version=version, axis="evidenced", level=level, reasons="Because", revision=0, by=dana)


def test_an_officer_of_the_same_unit_does_not_edit_unless_let_in(version, lee):
    with pytest.raises(Denied, match="Only its author and the contributors"):
        save_section(version=version, key="purpose", text="Mine now", revision=0, by=lee)


def test_a_named_reader_does_not_edit(version, dana, lee):
    name_person(assessment=version.assessment, person=lee, part=NamedPerson.Part.READER, by=dana)

    with pytest.raises(Denied, match="Only its author and the contributors"):
        save_section(version=version, key="purpose", text="Mine now", revision=0, by=lee)


def test_a_contributor_who_was_taken_off_no_longer_edits_but_stays_counted(version, dana, lee):
    named = name_person(assessment=version.assessment, person=lee, part=NamedPerson.Part.CONTRIBUTOR, by=dana)
    save_section(version=version, key="purpose", text="Lee's text", revision=0, by=lee)
    stop_naming(named=named, by=dana)

    with pytest.raises(Denied, match="Only its author"):
        save_section(version=version, key="purpose", text="More", revision=1, by=lee)

    assert version.contributions.filter(user=lee).exists()


def test_only_the_author_or_an_authorising_officer_lets_people_in(version, lee, tom, priya):
    with pytest.raises(Denied, match="Only the author or an authorising officer"):
        name_person(assessment=version.assessment, person=tom, part=NamedPerson.Part.READER, by=lee)

    name_person(assessment=version.assessment, person=tom, part=NamedPerson.Part.READER, by=priya)
    assert list(tom.notices.values_list("sentence", flat=True)) == [
        f"You were let in to {version.assessment.reference}"
    ]


def test_a_submitted_version_is_not_edited(dana, harrowmere):
    version = submitted(by=dana, unit=harrowmere).version

    with pytest.raises(Denied, match="with the authorising officer"):
        save_section(version=version, key="purpose", text="Afterthought", revision=1, by=dana)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessments_section SET text = 'changed'",
        "UPDATE assessments_rating SET level = 1",
        "UPDATE assessments_cover SET title = 'changed'",
        "UPDATE assessments_snapshot SET content = '{}'",
        "DELETE FROM assessments_revision",
        "DELETE FROM assessments_contribution",
        "UPDATE assessments_leveldefinition SET definition = 'changed'",
    ],
)
def test_the_database_refuses_to_change_what_was_submitted(dana, harrowmere, statement):
    submitted(by=dana, unit=harrowmere)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_withdrawn_draft_makes_room_for_a_new_version(version, dana):
    withdraw(version=version, by=dana)

    following = open_next_version(assessment=version.assessment, kind="update", by=dana)

    assert (following.number, following.state) == (2, State.DRAFT)


def test_only_the_author_withdraws(version, priya):
    with pytest.raises(Denied, match="Only the author"):
        withdraw(version=version, by=priya)


def test_the_next_version_takes_over_text_and_contributors_but_never_ratings(dana, lee, priya, harrowmere):
    version = draft(by=dana, unit=harrowmere)
    name_person(assessment=version.assessment, person=lee, part=NamedPerson.Part.CONTRIBUTOR, by=dana)
    save_section(version=version, key="purpose", text="Lee's text", revision=0, by=lee)
    from assessments.actions.deciding import submit

    signed_off(submit(version=write_whole(version, by=dana), by=dana), by=priya)

    following = open_next_version(assessment=version.assessment, kind="update", by=priya)

    assert text_of(following, "purpose") == text_of(version, "purpose")
    assert {contribution.user for contribution in following.contributions.all()} == {dana, lee}
    assert [(rating.level, rating.reasons) for rating in following.ratings.all()] == [(None, "")] * 3


def test_there_is_one_open_version_at_a_time(version, dana):
    with pytest.raises(Denied, match=r"Version 1\.0 is still open"):
        open_next_version(assessment=version.assessment, kind="update", by=dana)


def test_the_trail_names_people_by_number_alone(version, dana, lee):
    named = name_person(assessment=version.assessment, person=lee, part=NamedPerson.Part.READER, by=dana)
    stop_naming(named=named, by=dana)

    about_lee = history_of(version.assessment).filter(detail__person=lee.pk)
    assert [event.sentence for event in about_lee] == ["Let somebody in as reader", "Took somebody off"]
