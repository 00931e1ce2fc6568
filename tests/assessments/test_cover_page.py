"""The cover of a draft."""

from datetime import date

import pytest

from assessments.actions.drafting import name_person
from assessments.models import Cover, NamedPerson
from tests.factories import write_cover
from tests.ui.forms import fields_of


@pytest.fixture
def address(begun):
    return f"{begun.get_absolute_url()}cover/"


def test_a_cover_is_saved_as_answered(signed_in, dana, begun, address):
    answers = {
        "title": "Operation Lantern",
        "summary": "One day.",
        "protective_marking": "OFFICIAL-SENSITIVE",
        "publication_recommended": "no",
        "review_on": "1 March 2030",
    }

    answer = signed_in(dana).post(address, {"revision": 1} | answers)

    assert answer.headers["Location"] == begun.get_absolute_url()
    cover = Cover.objects.get(version=begun)
    assert (cover.title, cover.summary, cover.protective_marking) == (
        "Operation Lantern",
        "One day.",
        "OFFICIAL-SENSITIVE",
    )
    assert (cover.publication_recommended, cover.review_on) == (False, date(2030, 3, 1))


def test_a_saved_cover_comes_back_as_it_was_answered(signed_in, dana, begun, address):
    write_cover(begun, by=dana, publication_recommended=False)

    fields = fields_of(signed_in(dana).get(address).text)

    assert fields["publication_recommended"] == "no"
    assert fields["review_on"] == "01/03/2030"


def test_a_draft_is_saved_with_answers_missing(signed_in, dana, begun, address):
    signed_in(dana).post(address, {"revision": 1, "title": "", "protective_marking": "OFFICIAL"})

    cover = Cover.objects.get(version=begun)
    assert (cover.title, cover.publication_recommended, cover.review_on) == ("", None, None)


def test_a_higher_tier_is_refused_with_the_reason(signed_in, dana, begun, address):
    answer = signed_in(dana).post(address, {"revision": 1, "title": "Kept", "protective_marking": "TOP SECRET"})

    assert "protects no more than OFFICIAL-SENSITIVE" in answer.context["form"].errors["protective_marking"][0]
    assert Cover.objects.get(version=begun).protective_marking == "OFFICIAL"


def test_a_review_date_that_has_passed_is_asked_for_again(signed_in, dana, begun, address):
    answer = signed_in(dana).post(
        address, {"revision": 1, "title": "Kept", "protective_marking": "OFFICIAL", "review_on": "01/01/2020"}
    )

    assert 'href="#id_review_on">Enter a review date from today on' in answer.text
    assert Cover.objects.get(version=begun).review_on is None


def test_a_day_that_cannot_be_read_is_asked_for_again(signed_in, dana, address):
    answer = signed_in(dana).post(
        address, {"revision": 1, "title": "Kept", "protective_marking": "OFFICIAL", "review_on": "soonish"}
    )

    assert 'href="#id_review_on">Enter a day like' in answer.text
    assert fields_of(answer.text)["title"] == "Kept"


def test_the_second_of_two_people_sees_every_answer_that_differs(signed_in, dana, lee, begun, address):
    name_person(assessment=begun.assessment, person=lee, part=NamedPerson.Part.CONTRIBUTOR, by=dana)
    write_cover(begun, by=lee, publication_recommended=True, title="Lee's title")

    told = signed_in(dana).post(
        address,
        {"revision": 1, "title": "Dana's title", "protective_marking": "OFFICIAL", "publication_recommended": "no"},
    )

    assert told.status_code == 409
    for answer in ("Lee&#x27;s title", "OFFICIAL-SENSITIVE", ">Yes<", "01/03/2030"):
        assert answer in told.text
    assert fields_of(told.text)["title"] == "Dana's title"
    assert Cover.objects.get(version=begun).title == "Lee's title"

    signed_in(dana).post(address, fields_of(told.text))

    assert Cover.objects.get(version=begun).title == "Dana's title"


def test_the_distribution_list_is_kept_and_printed(signed_in, dana, begun, address):
    client = signed_in(dana)
    client.post(
        address, fields_of(client.get(address).text) | {"distribution_list": "Supt Priya Raman\nForce FOI Unit"}
    )

    assert Cover.objects.get(version=begun).distribution_list == "Supt Priya Raman\nForce FOI Unit"
    document = client.get(f"{begun.get_absolute_url()}document/").text
    assert "Distribution list" in document
    assert "Force FOI Unit" in document
