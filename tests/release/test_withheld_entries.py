"""An entry of the log or a contact that is withheld whole: nothing elsewhere tells of what kind it is."""

import random
from datetime import timedelta

import pytest

from assessments.actions.deciding import submit
from assessments.actions.logging import log_contact_for
from assessments.documents.snapshot import reading_of
from assessments.models import Version
from assessments.release.redacting import MarkedPassage, redact
from assessments.release.residual import swapped
from cia import clock
from stakeholders.actions.contacts import Conversation, Promise
from stakeholders.actions.directory import add_stakeholder
from tests.assessments.lantern import EVENING, MORNING, evening_entry, in_force, reassessed
from tests.factories import draft, signed_off, write_whole

pytestmark = pytest.mark.django_db

WITHHELD = MarkedPassage(path="log.1", whole="row", codes=("s.31(1)(a)",))
NOON = MORNING + timedelta(hours=4)


def plain(version, by):
    evening_entry(version, by=by)


def plain_with_the_next(version, by):
    evening_entry(version, by=by, next_due_at=NOON, next_due_as_typed="1200hrs 11/02/2026")


def all_levels(version, by):
    reassessed(version, by=by, at=EVENING)


def all_levels_and_the_next(version, by):
    reassessed(version, by=by, at=EVENING, next_due_at=NOON)


KINDS = [plain, plain_with_the_next, all_levels, all_levels_and_the_next]


def content_with(kind, *, dana, priya, unit, reassess_at=MORNING, again=True):
    """A record whose first entry is of one kind; the second is the same in all of them."""
    version = in_force(by=dana, signed_by=priya, unit=unit, reassess_at=reassess_at)
    kind(version, dana)
    if again:
        reassessed(version, by=dana, at=MORNING, next_due_at=NOON)
    return reading_of(Version.objects.get(pk=version.pk), at=NOON + timedelta(hours=1))


def public(content, marks):
    meanings = {"s.31(1)(a)": "It would hinder the prevention of crime."}
    return redact(content, marks, number="P-2345-6789", complaints="Ask again.", meanings=meanings)


@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("reassess_at", [MORNING, None])
@pytest.mark.parametrize("kind", KINDS[1:])
def test_records_that_differ_in_a_withheld_entry_alone_are_published_alike(
    kind, reassess_at, again, dana, priya, harrowmere
):
    by = {"dana": dana, "priya": priya, "unit": harrowmere, "reassess_at": reassess_at, "again": again}

    assert public(content_with(kind, **by), [WITHHELD]) == public(content_with(plain, **by), [WITHHELD])


def test_the_entries_beside_it_keep_their_own_numbers(dana, priya, harrowmere):
    document = public(content_with(all_levels, dana=dana, priya=priya, unit=harrowmere), [WITHHELD])

    headings = {section.heading: [row.heading for row in section.rows] for section in document.sections}
    assert headings["The line of levels"] == ["As signed off", "Entry 2"]
    assert headings["Reassessments"] == ["Planned in the assessment", "Announced in entry 2"]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", KINDS)
def test_the_swaps_of_a_release_come_to_the_same(kind, seed, dana, priya, harrowmere):
    content = content_with(kind, dana=dana, priya=priya, unit=harrowmere)

    other, marks = swapped(content, [WITHHELD], random.Random(seed))

    assert public(other, marks) == public(content, [WITHHELD])


def content_of_contact(*, dana, unit, parties, promises):
    """A record with one contact, which may be with several people and may promise something."""
    version = draft(by=dana, unit=unit)
    people = [
        add_stakeholder(unit=unit, kind="public_office", name=f"Councillor {number}", role="Ward councillor", by=dana)
        for number in range(parties)
    ]
    conversation = Conversation(
        people,
        method="visit",
        outcome="no_concerns",
        occurred_at=MORNING,
        precision="minute",
        made_by=dana,
        narrative="No issues.",
        promises=[Promise("Ring back") for _ in range(promises)],
    )
    log_contact_for(assessment=version.assessment, conversation=conversation, by=dana)
    return reading_of(version, at=clock.now() + timedelta(hours=1))


@pytest.mark.parametrize(("parties", "promises"), [(2, 1), (1, 2), (3, 0)])
def test_records_that_differ_in_a_withheld_contact_alone_are_published_alike(parties, promises, dana, harrowmere):
    withheld = MarkedPassage(path="contact.1", whole="row", codes=("s.31(1)(a)",))
    with clock.stopped_at(MORNING + timedelta(minutes=10)):
        contents = [
            content_of_contact(dana=dana, unit=harrowmere, parties=many, promises=made)
            for many, made in [(1, 1), (parties, promises)]
        ]

    first, other = (public(content, [withheld]) for content in contents)

    assert first == other
    assert "Ring back" not in str(first)


def signed_off_with_a_contact(*promises, dana, priya, unit):
    """Questions that were answered before it was signed off say of each promise without a day that it has none."""
    version = draft(by=dana, unit=unit)
    councillor = add_stakeholder(unit=unit, kind="public_office", role="Ward councillor", by=dana)
    conversation = Conversation(
        [councillor], method="visit", outcome="no_concerns", made_by=dana, narrative="No issues.", promises=promises
    )
    log_contact_for(assessment=version.assessment, conversation=conversation, by=dana)
    signed_off(submit(version=write_whole(version, by=dana), by=dana), by=priya)
    return reading_of(Version.objects.get(pk=version.pk), at=clock.now() + timedelta(hours=1))


@pytest.mark.parametrize("seed", range(5))
def test_a_question_about_a_promise_goes_with_the_contact_in_which_it_was_made(seed, dana, priya, harrowmere):
    withheld = MarkedPassage(path="contact.1", whole="row", codes=("s.31(1)(a)",))
    by = {"dana": dana, "priya": priya, "unit": harrowmere}
    with clock.stopped_at(MORNING):
        asked = signed_off_with_a_contact(Promise("Ring back"), Promise("Send the map"), **by)
        not_asked = signed_off_with_a_contact(**by)

    assert "Contact 1, promise 1 has no date." in str(asked)
    assert public(asked, [withheld]) == public(not_asked, [withheld])
    assert public(*swapped(asked, [withheld], random.Random(seed))) == public(asked, [withheld])
