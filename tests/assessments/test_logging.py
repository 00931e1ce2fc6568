"""The log: written for good, corrected by new entries; reassessments choose all three levels anew."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from assessments.actions.logging import Chosen, log, reassess
from assessments.models import LogEntry
from assessments.parts import Axis
from assessments.reassessments import standing_entries
from cia import clock
from cia.audit.models import Event
from cia.authorisation import Denied
from tests.assessments.lantern import EVENING, LEVELS, SIGNED_OFF, evening_entry, in_force, reassessed
from tests.factories import submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(dana, priya, harrowmere):
    return in_force(by=dana, signed_by=priya, unit=harrowmere)


def test_entry_keeps_both_moments_and_the_words(version, dana):
    entry = evening_entry(version, by=dana, recorded_after=timedelta(hours=2))

    assert entry.happened_as_typed == "1800hrs 10/02/2026"
    assert entry.recorded_at - entry.happened_at == timedelta(hours=2)
    assert (entry.is_late, entry.who) == (True, "PS Dana Okafor")
    assert Event.objects.filter(action="log.entered").exists()


def test_entry_is_never_changed(version, dana):
    entry = evening_entry(version, by=dana)

    with pytest.raises(DatabaseError), transaction.atomic():
        LogEntry.objects.filter(pk=entry.pk).update(text="Nothing happened.")


def test_entry_cannot_be_about_the_future(version, dana):
    with pytest.raises(Denied, match="cannot be about the future"), clock.stopped_at(EVENING):
        log(
            assessment=version.assessment,
            happened_at=EVENING + timedelta(minutes=1),
            happened_as_typed="1801",
            text="Not yet.",
            by=dana,
        )


def test_nothing_is_reassessed_before_it_was_signed_off(version, dana):
    with pytest.raises(Denied, match="Nothing was signed off before 1640hrs 10/02/2026"):
        reassessed(version, by=dana, at=SIGNED_OFF - timedelta(minutes=1))

    assert reassessed(version, by=dana, at=SIGNED_OFF).is_reassessment


def test_colleague_without_a_part_does_not_log(version, lee):
    with pytest.raises(Denied, match="Only its author"):
        evening_entry(version, by=lee)


def test_correction_names_what_it_corrects_and_the_first_text_stays(version, dana):
    first = evening_entry(version, by=dana)
    second = evening_entry(version, by=dana, text="Nobody protested.", corrects=first)

    assert (second.number, second.corrects) == (2, first)
    assert LogEntry.objects.get(pk=first.pk).text == first.text
    assert [each.entry for each in standing_entries(LogEntry.objects.all())] == [second]


def test_only_who_recorded_an_entry_corrects_it_and_only_once(version, dana, priya):
    first = evening_entry(version, by=dana)

    with pytest.raises(Denied, match="Only the person who recorded"):
        evening_entry(version, by=priya, corrects=first)
    evening_entry(version, by=dana, corrects=first)
    with pytest.raises(Denied, match="corrected already"):
        evening_entry(version, by=dana, corrects=first)


def test_reassessment_restates_all_three_levels(version, dana):
    entry = reassessed(version, by=dana)

    assert entry.is_reassessment
    assert {rating.axis: rating.level for rating in entry.restated.all()} == {
        axis.value: level for axis, level in LEVELS.items()
    }


def test_reassessment_without_a_level_is_refused(version, dana):
    with pytest.raises(Denied, match="Choose all three levels anew"), clock.stopped_at(EVENING):
        reassess(
            assessment=version.assessment,
            happened_at=EVENING,
            happened_as_typed="1800",
            ratings={Axis.EXPERIENCED.value: Chosen(5, "Calm.")},
            text="Nothing has changed.",
            by=dana,
        )


def test_levels_of_a_corrected_reassessment_hold_unless_the_correction_chooses_anew(version, dana):
    first = reassessed(version, by=dana)
    corrected = evening_entry(version, by=dana, text="It was raining.", corrects=first)

    assert [(each.entry, each.rated) for each in standing_entries(LogEntry.objects.all())] == [(corrected, first)]

    again = reassessed(version, by=dana, corrects=corrected)
    assert [(each.entry, each.rated) for each in standing_entries(LogEntry.objects.all())] == [(again, again)]


def test_nothing_is_reassessed_before_a_version_is_in_force(whole, dana):
    with pytest.raises(Denied, match="No version is in force"):
        reassessed(whole, by=dana)


def test_reassessment_by_radio_shows_whose_it_is_and_who_wrote_it_down(version, dana, priya):
    with clock.stopped_at(EVENING + timedelta(minutes=40)):
        entry = reassess(
            assessment=version.assessment,
            happened_at=datetime(2026, 2, 10, 18, tzinfo=UTC),
            happened_as_typed="1800hrs 10/02/2026",
            ratings={axis.value: Chosen(level, "As I saw it.") for axis, level in LEVELS.items()},
            text="All quiet, by radio.",
            on_behalf_of=dana,
            by=priya,
        )

    assert (entry.who, entry.recorded_by, entry.is_late) == ("PS Dana Okafor", priya, True)


def test_authorising_officer_sees_what_was_logged_since_submission(dana, priya, harrowmere, signed_in):
    version = submitted(by=dana, unit=harrowmere).version
    log(
        assessment=version.assessment,
        happened_at=clock.now(),
        happened_as_typed="just now",
        text="The march was called off.",
        by=dana,
    )

    page = signed_in(priya).get(f"{version.get_absolute_url()}decide/")
    assert "Logged since submission" in page.text
    assert "The march was called off." in page.text
    assert "No reassessment is planned" in page.text
