"""The version on the cover of a document that is read with its log."""

from datetime import UTC, datetime

import pytest

from assessments.actions.logging import log
from assessments.documents.shown import as_shown
from assessments.documents.snapshot import content_of
from assessments.models import Version
from assessments.release.actions.marking import make_release_copy
from cia import clock
from tests.factories import signed_off, submitted

pytestmark = pytest.mark.django_db

SIX = datetime(2026, 2, 10, 18, 0, tzinfo=UTC)


@pytest.fixture
def version(dana, priya, harrowmere):
    with clock.stopped_at(datetime(2026, 2, 10, 12, tzinfo=UTC)):
        return signed_off(submitted(by=dana, unit=harrowmere), by=priya).submission.version


@pytest.fixture
def logged(version, dana):
    with clock.stopped_at(SIX):
        log(
            assessment=version.assessment,
            happened_at=SIX,
            happened_as_typed="1800hrs 10/02/2026",
            text="On the ground; the street is calm.",
            by=dana,
        )
    return version


def version_on_cover(content):
    return content.fields()["cover.version"].plain_text


def test_a_version_without_a_log_bears_its_number_alone(version):
    assert version_on_cover(as_shown(Version.objects.get(pk=version.pk), at=SIX).content) == "1.0"


def test_a_version_with_a_log_says_to_which_moment_it_is_read(logged):
    shown = as_shown(Version.objects.get(pk=logged.pk), at=SIX).content

    assert version_on_cover(shown) == "1.0, log to 1800hrs 10/02/2026"


def test_a_release_copy_says_it_and_what_was_submitted_stays_as_it_was(logged, tom):
    with clock.stopped_at(SIX):
        copy = make_release_copy(version=Version.objects.get(pk=logged.pk), by=tom, number="P-2345-6789")

    assert version_on_cover(content_of(copy.snapshot)) == "1.0, log to 1800hrs 10/02/2026"
    assert version_on_cover(content_of(logged.submissions.get().snapshot)) == "1.0"
