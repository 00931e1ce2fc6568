"""The whole as it will read, and submitting it."""

import pytest
from bs4 import BeautifulSoup

from assessments.actions.drafting import name_person
from assessments.lifecycle import State
from assessments.models import NamedPerson
from tests.ui.forms import fields_of


@pytest.fixture
def address(begun):
    return f"{begun.get_absolute_url()}check-answers/"


def test_everything_missing_leads_to_where_it_is_mended(signed_in, dana, begun, address):
    page = BeautifulSoup(signed_in(dana).get(address).text, "html.parser")

    link = page.find("a", string="Write the section 'Purpose'")
    assert link["href"] == f"{begun.get_absolute_url()}sections/purpose/"
    assert signed_in(dana).get(link["href"]).status_code == 200


def test_an_incomplete_version_offers_no_button(signed_in, dana, address):
    page = signed_in(dana).get(address).text

    assert "Submit for a decision" not in page
    assert "This cannot be submitted yet." in page


def test_the_document_reads_as_written_with_a_way_to_change_each_section(signed_in, dana, whole, address):
    page = BeautifulSoup(signed_in(dana).get(address).text, "html.parser")

    assert page.find("strong", string="nine people")
    points = [point.text.strip() for point in page.main.select(".govuk-list--bullet li")]
    assert "Two cameras on a marked van outside the library" in points
    assert "Assessed level: 5 Above Normal (1 is the most serious)" in " ".join(page.main.text.split())
    changes = [link["href"] for link in page.main.find_all("a") if link.text.startswith("Change")]
    assert len(changes) == 13
    assert f"{whole.get_absolute_url()}ratings/potential/" in changes


def test_the_author_submits(signed_in, dana, whole, address):
    client = signed_in(dana)

    answer = client.post(address, fields_of(client.get(address).text))

    assert answer.headers["Location"] == whole.get_absolute_url()
    whole.refresh_from_db()
    assert whole.state == State.SUBMITTED


def test_a_contributor_reads_it_and_is_told_who_submits(signed_in, dana, lee, whole, address):
    name_person(assessment=whole.assessment, person=lee, part=NamedPerson.Part.CONTRIBUTOR, by=dana)

    page = signed_in(lee).get(address)
    answer = signed_in(lee).post(address)

    assert "Only the author can submit this assessment." in page.text
    assert answer.status_code == 403
    whole.refresh_from_db()
    assert whole.state == State.DRAFT


def test_an_incomplete_version_that_is_submitted_all_the_same_is_refused_with_what_is_missing(
    signed_in, dana, begun, address
):
    answer = signed_in(dana).post(address)

    assert answer.status_code == 403
    assert "Enter a summary on the cover" in answer.text
    begun.refresh_from_db()
    assert begun.state == State.DRAFT


def test_axes_without_reasons_are_not_said_to_give_the_same(signed_in, dana, address):
    assert "give the same reasons, word for word" not in signed_in(dana).get(address).text
