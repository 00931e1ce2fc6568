"""What a contact's page says, and who may read it."""

from datetime import timedelta

import pytest

from assessments.actions.drafting import name_person
from cia import clock
from cia.authorisation import Denied
from stakeholders.actions.contacts import Promise, Worry, end_commitment, end_concern
from stakeholders.linking import records_of
from stakeholders.models import Contact
from tests.factories import UnitFactory, posted
from tests.stakeholders.conftest import NOON


def test_what_is_not_recorded_is_said_to_be_so(signed_in, dana, said):
    contact = said(
        occurred_at=None, method="not_recorded", outcome="not_recorded", made_by=None, started_by="not_recorded"
    )

    page = signed_in(dana).get(contact.get_absolute_url()).text

    assert "the time, how, who made the contact, who got in touch first, the outcome" in page
    assert '<strong class="govuk-tag govuk-tag--yellow">Time not recorded</strong>' in page


@pytest.mark.parametrize(
    ("precision", "later", "told"),
    [
        ("minute", timedelta(0), "at 1200hrs 02/03/2026, at once."),
        ("minute", timedelta(hours=20), "at 0800hrs 03/03/2026, 20 hours later."),
        ("day", timedelta(days=3), "at 1200hrs 05/03/2026, 3 days later."),
        ("day", timedelta(hours=2), "at 1400hrs 02/03/2026."),
    ],
)
def test_when_it_was_written_down_stands_beside_when_it_was(signed_in, dana, said, precision, later, told):
    contact = said(precision=precision, at=NOON + later)

    assert f"Written down by PS Dana Okafor {told}" in signed_in(dana).get(contact.get_absolute_url()).text


def test_a_contact_of_no_record_is_read_in_its_unit_alone(signed_in, dana, lee, priya, tom, alex, jo, said):
    stranger = posted("nia", "Nia Frost", role="officer", unit=UnitFactory(name="Westbank BCU"))
    address = said().get_absolute_url()

    assert [signed_in(person).get(address).status_code for person in (dana, lee, priya)] == [200] * 3
    assert [signed_in(person).get(address).status_code for person in (stranger, tom, alex, jo)] == [404] * 4


def test_a_contact_of_an_assessment_is_read_as_the_file_is(signed_in, dana, lee, priya, said, of_dana_s_file):
    contact = said()
    assessment = of_dana_s_file(contact)
    address = contact.get_absolute_url()
    assert [signed_in(person).get(address).status_code for person in (dana, lee, priya)] == [200, 404, 200]

    name_person(assessment=assessment, person=lee, part="reader", by=dana)

    page = signed_in(lee).get(address).text
    assert f"Contact 1, {assessment.reference}" in page
    assert "OFFICIAL" in page


def test_whoever_wrote_a_contact_down_reads_it_whatever_it_bears_on(lee, said, of_dana_s_file, signed_in):
    contact = said(by=lee)
    of_dana_s_file(contact)

    page = signed_in(lee).get(contact.get_absolute_url())

    assert page.status_code == 200
    assert records_of([contact], lee, at=NOON) == []


def test_a_closed_account_reads_nothing(dana, said):
    said()
    dana.is_active = False
    dana.save()

    assert not Contact.objects.readable_by(dana, at=NOON).exists()


def test_a_reader_of_the_file_does_not_say_what_became_of_its_concerns_or_promises(
    signed_in, dana, lee, said, of_dana_s_file
):
    contact = said(concerns=[Worry("privacy")], promises=[Promise("Ring back")])
    of_dana_s_file(contact, reader=lee)
    concern, promise = contact.concerns.get(), contact.commitments.get()

    told = "Only its author, its contributors, those posted to it and an authorising officer"
    with pytest.raises(Denied, match=told):
        end_concern(concern=concern, kind="content", reason="She says so.", by=lee)
    with pytest.raises(Denied, match=told):
        end_commitment(commitment=promise, kind="kept", note="Rang.", happened_at=NOON, by=lee)
    assert "Say what became of it" not in signed_in(lee).get(contact.get_absolute_url()).text
    assert signed_in(lee).get(f"/concerns/{concern.pk}/end/").status_code == 403


def test_a_concern_is_ended_in_words(signed_in, dana, said):
    contact = said(concerns=[Worry("privacy", "Who sees the pictures?")])
    address = f"/concerns/{contact.concerns.get().pk}/end/"
    client = signed_in(dana)

    wordless = client.post(address, {"kind": "answered", "reason": "  "})
    client.post(address, {"kind": "answered", "reason": "Only two trained officers do."})

    assert "Write down what they said, or the reason against" in wordless.text
    page = client.get(contact.get_absolute_url()).text
    assert "Only two trained officers do." in page
    assert "Say what became of it" not in page


def test_what_was_typed_is_not_lost_when_somebody_ended_the_concern_meanwhile(signed_in, dana, lee, said):
    concern = said(concerns=[Worry("privacy")]).concerns.get()
    end_concern(concern=concern, kind="content", reason="Lee rang her.", by=lee)

    answer = signed_in(dana).post(f"/concerns/{concern.pk}/end/", {"kind": "answered", "reason": "Two officers."})

    assert answer.status_code == 403
    assert "This concern has ended already." in answer.text
    assert "Two officers." in answer.text
    assert concern.events.count() == 1


def test_a_maintained_objection_may_still_be_given_up(dana, said):
    concern = said(concerns=[Worry("privacy")]).concerns.get()

    end_concern(concern=concern, kind="maintained", reason="She will raise it in council.", by=dana)
    end_concern(concern=concern, kind="content", reason="The leaflet satisfied her.", by=dana)

    assert [event.kind for event in concern.events.all()] == ["maintained", "content"]


def test_the_page_is_not_stored_by_the_browser(signed_in, dana, said):
    with clock.stopped_at(NOON):
        assert signed_in(dana).get(said().get_absolute_url()).headers["Cache-Control"] == "no-store"


def test_a_page_that_names_contacts_bears_the_marking_of_their_file(signed_in, dana, said, of_dana_s_file, councillor):
    contact = said(promises=[Promise("Ring back")], concerns=[Worry("privacy")])
    pages = [
        contact.get_absolute_url(),
        councillor.get_absolute_url(),
        contact.commitments.get().get_absolute_url(),
        f"/concerns/{contact.concerns.get().pk}/end/",
        "/promises/",
    ]
    client = signed_in(dana)
    assert not any(client.get(page).context["marking"] for page in pages)

    of_dana_s_file(contact)

    assert [client.get(page).context["marking"] for page in pages] == ["OFFICIAL"] * len(pages)
