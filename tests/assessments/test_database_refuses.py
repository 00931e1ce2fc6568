"""What the database itself refuses of versions, should an action ever forget to ask."""

from itertools import product

import pytest
from django.db import DatabaseError, connection, transaction

from assessments.lifecycle import State, may_follow
from assessments.models import Decision
from cia import clock
from tests.factories import draft, signed_off, submitted, write_whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(dana, harrowmere):
    return submitted(by=dana, unit=harrowmere)


def refused(statement: str, *values: object) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(error.value)


def decision_on(submission, *, by) -> Decision:
    return Decision.objects.create(
        submission=submission, kind="signed_off", reasons="x", decided_at=clock.now(), decided_by=by, name_then="x"
    )


def test_the_database_knows_the_same_states_of_a_version():
    with connection.cursor() as cursor:
        for now, then in product(State.values, repeat=2):
            cursor.execute("SELECT version_may_follow(%s, %s)", [now, then])
            assert cursor.fetchone() == (may_follow(now, then),), (now, then)


@pytest.mark.parametrize("state", ["draft", "returned", "refused", "signed_off", "superseded", "withdrawn"])
def test_what_waits_goes_nowhere_without_a_decision(submission, state):
    assert "nothing that was done" in refused("UPDATE assessments_version SET state = %s", state)


def test_what_was_signed_off_is_never_a_draft_again(submission, priya):
    signed_off(submission, by=priya)

    assert "nothing that was done" in refused("UPDATE assessments_version SET state = 'draft'")
    assert "Who wrote" in refused("UPDATE assessments_version SET author_id = %s", priya.pk)
    assert "ever removed" in refused("DELETE FROM assessments_version")


def test_what_was_decided_is_not_submitted_again_without_being_returned(submission, dana, priya):
    signed_off(submission, by=priya)
    later = submission.version.snapshots.create(cut_at=clock.now(), schema=1, content={}, hmac="x")

    with pytest.raises(DatabaseError, match="of its own version"), transaction.atomic():
        submission.version.submissions.create(snapshot=later, submitted_at=clock.now(), submitted_by=dana)


def test_no_part_moves_to_another_version(submission, dana, harrowmere):
    other = draft(by=dana, unit=harrowmere)

    assert "keeps its version" in refused(
        "UPDATE assessments_section SET version_id = %s, key = key WHERE version_id = %s",
        submission.version_id,
        other.pk,
    )
    assert "keeps its version" in refused(
        "INSERT INTO assessments_rating (version_id, axis, revision, reasons) VALUES (%s, 'other', 0, '')",
        submission.version_id,
    )


def test_an_author_by_a_later_hand_does_not_decide(dana, priya, harrowmere):
    version = write_whole(draft(by=dana, unit=harrowmere), by=dana)
    version.author = priya
    version.save(update_fields=["author"])
    version.state = State.SUBMITTED
    version.save(update_fields=["state"])
    snapshot = version.snapshots.create(cut_at=clock.now(), schema=1, content={}, hmac="x")
    submission = version.submissions.create(snapshot=snapshot, submitted_at=clock.now(), submitted_by=dana)

    with pytest.raises(DatabaseError, match="Nobody decides on an assessment that they wrote"), transaction.atomic():
        decision_on(submission, by=priya)


def test_the_plan_of_what_was_signed_off_is_never_changed(submission):
    refused("UPDATE assessments_reassessmentplan SET text = 'x'")
