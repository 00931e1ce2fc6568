"""The numbered rows of a version in its document, in its file and in what is published of it."""

import json

import pytest

from assessments.actions.importing import import_assessment
from assessments.actions.rows import remove_row
from assessments.documents.exchange import AssessmentFile, exported, read_file, written
from assessments.documents.internal import internal_pdf
from assessments.documents.snapshot import reading_of
from assessments.models import rows_of
from cia import clock
from cia.authorisation import Denied
from tests.rows import ANSWERS, add, add_every

pytestmark = pytest.mark.django_db


def reading(version):
    return reading_of(version, at=clock.now())


def section(version, key):
    return next((each for each in reading(version).sections if each.key == key), None)


def headings(version):
    return [each.heading for each in reading(version).sections]


@pytest.fixture
def full(begun, dana):
    """A draft with one row of every kind."""
    add_every(begun, by=dana)
    return begun


def test_every_answer_is_printed_under_a_path_of_its_own(full):
    printed = reading(full).fields()

    for kind, answers in ANSWERS.items():
        row = rows_of(full, kind).get()
        for name in answers:
            is_said_elsewhere = name.endswith("_as_typed") or name == "placement" or name in row.belongs_to
            if not is_said_elsewhere:
                assert f"{kind}.1.{name}" in printed


def test_what_was_typed_is_printed_as_it_was_typed(full):
    printed = {path: field.plain_text for path, field in reading(full).fields().items()}

    assert printed["finding.1.figures"] == ANSWERS["finding"]["figures"]
    assert printed["finding.1.link"] == "https://panel.example/2025"
    assert printed["check.1.checked_at"] == "1430 12 March 2026"
    assert printed["session.1.ends_at"] == "6pm 13/03/2026"
    assert printed["place.1.begins_at"] == "1000hrs 13/03/2026"
    assert printed["risk.1.likelihood"] == "low or insignificant"
    assert printed["authority.1.form"] == "Orally"
    assert printed["intervention.1.risk"] == "Risk 1"


def test_rows_stand_under_fixed_headings_and_their_numbers(full):
    rows = [(row.path, row.heading) for row in section(full, "deployments").rows]
    assert rows == [
        ("deployment.1", "Deployment 1"),
        ("session.1", "Session 1 of deployment 1"),
        ("place.1", "Place 1 of deployment 1"),
        ("authority.1", "Authority 1 of deployment 1"),
    ]
    rows = [(row.path, row.heading) for row in section(full, "evidence_before_the_axes").rows]
    assert rows == [
        ("source.1", "Evidence source 1"),
        ("finding.1", "Finding 1 of evidence source 1"),
        ("row.source.1.closing", "Evidence source 1, at its end"),
    ]


def test_the_sections_stand_in_the_order_of_the_form(full):
    found = headings(full)

    assert found[:4] == ["Cover", "What it is about", "Deployments", "Live facial recognition"]
    order = [
        "Engagement and safeguards",
        "Evidence sources",
        "Legislative assessment",
        "Documents",
        "Checks",
        "Identified risks",
        "Risks, one by one",
        "Intervention options",
        "Interventions, one by one",
    ]
    assert [heading for heading in found if heading in order] == order


@pytest.mark.parametrize("axis", ["experienced", "evidenced", "potential"])
def test_a_source_stands_where_the_author_wants_it(begun, dana, axis):
    add(begun, "source", by=dana, placement=axis)

    keys = [each.key for each in reading(begun).sections]
    assert keys.index(f"evidence_{axis}") > keys.index(axis)
    assert section(begun, "evidence_before_the_axes") is None


def test_what_nobody_recorded_has_no_section(begun):
    assert {"Evidence sources", "Checks", "Risks, one by one"}.isdisjoint(headings(begun))


def test_a_finding_without_date_or_sample_says_so(begun, dana):
    add(begun, "source", by=dana)
    add(begun, "finding", by=dana, dated="", sample="", link="")

    printed = {path: field.plain_text for path, field in reading(begun).fields().items()}
    assert printed["finding.1.dated"] == printed["finding.1.sample"] == "Not given"
    assert "finding.1.link" not in printed


def test_a_removed_row_is_not_printed_and_the_others_keep_their_numbers(begun, dana):
    first = add(begun, "risk", by=dana)
    add(begun, "risk", by=dana)
    remove_row(version=begun, kind="risk", number=1, revision=first.revision, by=dana)

    assert [row.heading for row in section(begun, "risks").rows] == ["Risk 2"]


def test_the_file_gives_back_what_was_written(full, dana, harrowmere):
    again = read_file(exported(full), AssessmentFile).assessment
    imported = import_assessment(written=again, unit=harrowmere, by=dana)

    assert written(imported) == again == written(full)
    for kind, answers in ANSWERS.items():
        row = rows_of(imported, kind).get()
        assert {name: row.answers[name] for name in answers} == answers


def test_the_file_refers_to_a_risk_by_its_place_in_the_list(begun, dana):
    first = add(begun, "risk", by=dana)
    remove_row(version=begun, kind="risk", number=1, revision=first.revision, by=dana)
    add(begun, "risk", by=dana)
    add(begun, "intervention", by=dana, risk=2)

    assert json.loads(exported(begun))["assessment"]["interventions"][0]["risk"] == 1


def test_a_file_with_a_risk_that_is_not_there_is_refused(full, dana, harrowmere):
    text = json.loads(exported(full))
    text["assessment"]["interventions"][0]["risk"] = 4

    with pytest.raises(Denied, match="There is no risk 4"):
        import_assessment(
            written=read_file(json.dumps(text).encode(), AssessmentFile).assessment, unit=harrowmere, by=dana
        )


def test_the_internal_pdf_is_made(full):
    assert internal_pdf(reading(full)).startswith(b"%PDF")
