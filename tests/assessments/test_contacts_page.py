"""The contacts of an assessment: the list, logging one, linking one logged before."""

import pytest

from assessments.actions.drafting import name_person
from assessments.actions.logging import link_contact, log_contact_for
from cia.authorisation import Denied
from stakeholders.actions.contacts import Conversation, Promise, Worry, log_contact
from stakeholders.actions.directory import add_stakeholder
from stakeholders.models import Contact, Stakeholder
from tests.factories import UnitFactory, draft, posted
from tests.ui.forms import fields_of


@pytest.fixture
def councillor(dana, harrowmere):
    return add_stakeholder(unit=harrowmere, kind="public_office", name="Imogen Tarrant", by=dana)


@pytest.fixture
def conversation(councillor):
    return Conversation(
        [councillor],
        method="telephone",
        outcome="concerns",
        concerns=[Worry("privacy", "Who sees them?")],
        promises=[Promise("Ring back")],
    )


@pytest.fixture
def address(begun):
    return f"{begun.assessment.get_absolute_url()}contacts/"


def test_the_list_shows_each_contact_with_its_number_concerns_and_promises(
    signed_in, dana, begun, address, conversation
):
    contact = log_contact_for(assessment=begun.assessment, conversation=conversation, by=dana)

    page = signed_in(dana).get(address).text

    assert "Contact 1" in page
    assert all(words in page for words in ("Imogen Tarrant", "Who sees them?", "Ring back", contact.get_absolute_url()))


def test_the_file_and_the_task_list_lead_to_the_contacts(signed_in, dana, begun, address):
    client = signed_in(dana)

    for page in (begun.assessment.get_absolute_url(), begun.get_absolute_url()):
        assert f'href="{address}"' in client.get(page).text


def test_a_contact_logged_from_a_file_bears_on_it(signed_in, dana, harrowmere, begun, address, councillor):
    client = signed_in(dana)
    filled = fields_of(client.get(f"{address}log/?with={councillor.pk}").text)

    client.post(f"{address}log/", filled | {"method": "visit", "outcome": "no_concerns"})

    contact = begun.assessment.assessment_contacts.get().contact
    assert (contact.unit, contact.method) == (harrowmere, "visit")


def test_a_contributor_of_another_unit_logs_contacts_too(signed_in, dana, begun, address, councillor):
    nia = posted("nia", "Nia Frost", role="officer", unit=UnitFactory(name="Westbank BCU"))
    name_person(assessment=begun.assessment, person=nia, part="contributor", by=dana)
    client = signed_in(nia)
    filled = fields_of(client.get(f"{address}log/").text)
    new = {"new_name": "Kit Lowe", "new_kind": "private", "method": "visit", "outcome": "no_concerns"}

    client.post(f"{address}log/", filled | new)

    assert begun.assessment.assessment_contacts.get().contact.recorded_by == nia
    assert Stakeholder.objects.get(name="Kit Lowe").unit.name == "Westbank BCU"


def test_a_reader_is_told_why_they_cannot_log_and_nothing_typed_is_lost(signed_in, dana, lee, begun, address):
    name_person(assessment=begun.assessment, person=lee, part="reader", by=dana)
    client = signed_in(lee)
    told = "Only its author, its contributors, those posted to it and an authorising officer"
    typed = {
        "new_name": "Kit Lowe",
        "new_kind": "private",
        "when": "now",
        "method": "visit",
        "outcome": "no_reply",
        "attendance": "not_discussed",
        "openness": "not_asked",
        "made_by": "me",
        "started_by": "us",
    }

    refused = client.post(f"{address}log/", typed)

    assert told in client.get(address).text
    assert [client.get(f"{address}{page}/").status_code for page in ("log", "link")] == [403, 403]
    assert refused.status_code == 403
    assert told in refused.text
    assert fields_of(refused.text)["new_name"] == "Kit Lowe"
    assert not Contact.objects.exists()
    assert not Stakeholder.objects.exists()


def test_an_outsider_finds_no_such_page(signed_in, lee, begun, address):
    client = signed_in(lee)

    assert [client.get(f"{address}{page}").status_code for page in ("", "log/", "link/")] == [404] * 3
    assert client.post(f"{address}log/").status_code == 404


def test_a_contact_logged_before_is_linked(signed_in, dana, harrowmere, begun, address, conversation):
    contact = log_contact(unit=harrowmere, conversation=conversation, by=dana)
    client = signed_in(dana)

    client.post(f"{address}link/", {"contact": contact.pk})
    twice = client.post(f"{address}link/", {"contact": contact.pk})

    assert begun.assessment.assessment_contacts.get().contact == contact
    assert "Choose one of the answers offered" in twice.text


def test_where_there_is_none_to_link_the_page_says_so(signed_in, dana, address):
    page = signed_in(dana).get(f"{address}link/").text

    assert "or none has been logged" in page
    assert f'href="{address}log/"' in page


def test_a_contact_that_one_may_not_read_is_not_linked(signed_in, dana, lee, harrowmere, begun, address, conversation):
    other = log_contact_for(assessment=begun.assessment, conversation=conversation, by=dana)
    mine = draft(by=lee, unit=harrowmere).assessment

    refused = signed_in(lee).post(f"{mine.get_absolute_url()}contacts/link/", {"contact": other.pk})

    assert "Choose one of the answers offered" in refused.text
    with pytest.raises(Denied, match="You may not read this contact"):
        link_contact(assessment=mine, contact=other, by=lee)
    assert not mine.assessment_contacts.exists()


def test_neither_is_written_when_one_of_the_two_is_refused(monkeypatch, dana, begun, conversation):
    def refuse(*_given, **_named):
        raise Denied("Not today.")

    monkeypatch.setattr("assessments.actions.logging._link", refuse)

    with pytest.raises(Denied, match="Not today"):
        log_contact_for(assessment=begun.assessment, conversation=conversation, by=dana)

    assert not Contact.objects.exists()
