import pytest
from bs4 import BeautifulSoup

from assessments.release.actions.marking import abandon
from tests.release.conftest import NUMBER

pytestmark = pytest.mark.django_db


def test_what_was_signed_off_waits_for_a_release_copy(version, as_tom):
    page = as_tom.get("/release/").content.decode()

    assert f"/release/start/{version.assessment.reference}/1/" in page


def test_a_release_stands_at_its_step_and_its_version_waits_no_more(marked, as_tom):
    page = as_tom.get("/release/").content.decode()

    assert "/release/start/" not in page
    assert "Marking</h2>" in page
    assert f"/release/{NUMBER}/" in page
    assert "3 marks" in page


def test_a_version_whose_release_was_abandoned_can_be_copied_again(unmarked, tom, as_tom):
    abandon(release=unmarked, by=tom)

    assert "/release/start/" in as_tom.get("/release/").content.decode()


def test_an_authorising_officer_finds_what_they_may_take_down_and_no_more(publication, client, priya):
    client.force_login(priya)

    page = client.get("/release/").content.decode()

    assert f"/release/{NUMBER}/take-down/" in page
    assert f'href="/release/{NUMBER}/"' not in page


def test_the_start_page_says_what_waits_for_whom(candidate, client, tom, ruth):
    client.force_login(tom)
    assert f"/release/{NUMBER}/checking/" not in client.get("/").content.decode()

    client.force_login(ruth)
    assert f"/release/{NUMBER}/checking/" in client.get("/").content.decode()


def test_who_was_told_of_a_release_reads_of_what_it_is(approval, client, tom):
    client.force_login(tom)

    page = BeautifulSoup(client.get("/").content, "html.parser")

    (line,) = [each for each in page.select("li") if f"Release {NUMBER} was approved" in each.get_text()]
    assert approval.candidate.release.snapshot.version.cover.title in line.get_text()
