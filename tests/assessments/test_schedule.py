"""When a reassessment falls due, to the minute, and whether it was made."""

from datetime import UTC, datetime, timedelta

from assessments.schedule import Announced, Due, next_due, reassessments

EVENING = datetime(2026, 3, 5, 18, tzinfo=UTC)
MORNING = datetime(2026, 3, 6, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_what_was_promised_and_not_made_is_overdue_from_the_next_moment():
    (due,) = reassessments([Announced(MORNING, said_at=EVENING)], made=[])

    assert not due.is_overdue(at=MORNING)
    assert due.is_overdue(at=MORNING + timedelta(seconds=1))


def test_a_reassessment_made_before_its_moment_keeps_the_promise():
    made = MORNING - 10 * MINUTE

    (due,) = reassessments([Announced(MORNING, said_at=EVENING)], made=[made])

    assert due == Due(MORNING, made)
    assert not due.is_overdue(at=MORNING + MINUTE)


def test_a_reassessment_made_before_the_promise_does_not_keep_it():
    (due,) = reassessments([Announced(MORNING, said_at=EVENING)], made=[EVENING - MINUTE])

    assert due.made_at is None


def test_the_earliest_that_was_not_made_is_waited_for():
    noon = MORNING + timedelta(hours=4)
    found = reassessments([Announced(noon, said_at=MORNING), Announced(MORNING, said_at=EVENING)], made=[MORNING])

    assert next_due(found) == Due(noon)


def test_nothing_is_waited_for_when_nothing_was_promised():
    assert next_due(reassessments([], made=[MORNING])) is None
