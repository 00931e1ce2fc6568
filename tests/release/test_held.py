"""What was held at a moment: every version as it stood then, whatever became of it since."""

from datetime import UTC, datetime, timedelta

import pytest

from assessments.actions.deciding import return_version, submit
from assessments.actions.drafting import plan_reassessment, rate, save_section, withdraw
from assessments.actions.ending import cancel_version
from assessments.actions.handing_over import hand_over
from assessments.actions.logging import log
from assessments.actions.rows import change_row, remove_row
from assessments.documents.held import reading_held, state_at
from assessments.documents.shown import as_shown
from assessments.lifecycle import State
from assessments.models import Version
from cia import clock
from tests import rows
from tests.factories import draft, signed_off, write_cover, write_whole

pytestmark = pytest.mark.django_db

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


class Story:
    """What happens to a version, an hour apart, and how it read after each step."""

    def __init__(self, begin):
        with clock.stopped_at(START):
            self.version = begin()
        self.told = []

    def then(self, action, **answers):
        moment = START + timedelta(hours=len(self.told) + 1)
        with clock.stopped_at(moment):
            action(**answers)
            self.version = Version.objects.get(pk=self.version.pk)
            self.told.append((moment, State(self.version.state), as_shown(self.version, at=moment).content))


def test_a_version_reads_at_each_moment_as_it_read_then(dana, priya, harrowmere):
    story = Story(lambda: write_whole(draft(by=dana, unit=harrowmere), by=dana))
    written = {"version": story.version, "by": dana}
    story.then(lambda: rows.add_every(story.version, by=dana))
    story.then(lambda: write_cover(story.version, by=dana, title="Another title", protective_marking="OFFICIAL"))
    story.then(change_row, kind="risk", number=1, answers={"text": "Changed."}, revision=1, **written)
    story.then(remove_row, kind="intervention", number=1, revision=1, **written)
    due = {"reassess_at": START + timedelta(days=9), "reassess_as_typed": "0900hrs 14/01/2026"}
    story.then(plan_reassessment, text="By radio", revision=0, **due, **written)
    story.then(rate, axis="experienced", level=2, reasons="Worse", revision=1, **written)
    story.then(submit, **written)
    story.then(lambda: signed_off(story.version.submissions.get(), by=priya))
    said = {"happened_at": START, "happened_as_typed": "0900hrs 05/01/2026", "text": "Two people asked."}
    story.then(log, assessment=story.version.assessment, by=dana, **said)
    story.then(lambda: cancel_version(version=story.version, reasons="Called off", by=priya))

    for moment, state, content in story.told:
        assert state_at(story.version, at=moment) == state
        assert reading_held(story.version, at=moment) == content


def test_returned_and_withdrawn_versions_are_held_with_what_they_said(dana, priya, harrowmere):
    with clock.stopped_at(START):
        version = submit(version=write_whole(draft(by=dana, unit=harrowmere), by=dana), by=dana).version
    with clock.stopped_at(START + timedelta(hours=1)):
        return_version(submission=version.submissions.get(), reasons="Say more", by=priya)
    with clock.stopped_at(START + timedelta(hours=2)):
        version = withdraw(version=version, by=dana)

    states = [state_at(version, at=START + timedelta(hours=hours)) for hours in range(3)]
    assert states == [State.SUBMITTED, State.RETURNED, State.WITHDRAWN]
    assert "Friday" in reading_held(version, at=START).fields()["section.information"].plain_text


def test_a_draft_is_held_with_whoever_was_its_author_then(dana, lee, harrowmere):
    with clock.stopped_at(START):
        version = draft(by=dana, unit=harrowmere)
    with clock.stopped_at(START + timedelta(hours=1)):
        hand_over(assessment=version.assessment, to=lee, by=dana)

    version.refresh_from_db()
    authors = [reading_held(version, at=START + timedelta(hours=hours)).fields()["cover.author"] for hours in (0, 2)]
    assert [author.plain_text for author in authors] == ["PS Dana Okafor", "PC Lee Marsh"]


def test_nothing_was_held_before_it_was_begun(dana, harrowmere):
    with clock.stopped_at(START):
        version = draft(by=dana, unit=harrowmere)

    with pytest.raises(ValueError, match="begun later"):
        reading_held(version, at=START - timedelta(seconds=1))


def test_what_a_save_replaced_is_found_though_it_is_gone(dana, harrowmere):
    with clock.stopped_at(START):
        version = write_whole(draft(by=dana, unit=harrowmere), by=dana)
    with clock.stopped_at(START + timedelta(hours=1)):
        save_section(version=version, key="information", text="Nothing more.", revision=1, by=dana)

    then, now = (reading_held(version, at=START + timedelta(hours=hours)).fields() for hours in (0, 2))
    assert "Two cameras" in then["section.information"].plain_text
    assert now["section.information"].plain_text == "Nothing more."
