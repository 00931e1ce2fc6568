"""Giving up a draft."""

import pytest

from assessments.actions.deciding import submit
from assessments.actions.drafting import name_person
from assessments.lifecycle import State
from assessments.models import NamedPerson


@pytest.fixture
def address(begun):
    return f"{begun.get_absolute_url()}withdraw/"


def test_the_author_withdraws_a_draft(signed_in, dana, begun, address):
    answer = signed_in(dana).post(address)

    assert answer.headers["Location"] == begun.assessment.get_absolute_url()
    begun.refresh_from_db()
    assert begun.state == State.WITHDRAWN


def test_opening_the_page_withdraws_nothing(signed_in, dana, begun, address):
    signed_in(dana).get(address)

    begun.refresh_from_db()
    assert begun.state == State.DRAFT


def test_what_was_submitted_cannot_be_withdrawn(signed_in, dana, whole, address):
    submit(version=whole, by=dana)

    answer = signed_in(dana).post(address)

    assert answer.status_code == 403
    assert "so it cannot be withdrawn" in answer.text


def test_a_contributor_is_told_who_withdraws(signed_in, dana, lee, begun, address):
    name_person(assessment=begun.assessment, person=lee, part=NamedPerson.Part.CONTRIBUTOR, by=dana)

    answer = signed_in(lee).post(address)

    assert answer.status_code == 403
    assert "Only the author can withdraw this version." in answer.text
