"""From sign-in to sign-off, in a real browser."""

import pytest

from assessments.lifecycle import State
from assessments.models import Version
from tests.journeys import steps


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_officer_writes_an_assessment_and_another_signs_it_off(browser, live_server, dana, priya, has_scripts):
    officer = steps.sign_in(browser, live_server.url, dana, has_scripts=has_scripts)
    steps.start_assessment(officer)
    steps.write_cover(officer)
    steps.write_sections(officer)
    steps.rate_axes(officer)
    steps.submit(officer)
    officer.leave()

    authorising_officer = steps.sign_in(browser, live_server.url, priya, has_scripts=has_scripts)
    steps.sign_off(authorising_officer)
    authorising_officer.leave()

    version = Version.objects.get()
    assert version.state == State.SIGNED_OFF
    assert set(version.contributions.values_list("user__username", flat=True)) == {"dana"}
