"""An assessment leaves as a file and comes back the same."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.documents.exchange import (
    AssessmentFile,
    NotSuchAFile,
    WrittenRatings,
    WrittenSections,
    exported,
    read_file,
    written,
)
from assessments.models import Assessment, Contribution
from assessments.parts import NARRATIVES, Axis
from assessments.release.rehearsing import RehearsalFile, schema
from cia.accounts.models import Unit
from cia.audit.trail import history_of

PROJECT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((PROJECT / "docs" / "examples").glob("*.json"))


def imported(file, *, by):
    call_command("import_assessment", str(file), "--as", by)
    return Assessment.objects.latest("pk").latest_version


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_imported_and_exported_is_the_same(dana, tmp_path, capsys, file):
    first = imported(file, by="dana")
    capsys.readouterr()
    call_command("export_assessment", first.assessment.reference)
    printed = tmp_path / "printed.json"
    printed.write_text(capsys.readouterr().out, "utf-8")
    second = imported(printed, by="dana")

    assert written(first) == read_file(file.read_bytes(), AssessmentFile).assessment
    assert written(second) == written(first)
    assert exported(second) == exported(first) == printed.read_bytes()


def test_an_import_is_a_draft_of_the_person_named(dana):
    version = imported(EXAMPLES[0], by="dana")

    assert version.state == "draft"
    assert version.author == dana
    assert [contribution.user for contribution in Contribution.objects.filter(version=version)] == [dana]
    assert "assessment.imported" in [event.action for event in history_of(version.assessment)]


def test_claimed_days_are_imported(dana):
    version = imported(PROJECT / "docs" / "examples" / "operation-lantern.json", by="dana")

    assert version.cover.review_on == date(2026, 3, 13)


def test_the_kind_of_an_assessment_is_imported_and_exported(dana, tmp_path):
    version = imported(changed(tmp_path, kind="post_event"), by="dana")

    assert (version.kind, written(version).kind) == ("post_event", "post_event")


def test_an_export_is_recorded(dana):
    version = imported(EXAMPLES[0], by="dana")

    call_command("export_assessment", version.assessment.reference)

    assert history_of(version.assessment).latest("seq").action == "assessment.exported"


def test_an_import_by_somebody_posted_elsewhere_is_refused(dana, lee, tmp_path):
    Unit.objects.create(name="Aldbourne BCU")
    file = changed(tmp_path, unit="Aldbourne BCU")

    with pytest.raises(CommandError, match="Only an officer posted to Aldbourne BCU can start"):
        call_command("import_assessment", file, "--as", "dana")


def test_an_import_with_text_that_cannot_be_kept_names_the_part_and_keeps_nothing(dana, tmp_path):
    file = changed(tmp_path, sections={"purpose": ["Read from", "right to \u202eleft"]})

    with pytest.raises(CommandError, match="Purpose: Line 2, character 10 holds an invisible character"):
        call_command("import_assessment", file, "--as", "dana")

    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("changes", "username", "sentence"),
    [
        ({"unit": "Nowhere"}, "dana", "There is no unit 'Nowhere' here."),
        ({}, "nobody", "There is no user 'nobody' here."),
    ],
)
def test_an_import_of_what_is_unknown_here_is_refused(dana, tmp_path, changes, username, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("import_assessment", changed(tmp_path, **changes), "--as", username)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"cover": {"protective_marking": "SECRET"}},
            "Assessment, cover, protective_marking: SECRET and TOP SECRET may not be kept here: this service protects "
            "no more than OFFICIAL-SENSITIVE. Write it on a system for that tier.",
        ),
        ({"about": "flood"}, "Assessment, about: 'flood' is none of the values that may stand here."),
        ({"unit": ""}, "Assessment, unit: this must not be empty."),
        (
            {"ratings": {"potential": {"level": 7}}},
            "Assessment, ratings, potential, level: give a number that is at most 6.",
        ),
        (
            {"ratings": {"potential": {"level": "6"}}},
            "Assessment, ratings, potential, level: this should be a whole number or nothing, not text.",
        ),
        (
            {"sections": {"purposes": "To say."}},
            "Assessment, sections: there is no 'purposes' in this format. Correct its name or take it out.",
        ),
        ({"cover": {"review_on": "13/03/2026"}}, "Assessment, cover, review_on: give a day like 2026-03-13."),
        ({"cover": {"title": "x" * 201}}, "Assessment, cover, title: shorten this to 200 characters."),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_its_place(tmp_path, changes, sentence):
    with pytest.raises(NotSuchAFile) as refused:
        read_file(Path(changed(tmp_path, **changes)).read_bytes(), AssessmentFile)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda acts: acts[0].pop("by"), "Rehearsal, act 1: 'by' is missing."),
        (
            lambda acts: acts[1].update(when="2026-03-12T16:05:00"),
            "Rehearsal, act 2, when: say the zone of this time too, like 2026-03-13T18:00:00Z.",
        ),
        (
            lambda acts: acts[2].update(act="sing_off"),
            "Rehearsal, act 3, act: 'sing_off' is none of the values that may stand here.",
        ),
        (
            lambda acts: acts[4]["marks"][2].update(occurrence=0),
            "Rehearsal, act 5, mark 3, occurrence: give a number that is at least 1.",
        ),
    ],
)
def test_what_is_wrong_in_an_act_is_said_with_its_place(change, sentence):
    file = json.loads((PROJECT / "docs" / "examples" / "operation-lantern.json").read_text("utf-8"))
    change(file["rehearsal"]["acts"])

    with pytest.raises(NotSuchAFile) as refused:
        read_file(json.dumps(file).encode(), RehearsalFile)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"format": 1, "format": 1}', "'format' stands twice in the same place: take one of them out."),
        (b"[" * 100_000, "This is not a JSON file: it is nested too deeply."),
        (b'{"format": "\xff"}', "This is not a JSON file: its text is not UTF-8."),
        (b" " * 5_000_001, "The file is larger than 5 MB."),
    ],
)
def test_what_is_no_such_file_is_refused(content, sentence):
    with pytest.raises(NotSuchAFile) as refused:
        read_file(content, AssessmentFile)

    assert str(refused.value) == sentence


def test_a_byte_order_mark_is_passed_over():
    content = b'\xef\xbb\xbf{"format": 1, "assessment": {"unit": "Harrowmere BCU", "about": "event"}}'

    assert read_file(content, AssessmentFile).assessment.unit == "Harrowmere BCU"


def test_the_file_has_every_part_of_the_form():
    assert [*WrittenSections.__struct_fields__] == [narrative.key for narrative in NARRATIVES]
    assert [*WrittenRatings.__struct_fields__] == [axis.value for axis in Axis]


def test_the_schema_in_the_reference_is_that_of_the_code():
    """After a change: python manage.py assessment_file_schema > docs/reference/assessment-file.schema.json"""
    assert (PROJECT / "docs" / "reference" / "assessment-file.schema.json").read_bytes() == schema()


def changed(folder, **changes):
    """A file with a small assessment, changed like this."""
    assessment = {"unit": "Harrowmere BCU", "about": "event", **changes}
    path = folder / "changed.json"
    path.write_text(json.dumps({"format": 1, "assessment": assessment}), "utf-8")
    return str(path)
