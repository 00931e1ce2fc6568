"""The trail of who did what is written last, never changed, and found out when it was."""

import pytest
from django.db import DatabaseError, connection, transaction

from cia.accounts.models import User
from cia.audit.models import Event, Head
from cia.audit.trail import audited, faults, history_of, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam() -> User:
    return User.objects.create_user("sam", name="Sam Vale")


@audited
def greet(*, by: User, fail: bool = False) -> None:
    record("greeted", by=by, about=by, sentence="Said hello")
    if fail:
        raise LookupError("nobody there")


@audited
def greet_twice(*, by: User) -> None:
    greet(by=by)
    with pytest.raises(LookupError):
        greet(by=by, fail=True)
    greet(by=by)


def test_an_event_says_who_did_what_to_which_thing(sam):
    greet(by=sam)

    (event,) = history_of(sam)
    assert (event.sentence, event.actor_id) == ("Said hello", sam.pk)


def test_events_stand_in_the_order_in_which_they_happened_without_a_gap(sam):
    for _ in range(3):
        greet(by=sam)

    assert list(Event.objects.values_list("seq", flat=True)) == [1, 2, 3]
    assert list(faults()) == []


def test_a_failed_action_leaves_no_event(sam):
    with pytest.raises(LookupError):
        greet(by=sam, fail=True)

    assert not Event.objects.exists()


def test_what_a_failed_inner_action_recorded_is_forgotten_with_it(sam):
    greet_twice(by=sam)

    assert Event.objects.count() == 2
    assert list(faults()) == []


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_event SET sentence = 'Said nothing' WHERE seq = 2",
        "DELETE FROM audit_event WHERE seq = 2",
        "TRUNCATE audit_event",
        "UPDATE audit_head SET seq = 0",
        "DELETE FROM audit_head",
    ],
)
def test_the_database_refuses_to_change_the_trail(sam, tampering):
    for _ in range(3):
        greet(by=sam)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(tampering)

    assert list(faults()) == []


def chain_of(sam: User) -> list[Event]:
    for _ in range(3):
        greet(by=sam)
    return list(Event.objects.all())


@pytest.mark.parametrize(
    ("tamper", "finding"),
    [
        (lambda events: setattr(events[1], "sentence", "Said nothing"), "Event 2 was changed after it was written."),
        (lambda events: events.pop(1), "Event 2 is missing: the next one found is 3."),
        (lambda events: events.pop(2), "The trail should end at event 3, but ends at 2."),
        (lambda events: setattr(events[1], "mac", "0" * 64), "Event 2 was not written with"),
    ],
)
def test_verification_says_what_was_tampered_with(sam, monkeypatch, tamper, finding):
    events = chain_of(sam)
    tamper(events)
    monkeypatch.setattr("cia.audit.trail._all_events", lambda: iter(events))

    assert any(fault.startswith(finding) for fault in faults())


def test_a_rewritten_chain_without_the_key_is_found_out(sam, settings):
    chain_of(sam)

    settings.AUDIT_KEY = "somebody else's key"

    assert "Event 1 was not written with this service's key." in list(faults())


def test_the_head_stands_at_the_last_event(sam):
    chain_of(sam)

    assert Head.objects.get().seq == 3
