"""Opening the next version."""

import pytest

from tests.factories import signed_off, submitted


@pytest.fixture
def finished(dana, priya, harrowmere):
    submission = submitted(by=dana, unit=harrowmere)
    signed_off(submission, by=priya)
    return submission.version.assessment


def test_the_next_version_keeps_the_text_and_starts_without_levels(signed_in, dana, finished):
    answer = signed_in(dana).post(f"{finished.get_absolute_url()}next-version/", {"kind": "review"})

    version = finished.open_version
    assert (version.number, version.kind) == (2, "review")
    assert answer.headers["Location"] == version.get_absolute_url()
    assert all(section.text for section in version.sections.all())
    assert all(rating.level is None for rating in version.ratings.all())


def test_what_starts_empty_is_said_beforehand(signed_in, dana, finished):
    page = signed_in(dana).get(f"{finished.get_absolute_url()}next-version/").text

    assert "The three levels, their reasons, the review date and your recommendation on publication start empty" in page


def test_a_version_still_open_is_the_reason_for_a_no(signed_in, dana, begun):
    answer = signed_in(dana).post(f"{begun.assessment.get_absolute_url()}next-version/", {"kind": "review"})

    assert answer.status_code == 403
    assert "Version 1.0 is still open." in answer.text


def test_an_foi_officer_is_told_who_may(signed_in, tom, finished):
    answer = signed_in(tom).get(f"{finished.get_absolute_url()}next-version/")

    assert answer.status_code == 403
    assert "Only the author or an authorising officer can open the next version." in answer.text
