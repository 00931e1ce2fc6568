"""Writing down a conversation, what worried people in it, and what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cia import clock
from cia.accounts.models import Unit, User
from cia.audit.trail import audited, record
from cia.authorisation import Denied
from cia.canonical import canonical
from cia.notices.outbox import tell
from stakeholders import permissions
from stakeholders.models import Commitment, CommitmentEvent, Concern, ConcernEvent, Contact, Stakeholder


@dataclass(frozen=True)
class Worry:
    """A concern as it is written down with the contact in which it was raised."""

    tag: str
    text: str = ""


@dataclass(frozen=True)
class Promise:
    """A promise as it is written down with the contact in which it was made; its owner is the recorder unless named."""

    what: str
    due_at: datetime | None = None
    due_as_typed: str = ""
    owner: User | None = None


@dataclass(frozen=True)
class Conversation:
    """All that is known of one conversation. Whatever is not known is left out and shown as not recorded."""

    parties: Sequence[Stakeholder]
    method: str
    outcome: str
    occurred_at: datetime | None = None
    precision: str = Contact.Precision.MINUTE
    occurred_as_typed: str = ""
    made_by: User | None = None
    reached: str = ""
    narrative: str = ""
    response: str = ""
    stance_as_they_said: str = ""
    stance_as_judged: str = ""
    attendance: str = Contact.Attendance.NOT_DISCUSSED
    openness: str = Contact.Openness.NOT_ASKED
    concerns: Sequence[Worry] = field(default=())
    promises: Sequence[Promise] = field(default=())


@audited
def log_contact(*, unit: Unit, conversation: Conversation, by: User) -> Contact:
    """Write a conversation down, for good."""
    permissions.check_log_contact(by, unit, at=clock.now())
    contact = _write_down(unit, conversation, by=by)
    record("contact.logged", by=by, about=contact, sentence=f"Logged contact {contact.pk}")
    return contact


@audited
def correct_contact(*, contact: Contact, conversation: Conversation, by: User) -> Contact:
    """Write down how it really was. What was written first stays, and is shown beside the correction."""
    _one_at_a_time(contact.unit)
    permissions.check_correct_contact(by, contact, at=clock.now())
    correction = _write_down(contact.unit, conversation, by=by, corrects=contact)
    record("contact.corrected", by=by, about=correction, sentence=f"Corrected contact {contact.pk}")
    return correction


@audited
def end_concern(*, concern: Concern, kind: str, reason: str, by: User) -> ConcernEvent:
    """Record that somebody is content, why their concern was not followed, or that they maintain it."""
    moment = clock.now()
    permissions.check_end_concern(by, concern, at=moment)
    if not reason.strip():
        raise Denied("Write down what they said, or the reason against.")
    event = concern.events.create(
        kind=ConcernEvent.Kind(kind), reason=canonical(reason), recorded_at=moment, recorded_by=by
    )
    record("concern.ended", by=by, about=concern, sentence=f"Concern {concern.pk}: {event}")
    return event


@audited
def make_commitment(
    *, unit: Unit, promise: Promise, by: User, made_to: str = "", contact: Contact | None = None
) -> Commitment:
    """Write down a promise, with whoever has to keep it."""
    moment = clock.now()
    permissions.check_log_contact(by, unit, at=moment)
    return _promise(unit, promise, made_to=made_to, contact=contact, moment=moment, by=by)


@audited
def end_commitment(*, commitment: Commitment, kind: str, note: str, happened_at: datetime, by: User) -> CommitmentEvent:
    """Record that a promise was kept, or is waived, or is carried to the unit's list."""
    moment = clock.now()
    _one_at_a_time(commitment.unit)
    permissions.check_end_commitment(by, commitment, at=moment)
    if commitment.end is not None and commitment.end.kind != CommitmentEvent.Kind.CARRIED:
        raise Denied("This promise has ended already.")
    if happened_at > moment:
        raise Denied("A promise cannot have been kept in the future.")
    if not note.strip():
        raise Denied("Say how it was kept, or why it is waived or carried.")
    event = commitment.events.create(
        kind=CommitmentEvent.Kind(kind),
        note=canonical(note),
        happened_at=happened_at,
        recorded_at=moment,
        recorded_by=by,
    )
    record("commitment.ended", by=by, about=commitment, sentence=f"Commitment {commitment.pk}: {event}")
    return event


def _one_at_a_time(unit: Unit) -> None:
    """Rows that are never changed cannot be locked, so those who add to them wait for each other at their unit."""
    Unit.objects.select_for_update().get(pk=unit.pk)


def _write_down(unit: Unit, conversation: Conversation, *, by: User, corrects: Contact | None = None) -> Contact:
    moment = clock.now()
    if not conversation.parties:
        raise Denied("Say whom you spoke to.")
    if conversation.occurred_at is not None and conversation.occurred_at > moment:
        raise Denied("A conversation cannot have happened in the future. Check the time and the day.")
    contact = Contact.objects.create(
        unit=unit,
        occurred_at=conversation.occurred_at,
        precision=Contact.Precision(conversation.precision if conversation.occurred_at else "unknown"),
        occurred_as_typed=canonical(conversation.occurred_as_typed),
        method=Contact.Method(conversation.method),
        made_by=conversation.made_by,
        reached=canonical(conversation.reached),
        outcome=Contact.Outcome(conversation.outcome),
        narrative=canonical(conversation.narrative),
        response=canonical(conversation.response),
        stance_as_they_said=canonical(conversation.stance_as_they_said),
        stance_as_judged=canonical(conversation.stance_as_judged),
        attendance=Contact.Attendance(conversation.attendance),
        openness=Contact.Openness(conversation.openness),
        corrects=corrects,
        recorded_at=moment,
        recorded_by=by,
    )
    for stakeholder in conversation.parties:
        contact.parties.create(
            stakeholder=stakeholder,
            name_then=stakeholder.name,
            role_then=stakeholder.role,
            body_then=stakeholder.body,
        )
    for worry in conversation.concerns:
        contact.concerns.create(tag=Concern.Tag(worry.tag), text=canonical(worry.text))
    made_to = "; ".join(str(party) for party in conversation.parties)
    for promise in conversation.promises:
        _promise(unit, promise, made_to=made_to[:200], contact=contact, moment=moment, by=by)
    return contact


def _promise(
    unit: Unit, promise: Promise, *, made_to: str, contact: Contact | None, moment: datetime, by: User
) -> Commitment:
    if not promise.what.strip():
        raise Denied("Say what was promised.")
    commitment = Commitment.objects.create(
        unit=unit,
        contact=contact,
        what=canonical(promise.what),
        made_to=made_to,
        owner=promise.owner or by,
        due_at=promise.due_at,
        due_as_typed=canonical(promise.due_as_typed),
        recorded_at=moment,
        recorded_by=by,
    )
    record("commitment.made", by=by, about=commitment, sentence=f"Made commitment {commitment.pk}")
    if commitment.owner_id != by.pk:
        tell([commitment.owner], sentence="You were given a promise to keep", link="/")
    return commitment
