"""The log, the line of levels and the reassessments in the document, and what a mark on one of them takes along."""

from datetime import timedelta

import pytest

from assessments.actions.drafting import open_next_version
from assessments.actions.ending import cancel_version
from assessments.documents.shown import as_shown
from assessments.documents.snapshot import reading_of
from assessments.models import Version
from assessments.release.redacting import MarkedPassage, redact
from cia import clock
from tests.assessments.lantern import EVENING, MORNING, evening_entry, in_force, plan, reassessed
from tests.factories import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(dana, priya, harrowmere):
    return in_force(by=dana, signed_by=priya, unit=harrowmere)


def section(version, key, *, at):
    content = reading_of(Version.objects.get(pk=version.pk), at=at)
    return next(each for each in content.sections if each.key == key)


def fields(version, *, at):
    return reading_of(Version.objects.get(pk=version.pk), at=at).fields()


def said(row):
    return {field.label: field.plain_text for field in row.fields}


def test_plan_is_part_of_what_was_submitted(version):
    content = reading_of(version, at=EVENING)

    assert content.fields()["reassessment_plan.reassess_at"].plain_text == "0800hrs 11/02/2026"
    assert "rings the traders" in content.fields()["reassessment_plan.text"].plain_text


def test_draft_without_a_plan_says_so(dana, harrowmere):
    assert (
        fields(draft(by=dana, unit=harrowmere), at=EVENING)["reassessment_plan.reassess_at"].plain_text == "Not given"
    )


def test_signed_off_version_without_entries_says_that_nothing_was_logged(version):
    assert section(version, "log", at=EVENING).rows == ()


def test_entry_reads_as_it_was_written(version, dana):
    evening_entry(version, by=dana, next_due_at=MORNING, next_due_as_typed="tomorrow 0800 11/02/2026")

    row = section(version, "log", at=MORNING).rows[0]
    assert (row.path, row.heading) == ("log.1", "Entry 1")
    assert said(row) == {
        "When": "1800hrs 10/02/2026",
        "By: rank": "PS",
        "By: name": "Dana Okafor",
        "Team": "Neighbourhoods",
        "Entry": "Two people asked what the van is for.",
        "Next reassessment due": "tomorrow 0800 11/02/2026",
    }


def test_corrected_entry_stands_beside_its_correction(version, dana):
    first = evening_entry(version, by=dana)
    evening_entry(version, by=dana, text="Three people asked.", corrects=first)

    rows = section(version, "log", at=MORNING).rows
    assert [row.heading for row in rows] == ["Entry 1", "Entry 2"]
    assert said(rows[1])["Corrects"] == "Entry 1"


def test_entry_written_down_late_says_so(version, dana):
    evening_entry(version, by=dana, recorded_after=timedelta(hours=3))

    assert said(section(version, "log", at=MORNING).rows[0])["Written down"] == "2100hrs 10/02/2026"


def test_entry_by_radio_says_who_wrote_it_down(version, dana, priya):
    evening_entry(version, by=priya, on_behalf_of=dana)

    row = said(section(version, "log", at=MORNING).rows[0])
    assert (row["By: name"], row["Written down by: name"]) == ("Dana Okafor", "Priya Raman")


def test_document_ends_with_the_log_to_its_moment(version, dana):
    evening_entry(version, by=dana)
    reassessed(version, by=dana, at=MORNING)

    assert [row.heading for row in section(version, "log", at=EVENING + timedelta(minutes=10)).rows] == ["Entry 1"]


def test_line_of_levels_begins_with_what_was_signed_off(version, dana):
    reassessed(version, by=dana)

    rows = section(version, "levels", at=MORNING).rows
    assert [row.heading for row in rows] == ["As signed off", "Entry 1"]
    assert rows[0].fields[0].plain_text == "1640hrs 10/02/2026"
    assert [field.level for field in rows[1].fields] == [None, 5, 6, 3, 3]


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        (EVENING, "Due 0800hrs 11/02/2026, not yet"),
        (MORNING, "Due 0800hrs 11/02/2026, not yet"),
        (MORNING + timedelta(minutes=1), "Due 0800hrs 11/02/2026, not made"),
    ],
)
def test_reassessment_that_was_not_made_is_said_for_the_moment_of_the_document(version, at, outcome):
    row = section(version, "schedule", at=at).rows[0]

    assert (row.heading, said(row)["What came of it"]) == ("Planned in the assessment", outcome)


def test_reassessment_that_was_made_names_its_entry(version, dana):
    reassessed(version, by=dana, at=MORNING + timedelta(minutes=40), next_due_at=MORNING + timedelta(hours=6))

    planned, announced = section(version, "schedule", at=MORNING + timedelta(hours=1)).rows
    assert said(planned)["What came of it"] == "Made 0840hrs 11/02/2026, late, in entry 1"
    assert said(announced)["What came of it"] == "Due 1400hrs 11/02/2026, not yet"


def test_reassessment_due_after_a_cancellation_is_no_longer_needed(version, priya):
    with clock.stopped_at(EVENING):
        cancel_version(version=version, reasons="Called off.", by=priya)

    row = section(version, "schedule", at=MORNING + timedelta(days=1)).rows[0]
    assert said(row)["What came of it"] == "Due 0800hrs 11/02/2026, no longer needed: cancelled before"


def test_what_is_logged_after_sign_off_is_shown_and_the_fingerprint_stays(version, dana):
    before = as_shown(version, at=EVENING)
    evening_entry(version, by=dana)
    after = as_shown(Version.objects.get(pk=version.pk), at=MORNING)

    assert "log.1" not in before.content.rows()
    assert "log.1" in after.content.rows()
    assert before.fingerprint == after.fingerprint


def public_words(version, path, *, at, whole="field"):
    content = reading_of(Version.objects.get(pk=version.pk), at=at)
    document = redact(
        content,
        [MarkedPassage(path=path, whole=whole, codes=("s.31(1)(a)",))],
        number="P-2345-6789",
        complaints="Ask again.",
        meanings={"s.31(1)(a)": "It would hinder the prevention of crime."},
    )
    return {
        (row.heading, field.label): "".join(
            getattr(piece, "text", None) or piece.words for block in field.blocks for piece in block.pieces
        )
        for each in document.sections
        for row in each.rows
        for field in row.fields
        if each.heading in {"Log", "Reassessments", "The line of levels"}
    }


MARK = "[Redacted: s.31(1)(a)]"


def test_hidden_level_is_hidden_in_the_line_of_levels_too(version, dana):
    reassessed(version, by=dana)

    words = public_words(version, "log.1.experienced.level", at=MORNING)
    assert words["Entry 1", "I. Experienced"] == MARK
    assert words["As signed off", "I. Experienced"] == "5 Above Normal"
    assert words["Entry 1", "Most serious"] == MARK


def test_hidden_level_of_the_assessment_is_hidden_in_the_line_of_levels(version):
    assert public_words(version, "rating.evidenced.level", at=MORNING)["As signed off", "II. Evidenced"] == MARK


def test_hidden_due_time_hides_whether_it_was_met(version, dana):
    reassessed(version, by=dana, at=MORNING)

    words = public_words(version, "reassessment_plan.reassess_at", at=MORNING + timedelta(days=1))
    assert words["Planned in the assessment", "Due"] == MARK
    assert words["Planned in the assessment", "What came of it"] == MARK


def test_hidden_time_of_a_reassessment_hides_what_it_answered(version, dana):
    reassessed(version, by=dana, at=MORNING)

    words = public_words(version, "log.1.when", at=MORNING + timedelta(days=1))
    assert words["Planned in the assessment", "Due"] == "0800hrs 11/02/2026"
    assert words["Planned in the assessment", "What came of it"] == MARK
    assert words["Entry 1", "When"] == MARK


def test_whole_row_of_the_log_can_be_withheld(version, dana):
    evening_entry(version, by=dana)

    assert not any(heading == "Entry 1" for heading, _ in public_words(version, "log.1", at=MORNING, whole="row"))


def test_plan_of_the_next_version_starts_empty(version, dana):
    following = open_next_version(assessment=version.assessment, kind="update", by=dana)
    assert following.reassessment_plan.reassess_at is None
    assert plan(following, by=dana).revision == 1
