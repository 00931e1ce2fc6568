"""What people wrote is shown as it will read, wherever it is shown."""

import re

import pytest

from assessments.actions.drafting import open_next_version
from tests.factories import signed_off, submitted

pytestmark = pytest.mark.django_db


def test_the_reasons_of_last_time_are_shown_as_they_read_in_the_document(signed_in, dana, priya, harrowmere):
    submission = submitted(by=dana, unit=harrowmere)
    reasons = "**Nobody** is worried:\n\n- not the traders\n- not the mosque"
    signed_off(submission, by=priya, reasons=reasons)

    page = signed_in(dana).get(submission.version.get_absolute_url()).text

    assert "<strong>Nobody</strong> is worried" in page
    assert re.search(r"<li>\s*not the traders\s*</li>", page)
    assert "**" not in page


def test_the_next_version_shows_the_reasons_of_the_last_beside_each_axis(signed_in, dana, priya, harrowmere):
    submission = submitted(by=dana, unit=harrowmere)
    signed_off(submission, by=priya)
    following = open_next_version(assessment=submission.version.assessment, kind="update", by=dana)

    page = signed_in(dana).get(f"{following.get_absolute_url()}ratings/experienced/").text

    assert '<p class="govuk-body">Two youth groups say' in page
