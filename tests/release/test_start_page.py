import pytest

from assessments.release.models import ReleaseCopy
from tests.factories import submitted

pytestmark = pytest.mark.django_db


def test_a_release_copy_is_made_when_asked_for_and_not_by_looking(version, as_tom, tom):
    page = f"/release/start/{version.assessment.reference}/1/"
    assert as_tom.get(page).status_code == 200
    assert not ReleaseCopy.objects.exists()

    response = as_tom.post(page)

    release = ReleaseCopy.objects.get()
    assert response.url == f"/release/{release.number}/"
    assert release.made_by == tom


def test_what_is_not_signed_off_is_not_there_for_the_foi_team(dana, harrowmere, as_tom):
    version = submitted(by=dana, unit=harrowmere).version

    assert as_tom.post(f"/release/start/{version.assessment.reference}/1/").status_code == 404
    assert not ReleaseCopy.objects.exists()


def test_its_author_is_told_who_may_make_a_copy(version, client, dana):
    client.force_login(dana)

    response = client.post(f"/release/start/{version.assessment.reference}/1/")

    assert response.status_code == 403
    assert "Only an FOI officer can make a release copy." in response.content.decode()
