"""Contacts and promises in the document, and what a mark on one of them takes along."""

from datetime import UTC, datetime, timedelta

import pytest

from assessments.actions.logging import log_contact_for
from assessments.documents.internal import internal_pdf
from assessments.documents.shown import as_shown
from assessments.documents.snapshot import reading_of
from assessments.models import Version
from assessments.release.redacting import MarkedPassage, redact
from cia import clock
from stakeholders.actions.contacts import (
    Conversation,
    Promise,
    Worry,
    correct_commitment,
    correct_contact,
    end_commitment,
    end_concern,
)
from stakeholders.actions.directory import add_stakeholder
from stakeholders.actions.passing_on import pass_promise_on
from stakeholders.models import CommitmentEvent, ConcernEvent, Stakeholder
from tests.factories import draft, signed_off, submitted

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 2, 10, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=30)
MARK = "[Redacted: s.40(2)]"


@pytest.fixture
def version(dana, harrowmere):
    with clock.stopped_at(NOON - timedelta(hours=2)):
        return draft(by=dana, unit=harrowmere)


@pytest.fixture
def councillor(dana, harrowmere):
    return add_stakeholder(
        unit=harrowmere,
        kind=Stakeholder.Kind.PUBLIC_OFFICE,
        name="Imogen Tarrant",
        role="Cabinet member for safety",
        body="Harrowmere Council",
        telephone="01632 960001",
        email="imogen.tarrant@example.org",
        by=dana,
    )


@pytest.fixture
def logged(version, dana, councillor):
    def written(*, by=dana, at=NOON, **answers):
        conversation = {
            "parties": [councillor],
            "method": "telephone",
            "outcome": "concerns",
            "occurred_at": NOON - timedelta(minutes=10),
            "made_by": by,
            **answers,
        }
        with clock.stopped_at(at):
            return log_contact_for(assessment=version.assessment, conversation=Conversation(**conversation), by=by)

    return written


def rows(version, key, *, at=LATER):
    content = reading_of(Version.objects.get(pk=version.pk), at=at)
    return next((each.rows for each in content.sections if each.key == key), ())


def said(row):
    return {field.label: field.plain_text for field in row.fields}


def test_document_without_contacts_says_that_none_is_recorded(version):
    assert rows(version, "contacts") == ()


def test_contact_reads_as_it_was_written_down(version, logged):
    logged(reached="Her assistant", narrative="She asked about *leaflets*.", response="We print them.")

    (row,) = rows(version, "contacts")
    assert (row.path, row.heading) == ("contact.1", "Contact 1")
    assert said(row) == {
        "Who: name": "Imogen Tarrant",
        "Who: role": "Cabinet member for safety",
        "Who: body": "Harrowmere Council",
        "When": "1150hrs 10/02/2026",
        "How": "Telephone",
        "Who got in touch": "Not recorded",
        "Made by: rank": "PS",
        "Made by: name": "Dana Okafor",
        "Person reached": "Her assistant",
        "Outcome": "Spoke, concerns raised",
        "What they said": "She asked about leaflets.",
        "What we answered": "We print them.",
        "Publication": "Not asked",
    }


def test_nothing_of_how_to_reach_somebody_is_in_the_document(version, logged):
    logged()

    text = repr(reading_of(version, at=LATER))
    assert "Imogen Tarrant" in text
    assert "01632" not in text
    assert "example.org" not in text


@pytest.mark.parametrize(
    ("precision", "words"),
    [("day", "10/02/2026 (only the day is known)"), ("month", "February 2026 (only the month is known)")],
)
def test_time_is_said_no_more_exactly_than_it_is_known(version, logged, precision, words):
    logged(precision=precision)

    assert said(rows(version, "contacts")[0])["When"] == words


def test_contact_without_a_time_says_so_and_when_it_was_written_down(version, logged):
    logged(occurred_at=None, precision="unknown")

    row = said(rows(version, "contacts")[0])
    assert (row["When"], row["Written down"]) == ("Time not recorded", "1200hrs 10/02/2026")


def test_contact_on_behalf_of_another_says_who_wrote_it_down(version, logged, lee):
    logged(made_by=lee)

    row = said(rows(version, "contacts")[0])
    assert (row["Made by: name"], row["Written down by: name"]) == ("Lee Marsh", "Dana Okafor")


def test_several_people_stand_apart(version, logged, councillor, dana, harrowmere):
    traders = add_stakeholder(unit=harrowmere, kind="for_a_body", body="Traders' Association", by=dana)
    logged(parties=[councillor, traders])

    row = said(rows(version, "contacts")[0])
    assert (row["Party 1: name"], row["Party 2: body"]) == ("Imogen Tarrant", "Traders' Association")


def test_correction_stands_beside_what_it_corrects(version, logged, councillor, dana):
    first = logged(narrative="She is against it.")
    with clock.stopped_at(NOON + timedelta(hours=1)):
        corrected = Conversation([councillor], "telephone", "concerns", narrative="She is for it.")
        correct_contact(contact=first, conversation=corrected, by=dana)

    one, two = (said(row) for row in rows(version, "contacts"))
    assert (one["What they said"], one["Corrected in"]) == ("She is against it.", "Contact 2")
    assert (two["What they said"], two["Corrects"]) == ("She is for it.", "Contact 1")


def test_concern_is_followed_by_what_became_of_it(version, logged, dana):
    contact = logged(concerns=[Worry("privacy", "Who keeps the pictures?"), Worry("faith")])
    with clock.stopped_at(NOON + timedelta(days=1)):
        concern = contact.concerns.get(tag="privacy")
        end_concern(concern=concern, kind=ConcernEvent.Kind.CONTENT, reason="She read the notice.", by=dana)

    before = rows(version, "contacts", at=NOON + timedelta(hours=1))[0]
    after = rows(version, "contacts")[0]
    assert [field.plain_text for field in before.fields if field.label == "What became of it"] == ["Open", "Open"]
    assert [field.plain_text for field in after.fields if ".concern." in field.path] == [
        "Privacy",
        "Who keeps the pictures?",
        "They say they are content",
        "She read the notice.",
        "Faith and places of worship",
        "Open",
    ]


def test_contact_logged_after_the_moment_of_the_document_is_not_in_it(version, logged):
    logged(at=NOON + timedelta(hours=3))

    assert rows(version, "contacts", at=NOON + timedelta(hours=2)) == ()


@pytest.fixture
def promised(logged, dana):
    contact = logged(promises=[Promise("Ring her after the day", due_at=NOON + timedelta(days=14))])
    return contact.commitments.get()


@pytest.mark.parametrize(("days", "state"), [(13, "Open"), (14, "Open"), (15, "Overdue")])
def test_promise_has_its_state_at_the_moment_of_the_document(version, promised, days, state):
    (row,) = rows(version, "promises", at=NOON + timedelta(days=days))

    assert row.heading == "Contact 1, promise 1"
    assert said(row) == {
        "What was promised": "Ring her after the day",
        "To whom: name": "Imogen Tarrant",
        "To whom: role": "Cabinet member for safety",
        "To whom: body": "Harrowmere Council",
        "To be kept by: rank": "PS",
        "To be kept by: name": "Dana Okafor",
        "Due": "1200hrs 24/02/2026",
        "State": state,
    }


def test_promise_that_was_passed_on_names_who_kept_it_at_the_moment_of_the_document(version, promised, dana, lee):
    with clock.stopped_at(NOON + timedelta(days=2)):
        pass_promise_on(commitment=promised, to=lee, by=dana)

    kept_by = [
        said(rows(version, "promises", at=NOON + timedelta(days=days))[0])["To be kept by: name"] for days in (1, 2)
    ]
    assert kept_by == ["Dana Okafor", "Lee Marsh"]
    assert public_words(version, "promise.1.1.owner.name")["Contact 1, promise 1", "To be kept by: name"] == MARK


@pytest.mark.parametrize(("days", "state"), [(13, "Kept"), (20, "Kept, late")])
def test_promise_that_was_kept_says_how(version, promised, dana, days, state):
    moment = NOON + timedelta(days=days)
    with clock.stopped_at(moment):
        end_commitment(
            commitment=promised, kind=CommitmentEvent.Kind.KEPT, note="Rang her.", happened_at=moment, by=dana
        )

    row = said(rows(version, "promises")[0])
    assert (row["How"], row["State"]) == ("Rang her.", state)


def test_later_contact_and_what_was_signed_keep_the_fingerprint(dana, priya, harrowmere, councillor):
    version = signed_off(submitted(by=dana, unit=harrowmere), by=priya).submission.version
    before = as_shown(version, at=clock.now())
    conversation = Conversation([councillor], "meeting", "no_concerns")
    log_contact_for(assessment=version.assessment, conversation=conversation, by=dana)
    after = as_shown(Version.objects.get(pk=version.pk), at=clock.now())

    assert "contact.1" in after.content.rows()
    assert before.fingerprint == after.fingerprint
    assert internal_pdf(after.content).startswith(b"%PDF")


def public_words(version, path, whole="field"):
    document = redact(
        reading_of(Version.objects.get(pk=version.pk), at=LATER),
        [MarkedPassage(path=path, whole=whole, codes=("s.40(2)",))],
        number="P-2345-6789",
        complaints="Ask again.",
        meanings={"s.40(2)": "Personal information."},
    )
    return {
        (row.heading, field.label): "".join(
            getattr(piece, "text", None) or piece.words for block in field.blocks for piece in block.pieces
        )
        for each in document.sections
        if each.heading in {"Contacts", "Promises"}
        for row in each.rows
        for field in row.fields
    }


def test_a_corrected_promise_stands_beside_its_correction_which_names_it(version, promised, dana):
    with clock.stopped_at(NOON + timedelta(hours=1)):
        correct_commitment(commitment=promised, promise=Promise("Write to her"), reason="She wants a letter.", by=dana)

    first, second = map(said, rows(version, "promises", at=NOON + timedelta(days=1)))

    assert (first["What was promised"], first["State"], first["How"]) == (
        "Ring her after the day",
        "Corrected",
        "She wants a letter.",
    )
    assert (second["What was promised"], second["Corrects"], second["State"]) == (
        "Write to her",
        "Contact 1, promise 1",
        "Open",
    )


def test_hidden_name_of_a_contact_is_hidden_in_its_promise_too(version, promised):
    words = public_words(version, "contact.1.party.1.name")

    assert words["Contact 1", "Who: name"] == MARK
    assert words["Contact 1, promise 1", "To whom: name"] == MARK
    assert words["Contact 1, promise 1", "To whom: body"] == "Harrowmere Council"


def test_hidden_due_time_of_a_promise_hides_its_state(version, promised):
    words = public_words(version, "promise.1.1.due")

    assert words["Contact 1, promise 1", "State"] == MARK
    assert words["Contact 1, promise 1", "What was promised"] == "Ring her after the day"


def test_whole_contact_is_withheld_with_what_was_promised_in_it(version, promised):
    words = public_words(version, "contact.1", whole="row")

    assert not any(heading.startswith("Contact 1") for heading, _ in words)
