"""Contacts, concerns and promises go out in the file and come back the same."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from assessments.actions.importing import import_assessment
from assessments.documents.exchange import AssessmentFile, NotSuchAFile, WrittenAssessment, exported, read_file
from assessments.documents.exchange_contacts import (
    WrittenConcern,
    WrittenConcernEnd,
    WrittenContact,
    WrittenParty,
    WrittenPromise,
    WrittenPromiseEnd,
)
from assessments.documents.exchange_log import WrittenMoment
from cia import clock
from cia.authorisation import Denied
from cia.canonical import Unacceptable
from stakeholders.models import Commitment, CommitmentEvent, Concern, ConcernEvent, Contact, Stakeholder

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
COUNCILLOR = WrittenParty(
    Stakeholder.Kind.PUBLIC_OFFICE, name="Imogen Tarrant", role="Cabinet member", body="Harrowmere Council"
)
TRADERS = WrittenParty(Stakeholder.Kind.FOR_A_BODY, body="Traders' Association")
CONTACTS = (
    WrittenContact(
        parties=(COUNCILLOR, TRADERS),
        at=WrittenMoment("1223hrs 01/03/2026"),
        method=Contact.Method.TELEPHONE,
        made_by="PC Lee Marsh",
        started_by=Contact.StartedBy.US,
        reached="Her assistant",
        outcome=Contact.Outcome.CONCERNS,
        narrative=("First line.", "", "Second line."),
        response="We will print leaflets.",
        stance_as_they_said="Undecided",
        stance_as_judged="Appeared satisfied",
        attendance=Contact.Attendance.ASKED_TO_COME,
        openness=Contact.Openness.MAY_BE_PUBLISHED,
        concerns=(
            WrittenConcern(
                Concern.Tag.PRIVACY,
                "Who keeps the pictures?",
                became=(
                    WrittenConcernEnd(ConcernEvent.Kind.MAINTAINED, "She still asks."),
                    WrittenConcernEnd(ConcernEvent.Kind.CONTENT, "She read the notice."),
                ),
            ),
            WrittenConcern(Concern.Tag.FAITH),
        ),
        promises=(
            WrittenPromise("Ring her", due_on=date(2026, 3, 16)),
            WrittenPromise(
                "Send the leaflet",
                due=WrittenMoment("1400hrs 02/03/2026"),
                became=(WrittenPromiseEnd(CommitmentEvent.Kind.KEPT, "Sent.", WrittenMoment("1100hrs 02/03/2026")),),
            ),
            WrittenPromise(
                "Send the mpa",
                became=(
                    WrittenPromiseEnd(CommitmentEvent.Kind.CORRECTED, "A slip.", WrittenMoment("1200hrs 02/03/2026")),
                ),
            ),
            WrittenPromise("Send the map", due_on=date(2026, 3, 17), corrects=3),
        ),
    ),
    WrittenContact(parties=(TRADERS,), on=date(2026, 2, 27)),
    WrittenContact(parties=(TRADERS,), month="2026-01"),
    WrittenContact(parties=(COUNCILLOR,), narrative="No call was made.", corrects=1),
)


@pytest.fixture
def imported(dana, harrowmere):
    def taken(*contacts):
        written = WrittenAssessment(unit="Harrowmere BCU", about="event", contacts=contacts)
        with clock.stopped_at(MONDAY):
            return import_assessment(written=written, unit=harrowmere, by=dana)

    return taken


def test_contacts_come_back_as_they_went_in(imported):
    version = imported(*CONTACTS)

    assert read_file(exported(version), AssessmentFile).assessment.contacts == CONTACTS


def test_somebody_named_twice_is_one_entry_of_the_directory(imported):
    imported(*CONTACTS)

    assert Stakeholder.objects.count() == 2


def test_somebody_in_the_directory_is_found_there(imported):
    imported(*CONTACTS)
    imported(*CONTACTS)

    assert Stakeholder.objects.count() == 2
    assert Contact.objects.count() == 8


def test_who_imports_keeps_the_promises(imported, dana):
    imported(*CONTACTS)

    assert {promise.owner for promise in Commitment.objects.all()} == {dana}


def test_who_else_keeps_a_promise_goes_out_and_comes_back(imported, lee):
    contact = WrittenContact(parties=(TRADERS,), promises=(WrittenPromise("Ring her", keeper="PC Lee Marsh"),))

    version = imported(contact)

    assert Commitment.objects.get().keeper == lee
    assert read_file(exported(version), AssessmentFile).assessment.contacts == (contact,)


def test_a_keeper_without_an_account_is_refused(imported):
    contact = WrittenContact(parties=(TRADERS,), promises=(WrittenPromise("Ring her", keeper="PC No Body"),))

    with pytest.raises(Denied, match="'PC No Body' is to keep a promise"):
        imported(contact)


def test_how_to_reach_somebody_does_not_leave_in_the_file(imported):
    version = imported(*CONTACTS)
    Stakeholder.objects.update(telephone="01632 960001", email="imogen@example.org")

    assert b"01632" not in exported(version)
    assert b"example.org" not in exported(version)


@pytest.mark.parametrize(
    "promises",
    [
        (WrittenPromise("Ring"), WrittenPromise("Ring her", corrects=1)),
        (WrittenPromise("Ring her", corrects=1),),
        (WrittenPromise("Ring her", corrects=2), WrittenPromise("Ring")),
    ],
)
def test_a_promise_that_corrects_none_that_was_corrected_is_refused(imported, promises):
    with pytest.raises(Denied, match=r"corrects promise|behind all the others"):
        imported(WrittenContact(parties=(TRADERS,), promises=promises))


def test_two_times_of_one_contact_are_refused(imported):
    with pytest.raises(Unacceptable, match=r"Contact 1: Give only one of 'at', 'on' and 'month'"):
        imported(WrittenContact(parties=(TRADERS,), on=date(2026, 2, 27), month="2026-02"))


def test_contact_with_nobody_is_refused_with_its_place():
    file = {"format": 1, "assessment": {"unit": "A", "about": "event", "contacts": [{"parties": []}]}}

    with pytest.raises(NotSuchAFile, match=r"contact 1, parties: this must not be empty"):
        read_file(msgspec.json.encode(file), AssessmentFile)
