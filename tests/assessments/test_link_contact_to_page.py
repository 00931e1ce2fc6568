"""From a contact that was logged by itself to the assessment that it bears on."""

import pytest
from bs4 import BeautifulSoup

from assessments.actions.logging import link_contact, log_contact_for
from cia.authorisation import Denied
from stakeholders.actions.contacts import Conversation, correct_contact, log_contact
from stakeholders.actions.directory import add_stakeholder
from tests.factories import TITLE, draft


@pytest.fixture
def conversation(dana, harrowmere):
    councillor = add_stakeholder(unit=harrowmere, kind="public_office", name="Imogen Tarrant", by=dana)
    return Conversation([councillor], method="telephone", outcome="no_concerns")


@pytest.fixture
def contact(dana, harrowmere, conversation):
    return log_contact(unit=harrowmere, conversation=conversation, by=dana)


@pytest.fixture
def address(contact):
    return f"/assessments/link-contact-to/{contact.pk}/"


def read(response):
    return BeautifulSoup(response.content, "html.parser")


def links(page):
    return {link.get_text(): link["href"] for link in page.select("main a")}


def test_a_contact_s_page_leads_on_to_an_assessment_to_another_contact_and_home(signed_in, dana, contact, address):
    page = read(signed_in(dana).get(contact.get_absolute_url()))

    assert "No assessment that you may read." in page.get_text()
    assert links(page)["Link to an assessment"] == address
    assert links(page)["Log another contact"] == "/contacts/log/"
    assert links(page)["Go to what needs you"] == "/"


def test_it_is_linked_to_the_assessment_that_is_chosen_and_says_so(signed_in, dana, begun, contact, address):
    client = signed_in(dana)
    (label,) = read(client.get(address)).select(".govuk-radios__label")
    assert label.get_text(strip=True) == TITLE

    response = client.post(address, {"assessment": begun.assessment.reference})

    assert response.url == contact.get_absolute_url()
    assert begun.assessment.assessment_contacts.get().contact == contact
    page = read(client.get(contact.get_absolute_url()))
    assert links(page)[f"Contact 1, {begun.assessment}"] == f"{begun.assessment.get_absolute_url()}contacts/"
    assert links(page)["Link to another assessment"] == address


def test_only_assessments_in_whose_log_one_writes_and_to_which_it_is_not_linked_are_offered(
    signed_in, dana, lee, harrowmere, begun, contact, address
):
    draft(by=lee, unit=harrowmere)
    assert len(read(signed_in(dana).get(address)).select(".govuk-radios__input")) == 1

    link_contact(assessment=begun.assessment, contact=contact, by=dana)

    page = read(signed_in(dana).get(address))
    assert "There is no assessment to link it to" in page.get_text()
    assert not page.select("main form")


def test_nothing_is_linked_that_was_not_offered(signed_in, dana, lee, harrowmere, begun, contact, address):
    other = draft(by=lee, unit=harrowmere).assessment

    page = read(signed_in(dana).post(address, {"assessment": other.reference}))

    assert "Choose one of the answers offered" in page.get_text()
    assert not other.assessment_contacts.exists()


def test_what_was_corrected_is_linked_by_its_correction_alone(signed_in, dana, begun, contact, address, conversation):
    correction = correct_contact(contact=contact, conversation=conversation, by=dana)

    assert "Link to an assessment" not in links(read(signed_in(dana).get(contact.get_absolute_url())))
    with pytest.raises(Denied, match="Link its correction"):
        link_contact(assessment=begun.assessment, contact=contact, by=dana)
    assert link_contact(assessment=begun.assessment, contact=correction, by=dana).number == 1


def test_a_contact_logged_for_an_assessment_can_bear_on_another_too(signed_in, dana, harrowmere, begun, conversation):
    contact = log_contact_for(assessment=begun.assessment, conversation=conversation, by=dana)
    second = draft(by=dana, unit=harrowmere).assessment

    signed_in(dana).post(f"/assessments/link-contact-to/{contact.pk}/", {"assessment": second.reference})

    assert second.assessment_contacts.get().contact == contact
