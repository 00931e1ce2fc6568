"""Correcting a contact: the first text stays."""

import pytest

from stakeholders.actions.contacts import Conversation, Promise, Worry, correct_contact
from stakeholders.models import Commitment, Concern, Contact
from tests.ui.forms import fields_of

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def first(said):
    return said(narrative="All well.", concerns=[Worry("privacy")], promises=[Promise("Ring back")])


def address(contact):
    return f"{contact.get_absolute_url()}correct/"


def test_a_correction_starts_from_what_was_written(signed_in, dana, first):
    client = signed_in(dana)

    client.post(address(first), fields_of(client.get(address(first)).text) | {"narrative": "One worry."})

    correction = Contact.objects.get(corrects=first)
    assert correction.narrative == "One worry."
    same = ["occurred_at", "precision", "method", "outcome", "made_by", "made_by_then", "started_by", "attendance"]
    assert [getattr(correction, name) for name in same] == [getattr(first, name) for name in same]
    assert str(correction.parties.get()) == str(first.parties.get())


@pytest.mark.parametrize(
    "answers",
    [
        {"occurred_at": None, "precision": "unknown"},
        {"precision": "month"},
        {"precision": "day"},
        {"made_by": None},
        {"made_by": None, "made_by_then": "a special constable"},
    ],
)
def test_a_correction_knows_no_more_than_the_first_text(signed_in, dana, said, answers):
    first = said(**answers)
    client = signed_in(dana)

    client.post(address(first), fields_of(client.get(address(first)).text))

    correction = Contact.objects.get(corrects=first)
    assert correction.when == first.when
    assert correction.made_by_whom == first.made_by_whom


def test_both_texts_are_shown_and_each_leads_to_the_other(signed_in, dana, first):
    client = signed_in(dana)
    client.post(address(first), fields_of(client.get(address(first)).text) | {"narrative": "One worry."})
    correction = Contact.objects.get(corrects=first)

    new, old = (client.get(contact.get_absolute_url()).text for contact in (correction, first))

    assert "As it was first written" in new
    assert "All well." in new
    assert f'href="{correction.get_absolute_url()}"' in old


def test_concerns_and_promises_live_on_beside_the_correction(signed_in, dana, first):
    client = signed_in(dana)
    asked = client.get(address(first)).text
    client.post(address(first), fields_of(asked) | {"promise_1_what": "Send the leaflet"})

    assert "These stay as they were written down" in asked
    page = client.get(Contact.objects.get(corrects=first).get_absolute_url()).text
    assert all(words in page for words in ("Ring back", "Send the leaflet", "Privacy"))
    assert Commitment.objects.count() == 2
    assert Concern.objects.count() == 1


def test_nobody_else_corrects_it(signed_in, lee, priya, first):
    for person in (lee, priya):
        answer = signed_in(person).get(address(first))

        assert answer.status_code == 403
        assert "Only the person who wrote this contact down can correct it." in answer.text


def test_what_was_typed_is_not_lost_when_it_was_corrected_meanwhile(signed_in, dana, first, councillor):
    client = signed_in(dana)
    open_page = fields_of(client.get(address(first)).text)
    correct_contact(contact=first, conversation=Conversation([councillor], method="visit", outcome="no_reply"), by=dana)

    answer = client.post(address(first), open_page | {"narrative": "Typed in the other window."})

    assert answer.status_code == 403
    assert "This contact was corrected already." in answer.text
    assert fields_of(answer.text)["narrative"] == "Typed in the other window."


def test_a_correction_bears_on_the_assessments_of_the_first_text(signed_in, dana, lee, first, of_dana_s_file):
    assessment = of_dana_s_file(first)
    client = signed_in(dana)

    client.post(address(first), fields_of(client.get(address(first)).text))

    links = assessment.assessment_contacts.values_list("number", "contact__corrects")
    assert list(links) == [(1, None), (2, first.pk)]
    assert signed_in(lee).get(Contact.objects.get(corrects=first).get_absolute_url()).status_code == 404
