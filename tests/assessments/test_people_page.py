"""Letting people in."""

import pytest

from assessments.actions.drafting import name_person
from assessments.models import NamedPerson
from cia.accounts.roles import Role
from tests.factories import UnitFactory, posted


@pytest.fixture
def address(begun):
    return f"{begun.assessment.get_absolute_url()}people/"


@pytest.mark.parametrize("typed", ["lee", "Lee Marsh", " lee marsh "])
def test_somebody_is_let_in_by_username_or_name(signed_in, dana, lee, begun, address, typed):
    signed_in(dana).post(address, {"person": typed, "part": "reader"})

    assert signed_in(lee).get(begun.assessment.get_absolute_url()).status_code == 200


def test_a_name_of_two_people_must_be_said_by_username(signed_in, dana, lee, begun, address):
    posted("lee2", "Lee Marsh", role=Role.OFFICER, unit=UnitFactory())

    answer = signed_in(dana).post(address, {"person": "Lee Marsh", "part": "reader"})

    assert "More than one person has this name. Enter the username instead." in answer.text
    assert not begun.assessment.named_people.exists()


def test_a_name_of_nobody_is_said_to_be_so(signed_in, dana, begun, address):
    answer = signed_in(dana).post(address, {"person": "nobody", "part": "reader"})

    assert "Nobody with an account has this username or name." in answer.text


def test_somebody_let_in_already_is_not_let_in_twice(signed_in, dana, lee, begun, address):
    name_person(assessment=begun.assessment, person=lee, part=NamedPerson.Part.READER, by=dana)

    answer = signed_in(dana).post(address, {"person": "lee", "part": "contributor"})

    assert "PC Lee Marsh has already been let in." in answer.text
    assert begun.assessment.named_people.count() == 1


def test_a_reader_is_told_why_they_cannot_let_others_in(signed_in, dana, lee, begun, address):
    name_person(assessment=begun.assessment, person=lee, part=NamedPerson.Part.READER, by=dana)

    answer = signed_in(lee).post(address, {"person": "lee", "part": "contributor"})

    assert answer.status_code == 403
    assert "Only the author or an authorising officer can let somebody in." in answer.text
