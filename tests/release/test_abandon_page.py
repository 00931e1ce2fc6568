import pytest

from assessments.release.models import ReleaseCopy
from tests.release.conftest import NUMBER

pytestmark = pytest.mark.django_db

PAGE = f"/release/{NUMBER}/abandon/"


def test_a_release_that_is_being_marked_is_abandoned(marked, as_tom):
    as_tom.post(PAGE)

    assert ReleaseCopy.objects.get().state == "abandoned"


def test_what_is_published_is_not_abandoned_and_the_page_says_why(publication, as_tom):
    assert "it cannot be abandoned" in as_tom.get(PAGE).content.decode()

    assert as_tom.post(PAGE).status_code == 403
    assert ReleaseCopy.objects.get().state == "published"
