"""Writing down a conversation, what worried people in it, and what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from cia import clock
from cia.accounts.models import Unit, User
from cia.audit.trail import audited, record
from cia.authorisation import Denied
from cia.canonical import canonical
from cia.notices.outbox import tell
from stakeholders import linking, permissions
from stakeholders.actions.directory import add_stakeholder
from stakeholders.models import Commitment, CommitmentEvent, Concern, ConcernEvent, Contact, Stakeholder
from stakeholders.roles import Permission


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
class Newcomer:
    """Somebody who is not in the directory yet, and is added to it with the contact."""

    kind: str
    name: str = ""
    role: str = ""
    body: str = ""


@dataclass(frozen=True)
class Conversation:
    """All that is known of one conversation. Whatever is not known is left out and shown as not recorded.

    ``made_by_then`` names somebody without an account; ``sent_as`` is the mark of the page that sent it.
    """

    parties: Sequence[Stakeholder]
    method: str
    outcome: str
    occurred_at: datetime | None = None
    precision: str = Contact.Precision.MINUTE
    occurred_as_typed: str = ""
    newcomers: Sequence[Newcomer] = field(default=())
    made_by: User | None = None
    made_by_then: str = ""
    started_by: str = Contact.StartedBy.NOT_RECORDED
    reached: str = ""
    narrative: str = ""
    response: str = ""
    stance_as_they_said: str = ""
    stance_as_judged: str = ""
    attendance: str = Contact.Attendance.NOT_DISCUSSED
    openness: str = Contact.Openness.NOT_ASKED
    concerns: Sequence[Worry] = field(default=())
    promises: Sequence[Promise] = field(default=())
    sent_as: UUID | None = None


@audited
def log_contact(*, unit: Unit, conversation: Conversation, by: User) -> Contact:
    """Write a conversation down, for good."""
    permissions.check_log_contact(by, unit, at=clock.now())
    return write_down(unit=unit, conversation=conversation, by=by)


@audited
def write_down(*, unit: Unit, conversation: Conversation, by: User) -> Contact:
    """Write a conversation down for whoever has checked that they may. What one page sends twice is one contact."""
    _one_at_a_time(unit)
    written = _written_already(conversation, by=by)
    if written is not None:
        return written
    contact = _write_down(unit, conversation, by=by)
    record("contact.logged", by=by, about=contact, sentence=f"Logged contact {contact.pk}")
    return contact


@audited
def correct_contact(*, contact: Contact, conversation: Conversation, by: User) -> Contact:
    """Write down how it really was. What was written first stays, and is shown beside the correction."""
    _one_at_a_time(contact.unit)
    written = _written_already(conversation, by=by)
    if written is not None:
        return written
    permissions.check_correct_contact(by, contact, at=clock.now())
    correction = _write_down(contact.unit, conversation, by=by, corrects=contact)
    for link in linking.links():
        link.follow(contact=contact, correction=correction, by=by)
    record("contact.corrected", by=by, about=correction, sentence=f"Corrected contact {contact.pk}")
    return correction


@audited
def end_concern(*, concern: Concern, kind: str, reason: str, by: User) -> ConcernEvent:
    """Record that somebody is content, why their concern was not followed, or that they maintain it."""
    moment = clock.now()
    _one_at_a_time(concern.contact.unit)
    concern = Concern.objects.get(pk=concern.pk)
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
    commitment = Commitment.objects.get(pk=commitment.pk)
    permissions.check_end_commitment(by, commitment, at=moment)
    if commitment.is_settled:
        raise Denied("This promise has ended already.")
    if kind == CommitmentEvent.Kind.CORRECTED:
        raise Denied("To correct a promise, write down how it really was.")
    if kind == CommitmentEvent.Kind.CARRIED and commitment.is_on_the_unit_s_list:
        raise Denied("This promise is on the unit's list already.")
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


@audited
def correct_commitment(*, commitment: Commitment, promise: Promise, reason: str, by: User) -> Commitment:
    """Write down what was really promised. What was written first stays, ends as corrected, and is named in it.

    Whoever keeps it goes on keeping it, unless the correction names somebody else.
    """
    moment = clock.now()
    _one_at_a_time(commitment.unit)
    commitment = Commitment.objects.get(pk=commitment.pk)
    permissions.check_correct_promise(by, commitment, at=moment)
    if not reason.strip():
        raise Denied("Say what was wrong.")
    correction = _promise(
        commitment.unit,
        promise if promise.owner else replace(promise, owner=commitment.keeper),
        made_to=commitment.made_to,
        contact=commitment.contact,
        moment=moment,
        by=by,
        corrects=commitment,
    )
    commitment.events.create(
        kind=CommitmentEvent.Kind.CORRECTED,
        note=canonical(reason),
        happened_at=moment,
        recorded_at=moment,
        recorded_by=by,
    )
    record(
        "commitment.corrected",
        by=by,
        about=commitment,
        sentence=f"Commitment {commitment.pk}: corrected",
        to=correction.pk,
    )
    return correction


def _one_at_a_time(unit: Unit) -> None:
    """Rows that are never changed cannot be locked, so those who add to them wait for each other at their unit."""
    Unit.objects.select_for_update().get(pk=unit.pk)


def _written_already(conversation: Conversation, *, by: User) -> Contact | None:
    if conversation.sent_as is None:
        return None
    return Contact.objects.filter(sent_as=conversation.sent_as, recorded_by=by).first()


def _parties(unit: Unit, conversation: Conversation, *, moment: datetime, by: User) -> list[Stakeholder]:
    """Who took part, each once: an entry that was merged meanwhile is the one it was merged into."""
    place = by.units_where_may(Permission.DIRECTORY_EDIT, at=moment)
    at_unit = unit if place.filter(pk=unit.pk).exists() else place.first() or unit
    entries = [entry.merged_into or entry for entry in conversation.parties]
    entries += [
        add_stakeholder(
            unit=at_unit, kind=newcomer.kind, name=newcomer.name, role=newcomer.role, body=newcomer.body, by=by
        )
        for newcomer in conversation.newcomers
    ]
    return list({entry.pk: entry for entry in entries}.values())


def _write_down(unit: Unit, conversation: Conversation, *, by: User, corrects: Contact | None = None) -> Contact:
    moment = clock.now()
    parties = _parties(unit, conversation, moment=moment, by=by)
    if not parties:
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
        made_by_then=canonical(conversation.made_by_then or str(conversation.made_by or "")),
        started_by=Contact.StartedBy(conversation.started_by),
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
        sent_as=conversation.sent_as,
    )
    for stakeholder in parties:
        contact.parties.create(
            stakeholder=stakeholder,
            name_then=stakeholder.name,
            role_then=stakeholder.role,
            body_then=stakeholder.body,
        )
    for worry in conversation.concerns:
        contact.concerns.create(tag=Concern.Tag(worry.tag), text=canonical(worry.text))
    made_to = "; ".join(str(party) for party in parties)
    for promise in conversation.promises:
        _promise(unit, promise, made_to=made_to[:200], contact=contact, moment=moment, by=by)
    return contact


def _promise(
    unit: Unit,
    promise: Promise,
    *,
    made_to: str,
    contact: Contact | None,
    moment: datetime,
    by: User,
    corrects: Commitment | None = None,
) -> Commitment:
    if not promise.what.strip():
        raise Denied("Say what was promised.")
    keeps_it_already = corrects is not None and promise.owner == corrects.keeper
    if promise.owner is not None and promise.owner != by and not keeps_it_already:
        permissions.check_keep(promise.owner, unit, at=moment)
    commitment = Commitment.objects.create(
        unit=unit,
        contact=contact,
        what=canonical(promise.what),
        made_to=made_to,
        owner=promise.owner or by,
        due_at=promise.due_at,
        due_as_typed=canonical(promise.due_as_typed),
        corrects=corrects,
        recorded_at=moment,
        recorded_by=by,
    )
    record("commitment.made", by=by, about=commitment, sentence=f"Made commitment {commitment.pk}")
    if commitment.owner_id != by.pk and not keeps_it_already:
        tell([commitment.owner], sentence="You were given a promise to keep", link=commitment.get_absolute_url())
    return commitment
