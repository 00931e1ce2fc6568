"""The contacts of an assessment in its file: with whom, when, what was said, what worried them, what was promised.

Of the people only name, role and body are in it. A contact's number is its place in the list, counted from 1, and so is
that of a concern or a promise within its contact.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from msgspec import Meta, Struct

from assessments.documents.exchange_log import WrittenMoment, moment_of
from assessments.documents.lines import Lines, lines_of
from assessments.models import AssessmentContact, Version
from cia import clock
from cia.canonical import Unacceptable
from cia.ui.moments import moment_in_words
from cia.ui.typed_times import came_twice
from stakeholders.models import Commitment, CommitmentEvent, Concern, ConcernEvent, Contact, ContactParty, Stakeholder

Precision = Contact.Precision


class WrittenParty(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody, or some body, that took part: at least a name, a role or a body."""

    kind: Stakeholder.Kind
    name: Annotated[str, Meta(max_length=120)] = ""
    role: Annotated[str, Meta(max_length=120)] = ""
    body: Annotated[str, Meta(max_length=160)] = ""


class WrittenConcernEnd(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What became of a concern, and why or in which words."""

    kind: ConcernEvent.Kind
    reason: Lines


class WrittenConcern(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    tag: Concern.Tag
    text: Lines = ""
    became: tuple[WrittenConcernEnd, ...] = ()


class WrittenPromiseEnd(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a promise was kept, or why it was waived or carried to the unit's list, and when."""

    kind: CommitmentEvent.Kind
    note: Lines
    happened: WrittenMoment


class WrittenPromise(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What was promised, due at a moment or on a day.

    ``keeper`` is the rank and name of whoever keeps it, where that is not whoever writes it down. ``corrects`` is the
    number of an earlier promise of the contact, which then became ``corrected``.
    """

    what: Lines
    due: WrittenMoment | None = None
    due_on: date | None = None
    keeper: Annotated[str, Meta(max_length=160)] = ""
    became: tuple[WrittenPromiseEnd, ...] = ()
    corrects: Annotated[int, Meta(ge=1)] | None = None


class WrittenContact(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One conversation. Of ``at`` (to the minute), ``on`` (a day) and ``month`` give what is known, and no more.

    ``made_by`` is the rank and name of whoever of the force made it; ``corrects`` is the number of an earlier contact.
    """

    parties: Annotated[tuple[WrittenParty, ...], Meta(min_length=1)]
    at: WrittenMoment | None = None
    on: date | None = None
    month: Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")] | None = None
    method: Contact.Method = Contact.Method.NOT_RECORDED
    made_by: Annotated[str, Meta(max_length=160)] = ""
    started_by: Contact.StartedBy = Contact.StartedBy.NOT_RECORDED
    reached: Annotated[str, Meta(max_length=160)] = ""
    outcome: Contact.Outcome = Contact.Outcome.NOT_RECORDED
    narrative: Lines = ""
    response: Lines = ""
    stance_as_they_said: Lines = ""
    stance_as_judged: Lines = ""
    attendance: Contact.Attendance = Contact.Attendance.NOT_DISCUSSED
    openness: Contact.Openness = Contact.Openness.NOT_ASKED
    concerns: tuple[WrittenConcern, ...] = ()
    promises: tuple[WrittenPromise, ...] = ()
    corrects: Annotated[int, Meta(ge=1)] | None = None


def occurred(written: WrittenContact) -> tuple[datetime | None, str, str]:
    """The moment, how exactly it is known, and its words. ``Unacceptable`` where more than one is given."""
    given = [each for each in (written.at, written.on, written.month) if each is not None]
    if len(given) > 1:
        raise Unacceptable("Give only one of 'at', 'on' and 'month'.")
    if written.at is not None:
        moment = moment_of(written.at)
        return moment.at, Precision.MINUTE, moment.words
    if written.on is not None:
        return _start_of(written.on), Precision.DAY, ""
    if written.month is not None:
        return _start_of(date.fromisoformat(f"{written.month}-01")), Precision.MONTH, ""
    return None, Precision.UNKNOWN, ""


def due(written: WrittenPromise) -> tuple[datetime | None, str]:
    """The moment by which a promise is due, the end of the day where only that is said, and its words."""
    if written.due is not None and written.due_on is not None:
        raise Unacceptable("Give either 'due' or 'due_on', not both.")
    if written.due is not None:
        moment = moment_of(written.due)
        return moment.at, moment.words
    if written.due_on is not None:
        return _end_of(written.due_on), f"{written.due_on:%d/%m/%Y}"
    return None, ""


def written_contacts(version: Version) -> tuple[WrittenContact, ...]:
    """Every contact of the file, in the order of its numbers."""
    links = list(
        version.assessment.assessment_contacts.select_related("contact__made_by")
        .prefetch_related("contact__parties__stakeholder", "contact__concerns__events", "contact__commitments__events")
        .order_by("number")
    )
    places = {link.contact_id: place for place, link in enumerate(links, start=1)}
    return tuple(_contact(link, places) for link in links)


def _contact(link: AssessmentContact, places: dict[int, int]) -> WrittenContact:
    contact = link.contact
    on = clock.local(contact.occurred_at).date() if contact.occurred_at else None
    is_to = {precision: contact.precision == precision for precision in Precision}
    return WrittenContact(
        parties=tuple(_party(party) for party in contact.parties.all()),
        at=_moment(contact.occurred_at, contact.occurred_as_typed) if is_to[Precision.MINUTE] else None,
        on=on if is_to[Precision.DAY] else None,
        month=f"{on:%Y-%m}" if on and is_to[Precision.MONTH] else None,
        method=Contact.Method(contact.method),
        made_by=contact.made_by_whom,
        started_by=Contact.StartedBy(contact.started_by),
        reached=contact.reached,
        outcome=Contact.Outcome(contact.outcome),
        narrative=lines_of(contact.narrative),
        response=lines_of(contact.response),
        stance_as_they_said=lines_of(contact.stance_as_they_said),
        stance_as_judged=lines_of(contact.stance_as_judged),
        attendance=Contact.Attendance(contact.attendance),
        openness=Contact.Openness(contact.openness),
        concerns=tuple(_concern(concern) for concern in contact.concerns.all()),
        promises=_promises(contact),
        corrects=places.get(contact.corrects_id or 0),
    )


def _party(party: ContactParty) -> WrittenParty:
    return WrittenParty(
        kind=Stakeholder.Kind(party.stakeholder.kind), name=party.name_then, role=party.role_then, body=party.body_then
    )


def _concern(concern: Concern) -> WrittenConcern:
    became = (WrittenConcernEnd(ConcernEvent.Kind(each.kind), lines_of(each.reason)) for each in concern.events.all())
    return WrittenConcern(tag=Concern.Tag(concern.tag), text=lines_of(concern.text), became=tuple(became))


def _promises(contact: Contact) -> tuple[WrittenPromise, ...]:
    promises = list(contact.commitments.order_by("recorded_at", "pk"))
    places = {promise.pk: place for place, promise in enumerate(promises, start=1)}
    return tuple(_promise(promise, places) for promise in promises)


def _promise(promise: Commitment, places: dict[int, int]) -> WrittenPromise:
    is_day = promise.due_at is not None and promise.due_as_typed == f"{clock.local(promise.due_at):%d/%m/%Y}"
    return WrittenPromise(
        what=lines_of(promise.what),
        due=None if is_day else _moment(promise.due_at, promise.due_as_typed),
        due_on=clock.local(promise.due_at).date() if is_day and promise.due_at else None,
        keeper=str(promise.keeper) if promise.keeper != promise.recorded_by else "",
        became=tuple(
            WrittenPromiseEnd(
                kind=CommitmentEvent.Kind(event.kind),
                note=lines_of(event.note),
                happened=_moment(event.happened_at, "") or WrittenMoment(moment_in_words(event.happened_at)),
            )
            for event in promise.events.all()
        ),
        corrects=places.get(promise.corrects_id or 0),
    )


def _moment(at: datetime | None, as_typed: str) -> WrittenMoment | None:
    """The words in which a moment was typed, where they say it; else the usual ones."""
    if at is None:
        return None
    typed = WrittenMoment(as_typed or moment_in_words(at), came_twice(at) or None)
    try:
        says_it = moment_of(typed).at == at
    except Unacceptable:
        says_it = False
    return typed if says_it else WrittenMoment(moment_in_words(at), came_twice(at) or None)


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=clock.LONDON).astimezone(UTC)


def _end_of(day: date) -> datetime:
    return _start_of(day + timedelta(days=1)) - timedelta(minutes=1)
