"""A conversation is written down for good, with what worried people and what was promised."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from cia import clock
from cia.authorisation import Denied
from stakeholders.actions.contacts import (
    Conversation,
    Promise,
    Worry,
    correct_contact,
    end_commitment,
    end_concern,
    log_contact,
    make_commitment,
)
from stakeholders.actions.directory import add_stakeholder, change_stakeholder, merge
from stakeholders.models import Commitment, Contact, Stakeholder
from tests.factories import UnitFactory, posted

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 12, 23, tzinfo=UTC)


@pytest.fixture
def councillor(dana, harrowmere) -> Stakeholder:
    return add_stakeholder(
        unit=harrowmere,
        kind=Stakeholder.Kind.PUBLIC_OFFICE,
        name="Imogen Tarrant",
        role="Cabinet member for safety",
        body="Harrowmere Council",
        telephone="01632 960001",
        by=dana,
    )


def rang(councillor, **more) -> Conversation:
    return Conversation(parties=[councillor], method="telephone", outcome="no_concerns", occurred_at=MONDAY, **more)


def test_a_contact_keeps_who_they_were_that_day(dana, harrowmere, councillor):
    contact = log_contact(unit=harrowmere, conversation=rang(councillor), by=dana)
    change_stakeholder(
        stakeholder=councillor, kind="public_office", name="Imogen Tarrant", role="Leader", body="The Council", by=dana
    )

    assert str(contact.parties.get()) == "Imogen Tarrant, Cabinet member for safety, Harrowmere Council"


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        ("minute", "1223hrs 02/03/2026"),
        ("day", "02/03/2026"),
        ("month", "March 2026"),
        ("unknown", "Time not recorded"),
    ],
)
def test_a_time_is_shown_no_more_exactly_than_it_is_known(dana, harrowmere, councillor, precision, said):
    occurred_at = None if precision == "unknown" else MONDAY
    conversation = Conversation(
        parties=[councillor],
        method="not_recorded",
        outcome="not_recorded",
        occurred_at=occurred_at,
        precision=precision,
    )

    assert log_contact(unit=harrowmere, conversation=conversation, by=dana).when == said


def test_a_conversation_did_not_happen_in_the_future(dana, harrowmere, councillor):
    with clock.stopped_at(MONDAY - timedelta(minutes=1)), pytest.raises(Denied, match="in the future"):
        log_contact(unit=harrowmere, conversation=rang(councillor), by=dana)


def test_a_conversation_is_with_somebody(dana, harrowmere):
    with pytest.raises(Denied, match="Say whom you spoke to"):
        log_contact(unit=harrowmere, conversation=Conversation(parties=[], method="visit", outcome="no_reply"), by=dana)


def test_only_officers_of_the_unit_log_contacts(tom, alex, harrowmere, councillor):
    for person in (tom, alex):
        with pytest.raises(Denied, match="Only officers and authorising officers of Harrowmere BCU"):
            log_contact(unit=harrowmere, conversation=rang(councillor), by=person)


def test_a_correction_names_what_it_corrects_and_the_first_text_stays(dana, harrowmere, councillor):
    first = log_contact(unit=harrowmere, conversation=rang(councillor, narrative="All well"), by=dana)

    correction = correct_contact(contact=first, conversation=rang(councillor, narrative="One worry"), by=dana)

    assert correction.corrects == first
    assert Contact.objects.get(pk=first.pk).narrative == "All well"
    assert list(Contact.objects.standing()) == [correction]


def test_only_who_wrote_a_contact_down_corrects_it_and_once(dana, lee, harrowmere, councillor):
    first = log_contact(unit=harrowmere, conversation=rang(councillor), by=dana)

    with pytest.raises(Denied, match="Only the person who wrote this contact down"):
        correct_contact(contact=first, conversation=rang(councillor), by=lee)
    correct_contact(contact=first, conversation=rang(councillor), by=dana)
    with pytest.raises(Denied, match="corrected already"):
        correct_contact(contact=first, conversation=rang(councillor), by=dana)


@pytest.mark.parametrize("table", ["contact", "contactparty", "concern", "commitment"])
def test_the_database_refuses_to_change_what_was_said(dana, harrowmere, councillor, table):
    log_contact(
        unit=harrowmere,
        conversation=rang(councillor, concerns=[Worry("privacy")], promises=[Promise("Ring back")]),
        by=dana,
    )

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM stakeholders_{table}")


def test_a_concern_stays_open_until_it_is_answered_in_words(dana, harrowmere, councillor):
    contact = log_contact(unit=harrowmere, conversation=rang(councillor, concerns=[Worry("privacy")]), by=dana)
    concern = contact.concerns.get()

    with pytest.raises(Denied, match="Write down what they said"):
        end_concern(concern=concern, kind="content", reason=" ", by=dana)
    assert concern.latest is None
    end_concern(concern=concern, kind="maintained", reason="She will raise it in council.", by=dana)

    assert str(concern.latest) == "They maintain their objection"


def test_a_promise_is_open_then_overdue_then_kept(dana, harrowmere, councillor):
    due = MONDAY + timedelta(days=14)
    with clock.stopped_at(MONDAY):
        log_contact(
            unit=harrowmere,
            conversation=rang(councillor, promises=[Promise("Debrief by telephone", due_at=due)]),
            by=dana,
        )
    promise = Commitment.objects.get()

    assert promise.made_to == str(councillor)
    assert not Commitment.objects.overdue(at=due).exists()
    assert Commitment.objects.overdue(at=due + timedelta(minutes=1)).exists()
    with clock.stopped_at(due + timedelta(hours=1)):
        end_commitment(commitment=promise, kind="kept", note="Rang her at noon.", happened_at=due, by=dana)
    assert not Commitment.objects.open().exists()


def test_a_promise_ends_once(dana, harrowmere):
    promise = make_commitment(unit=harrowmere, promise=Promise("Send the results"), by=dana)
    end_commitment(commitment=promise, kind="waived", note="Already public.", happened_at=clock.now(), by=dana)

    with pytest.raises(Denied, match="has ended already"):
        end_commitment(commitment=promise, kind="kept", note="Sent.", happened_at=clock.now(), by=dana)


def test_a_promise_given_to_somebody_else_is_told_to_them(dana, lee, harrowmere):
    make_commitment(unit=harrowmere, promise=Promise("Send the results", owner=lee), by=dana)

    assert lee.notices.get().sentence == "You were given a promise to keep"


def test_communities_are_never_recorded_on_a_private_person(dana, harrowmere):
    with pytest.raises(Denied, match="never on a private person"):
        add_stakeholder(unit=harrowmere, kind="private", name="Kit Lowe", speaks_for="Young people", by=dana)
    with pytest.raises(IntegrityError, match="communities_stand_on_a_body_or_a_role"), transaction.atomic():
        Stakeholder.objects.create(
            unit=harrowmere, kind="private", name="Kit", speaks_for="Faith", added_at=MONDAY, added_by=dana
        )


def test_a_merged_entry_is_found_through_the_other(dana, harrowmere, councillor):
    twin = add_stakeholder(unit=harrowmere, kind="public_office", name="I. Tarrant", by=dana)

    merge(stakeholder=twin, into=councillor, by=dana)

    assert list(Stakeholder.objects.current()) == [councillor]
    with pytest.raises(Denied, match="merged already"):
        merge(stakeholder=councillor, into=twin, by=dana)


def test_the_directory_is_searched_by_every_word(councillor):
    assert Stakeholder.objects.matching("tarrant council").get() == councillor
    assert not Stakeholder.objects.matching("tarrant hospital").exists()


def test_an_officer_of_another_unit_does_not_change_this_one_s_directory(harrowmere):
    stranger = posted("nia", "Nia Frost", role="officer", unit=UnitFactory(name="Westbank BCU"))

    with pytest.raises(Denied, match="Only officers and authorising officers of Harrowmere BCU"):
        add_stakeholder(unit=harrowmere, kind="for_a_body", body="Traders' Association", by=stranger)
