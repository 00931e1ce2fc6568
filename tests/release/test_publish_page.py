import pytest

from assessments.release.models import Publication
from tests.release.conftest import NUMBER

pytestmark = pytest.mark.django_db

PAGE = f"/release/{NUMBER}/publish/"


def test_what_will_be_public_and_where_is_shown_before(approval, as_ruth):
    page = as_ruth.get(PAGE).content.decode()

    assert f"http://testserver/register/{NUMBER}/{NUMBER}.pdf" in page
    assert approval.pdf_sha256 in page
    assert not Publication.objects.exists()


def test_the_checker_publishes_what_was_approved(approval, as_ruth, ruth):
    assert "Confirm that anybody may read this" in as_ruth.post(PAGE).content.decode()

    as_ruth.post(PAGE, {"confirmed": "on"})

    publication = Publication.objects.get()
    assert (publication.number, publication.approval, publication.published_by) == (NUMBER, approval, ruth)


def test_who_marked_cannot_publish_and_reads_why(approval, as_tom):
    assert "another FOI officer must check and publish it" in as_tom.get(PAGE).content.decode()

    assert as_tom.post(PAGE, {"confirmed": "on"}).status_code == 403
    assert not Publication.objects.exists()


def test_what_is_not_approved_cannot_be_published(candidate, as_ruth):
    assert "Only an approved release can be published." in as_ruth.get(PAGE).content.decode()

    assert as_ruth.post(PAGE, {"confirmed": "on"}).status_code == 403
    assert not Publication.objects.exists()
