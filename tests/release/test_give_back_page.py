import pytest

from assessments.release.models import CheckReturn, ReleaseCopy
from tests.release.conftest import NUMBER

pytestmark = pytest.mark.django_db

PAGE = f"/release/{NUMBER}/give-back/"


def test_it_is_given_back_with_what_is_to_be_changed(candidate, as_ruth):
    assert "Say what is to be changed" in as_ruth.post(PAGE, {"reasons": ""}).content.decode()
    assert ReleaseCopy.objects.get().state == "checking"

    as_ruth.post(PAGE, {"reasons": "Hide the street too."})

    assert ReleaseCopy.objects.get().state == "marking"
    assert CheckReturn.objects.get().reasons == "Hide the street too."


def test_what_is_being_marked_cannot_be_given_back(marked, as_ruth):
    assert "cannot be given back for marking" in as_ruth.get(PAGE).content.decode()
    assert as_ruth.post(PAGE, {"reasons": "Hide the street too."}).status_code in {403, 404}
