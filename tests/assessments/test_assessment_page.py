"""The page of one file."""

import pytest

from assessments.actions.drafting import name_person, open_next_version
from assessments.actions.ending import cancel_version
from assessments.models import NamedPerson
from cia.accounts.roles import Role
from tests import rows
from tests.assessments.lantern import in_force, reassessed
from tests.factories import UnitFactory, posted, signed_off, submitted


@pytest.fixture
def finished(dana, priya, harrowmere):
    """A file with its first version signed off."""
    submission = submitted(by=dana, unit=harrowmere)
    signed_off(submission, by=priya)
    return submission.version.assessment


def test_a_draft_stands_as_not_signed_off_and_no_authority(signed_in, dana, begun):
    page = signed_in(dana).get(begun.assessment.get_absolute_url()).text

    assert "No version is in force: version 1.0 is a draft." in page
    assert "This assessment is not the authority to deploy." in page


def test_a_signed_off_version_stays_in_force_while_the_next_is_written(signed_in, dana, finished):
    open_next_version(assessment=finished, kind="update", by=dana)

    page = signed_in(dana).get(finished.get_absolute_url()).text

    assert "Version 1.0 is signed off and in force." in page
    assert "Version 2.0 is a draft, and changes nothing until it is signed off." in page


def test_the_next_version_is_offered_or_the_reason_why_not(signed_in, dana, finished, begun):
    assert "next-version/" in signed_in(dana).get(finished.get_absolute_url()).text

    page = signed_in(dana).get(begun.assessment.get_absolute_url()).text

    assert "next-version/" not in page
    assert "Version 1.0 is still open. Finish or withdraw it before opening the next." in page


def test_what_was_done_is_told_in_order_with_who_did_it(signed_in, dana, finished):
    page = signed_in(dana).get(finished.get_absolute_url()).text

    told = ["Signed off version 1.0</strong>, Supt Priya Raman", "Submitted version 1.0</strong>, PS Dana Okafor"]
    assert 0 < page.index(told[0]) < page.index(told[1]) < page.index("Saved 12 times while writing")


def test_a_reader_is_told_why_they_do_not_see_what_was_done(signed_in, dana, lee, begun):
    name_person(assessment=begun.assessment, person=lee, part=NamedPerson.Part.READER, by=dana)

    page = signed_in(lee).get(begun.assessment.get_absolute_url()).text

    assert "Only those who write this assessment, decide on it or release it see what was done to it." in page
    assert "Started CIA" not in page


def test_the_recorded_authority_stands_beside_the_standing(signed_in, dana, begun):
    client = signed_in(dana)
    assert "No authority to deploy is recorded here." in client.get(begun.assessment.get_absolute_url()).text
    rows.add(begun, "deployment", by=dana)
    rows.add(begun, "authority", by=dana)

    page = client.get(begun.assessment.get_absolute_url()).text

    told = "WVP/LFR/0312, recorded as given orally by Supt Priya Raman from 0900hrs 13/03/2026."
    assert page.index("is not the authority to deploy") < page.index(told) < page.index(">Versions<")


def test_when_and_where_each_deployment_is_stands_on_the_file(signed_in, dana, begun):
    for kind in ("deployment", "session", "place"):
        rows.add(begun, kind, by=dana)
    rows.add(begun, "place", by=dana, place="Weir Lane", begins_at=None)

    page = signed_in(dana).get(begun.assessment.get_absolute_url()).text

    assert "1000hrs 13/03/2026 to 6pm 13/03/2026" in page
    assert "High Street, outside the library, since 1000hrs 13/03/2026<br>Weir Lane<" in page
    assert "Keep the street open" in page


def test_what_a_draft_says_of_a_deployment_is_not_shown_to_whom_the_draft_is_not(signed_in, dana, tom, priya, finished):
    cancel_version(version=finished.version_in_force, reasons="It rained.", by=priya)
    version = open_next_version(assessment=finished, kind="update", by=dana)
    rows.add(version, "deployment", by=dana, name="Operation Umbrella")

    assert "Operation Umbrella" in signed_in(dana).get(finished.get_absolute_url()).text
    assert "Operation Umbrella" not in signed_in(tom).get(finished.get_absolute_url()).text


def test_an_outsider_finds_no_such_page(signed_in, lee, jo, alex, begun):
    stranger = posted("sam", "Sam Hale", role=Role.AUTHORISING_OFFICER, unit=UnitFactory())

    for user in (lee, jo, alex, stranger):
        assert signed_in(user).get(begun.assessment.get_absolute_url()).status_code == 404


def test_nobody_signed_in_is_asked_to_sign_in(client, begun):
    answer = client.get(begun.assessment.get_absolute_url())

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/sign-in/")


def test_the_marking_stands_at_the_head_and_the_foot(signed_in, dana, whole):
    page = signed_in(dana).get(whole.assessment.get_absolute_url()).text

    assert page.count("<strong>OFFICIAL-SENSITIVE</strong> · Unredacted, not for release") == 2


def test_the_page_is_never_stored_by_the_browser(signed_in, dana, begun):
    answer = signed_in(dana).get(begun.assessment.get_absolute_url())

    assert "no-store" in answer.headers["Cache-Control"]


def test_the_line_of_levels_stands_on_the_file_for_whom_the_version_is(signed_in, dana, finished, begun):
    page = signed_in(dana).get(finished.get_absolute_url()).text

    assert "The line of levels" in page
    assert "Version 1.0, signed off" in page
    assert "The line of levels" not in signed_in(dana).get(begun.assessment.get_absolute_url()).text


def test_the_line_of_levels_is_drawn_once_there_is_a_reassessment(signed_in, dana, priya, harrowmere):
    version = in_force(by=dana, signed_by=priya, unit=harrowmere)
    reassessed(version, by=dana)

    page = signed_in(dana).get(version.assessment.get_absolute_url()).text

    assert 'aria-label="Levels from first to last, 1 is the most serious. I. Experienced: ' in page
    assert "Entry 1" in page
