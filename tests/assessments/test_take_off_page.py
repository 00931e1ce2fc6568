"""Taking somebody off who was let in."""

import pytest

from assessments.actions.drafting import name_person
from assessments.models import NamedPerson


@pytest.fixture
def address(begun, dana, lee):
    named = name_person(assessment=begun.assessment, person=lee, part=NamedPerson.Part.READER, by=dana)
    return f"{begun.assessment.get_absolute_url()}people/{named.pk}/take-off/"


def test_somebody_taken_off_reads_no_more(signed_in, dana, lee, begun, address):
    signed_in(dana).post(address)

    assert signed_in(lee).get(begun.assessment.get_absolute_url()).status_code == 404


def test_opening_the_page_takes_nobody_off(signed_in, dana, lee, begun, address):
    assert "PC Lee Marsh" in signed_in(dana).get(address).text

    assert signed_in(lee).get(begun.assessment.get_absolute_url()).status_code == 200


def test_somebody_taken_off_already_is_not_found(signed_in, dana, address):
    signed_in(dana).post(address)

    assert signed_in(dana).get(address).status_code == 404


def test_a_reader_cannot_take_anybody_off(signed_in, lee, address):
    assert signed_in(lee).post(address).status_code == 403
    assert signed_in(lee).get(address).status_code == 403
