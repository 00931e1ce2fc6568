"""Cancelling and closing what is in force."""

import pytest

from assessments.models import Version
from tests.assessments.lantern import in_force

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(dana, priya, harrowmere):
    return in_force(by=dana, signed_by=priya, unit=harrowmere)


@pytest.mark.parametrize(("page", "state"), [("cancel", "cancelled"), ("close", "closed")])
def test_authorising_officer_ends_a_version_with_reasons(version, priya, signed_in, page, state):
    officer = signed_in(priya)
    address = f"{version.get_absolute_url()}{page}/"

    assert officer.get(address).status_code == 200
    assert f"Say {'why it is cancelled' if page == 'cancel' else 'how it ended'}" in officer.post(address).text
    officer.post(address, {"reasons": "The operation is over."})

    assert Version.objects.get(pk=version.pk).state == state
    file = officer.get(version.assessment.get_absolute_url()).text
    assert f"Version 1.0 was {state} at" in file


@pytest.mark.parametrize("page", ["cancel", "close"])
def test_author_does_not_end_a_version(version, dana, signed_in, page):
    answer = signed_in(dana).get(f"{version.get_absolute_url()}{page}/")

    assert answer.status_code == 403
    assert "Only an authorising officer of this unit" in answer.text


def test_file_page_says_that_standing_is_no_authority(version, dana, signed_in):
    page = signed_in(dana).get(version.assessment.get_absolute_url()).text

    assert "This assessment is not the authority to deploy." in page
    assert "Reassess now" in page
