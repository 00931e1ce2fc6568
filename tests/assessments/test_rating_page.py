"""Rating one axis."""

import pytest
from bs4 import BeautifulSoup

from assessments.actions.drafting import name_person, rate
from assessments.models import NamedPerson
from tests.ui.forms import fields_of


@pytest.fixture
def address(begun):
    return f"{begun.get_absolute_url()}ratings/experienced/"


def test_the_six_levels_stand_worst_first_with_their_whole_definitions(signed_in, dana, begun, address):
    page = BeautifulSoup(signed_in(dana).get(address).text, "html.parser")

    assert [label.text for label in page.select(".govuk-radios__label")] == [
        "1 Imminent",
        "2 High",
        "3 Moderate (High)",
        "4 Moderate (Low)",
        "5 Above Normal",
        "6 Normal",
    ]
    for level, hint in zip(begun.scale_edition.levels("experienced"), page.select(".govuk-radios__hint"), strict=True):
        assert hint.text == f"{level.definition}\nOr: {level.alternative}"
    assert "1 is the most serious" in page.text


def test_no_level_is_chosen_beforehand(signed_in, dana, address):
    assert "level" not in fields_of(signed_in(dana).get(address).text)


def test_a_level_and_its_reasons_are_saved(signed_in, dana, begun, address):
    signed_in(dana).post(address, {"revision": 0, "level": "3", "reasons": "Traders say so."})

    rating = begun.rating_of("experienced")
    assert (rating.level, rating.reasons) == (3, "Traders say so.")


def test_a_level_that_the_scale_does_not_have_is_refused(signed_in, dana, begun, address):
    answer = signed_in(dana).post(address, {"revision": 0, "level": "7", "reasons": "Calm."})

    assert "Choose one of the answers offered" in answer.text
    assert begun.rating_of("experienced").level is None


def test_the_second_of_two_people_sees_the_level_and_the_reasons_of_the_first(signed_in, dana, lee, begun, address):
    name_person(assessment=begun.assessment, person=lee, part=NamedPerson.Part.CONTRIBUTOR, by=dana)
    rate(version=begun, axis="experienced", level=2, reasons="Lee heard alarm.", revision=0, by=lee)

    told = signed_in(dana).post(address, {"revision": 0, "level": "5", "reasons": "Dana heard calm."})

    assert told.status_code == 409
    saved = BeautifulSoup(told.text, "html.parser").select_one(".cia-meanwhile").text
    assert "2 High" in saved
    assert "Lee heard alarm." in saved
    assert fields_of(told.text) | {"level": "5", "reasons": "Dana heard calm.", "revision": "1"} == fields_of(told.text)
    assert begun.rating_of("experienced").level == 2


def test_an_axis_that_the_form_does_not_have_is_not_found(signed_in, dana, begun):
    assert signed_in(dana).get(f"{begun.get_absolute_url()}ratings/imagined/").status_code == 404
