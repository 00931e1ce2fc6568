"""Who is shown which page of a release: every page stands here, for every kind of person."""

import pytest
from django.urls import reverse

from assessments.release import urls
from cia.accounts.roles import Role
from tests.factories import UnitFactory, posted
from tests.release.conftest import NUMBER

pytestmark = pytest.mark.django_db

SIGN_IN = 302
PEOPLE = ["anybody", "dana", "lee", "priya", "tom", "ruth", "elsewhere", "alex", "jo"]
ABOUT_ONE_RELEASE = [SIGN_IN, 403, 404, 403, 200, 200, 404, 404, 404]
# Of an approved release: dana wrote the assessment, priya signed it off; "elsewhere" is an FOI officer of another unit.
TABLE = {
    "releases": [SIGN_IN, 403, 403, 200, 200, 200, 200, 403, 200],
    "release-start": ABOUT_ONE_RELEASE,
    "release": ABOUT_ONE_RELEASE,
    "release-marks": ABOUT_ONE_RELEASE,
    "release-send-for-checking": ABOUT_ONE_RELEASE,
    "release-checking": ABOUT_ONE_RELEASE,
    "release-candidate-pdf": ABOUT_ONE_RELEASE,
    "release-candidate-html": ABOUT_ONE_RELEASE,
    "release-give-back": ABOUT_ONE_RELEASE,
    "release-publish": ABOUT_ONE_RELEASE,
    "release-abandon": ABOUT_ONE_RELEASE,
    "release-mark-remove": [SIGN_IN, 403, 404, 403, 405, 405, 404, 404, 404],
    # Whether something was published is no secret: what is not can be taken down by nobody.
    "release-take-down": [SIGN_IN, *[404] * 8],
    "register": [200] * 9,
    "publication": [404] * 9,
    "publication-pdf": [404] * 9,
    "publication-html": [404] * 9,
}


@pytest.fixture
def elsewhere(db):
    return posted("sam", "Sam Treen", role=Role.FOI_OFFICER, unit=UnitFactory(name="Saltmarsh BCU"))


def test_every_page_of_a_release_stands_in_the_table():
    assert {pattern.name for pattern in urls.urlpatterns} == TABLE.keys()


@pytest.mark.parametrize("place", range(len(PEOPLE)), ids=PEOPLE)
def test_a_page_is_shown_to_whom_the_table_says(approval, version, client, request, place):
    if PEOPLE[place] != "anybody":
        client.force_login(request.getfixturevalue(PEOPLE[place]))
    arguments = {
        "releases": [],
        "register": [],
        "release-start": [version.assessment.reference, 1],
        "release-mark-remove": [NUMBER, 1],
    }

    shown = {name: client.get(reverse(name, args=arguments.get(name, [NUMBER]))).status_code for name in TABLE}

    assert shown == {name: answers[place] for name, answers in TABLE.items()}
