"""The running log of an assessment: entries, reassessments, and the contacts that bear on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from assessments import permissions
from assessments.models import Assessment, AssessmentContact, LogEntry
from assessments.parts import Axis
from assessments.reassessments import first_signed_off_at
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Denied
from cia.canonical import canonical
from cia.ui.moments import moment_in_words
from stakeholders.actions.contacts import Conversation, write_down
from stakeholders.models import Contact


@dataclass(frozen=True)
class Chosen:
    """A level chosen anew, with the reasons for it."""

    level: int
    reasons: str


@audited
def log(
    *,
    assessment: Assessment,
    happened_at: datetime,
    happened_as_typed: str,
    text: str,
    by: User,
    team: str = "",
    next_due_at: datetime | None = None,
    next_due_as_typed: str = "",
    on_behalf_of: User | None = None,
    corrects: LogEntry | None = None,
) -> LogEntry:
    """Write an entry in the log, for good: when it happened, and beside it when it was written down."""
    assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    permissions.check_log(by, assessment, at=clock.now())
    if corrects is not None:
        _check_correction(corrects, assessment, by=by)
    entry = _write(
        assessment,
        happened_at=happened_at,
        happened_as_typed=happened_as_typed,
        text=text,
        team=team,
        next_due_at=next_due_at,
        next_due_as_typed=next_due_as_typed,
        on_behalf_of=on_behalf_of,
        corrects=corrects,
        by=by,
    )
    record("log.entered", by=by, about=assessment, sentence=f"Logged entry {entry.number}", entry=entry.number)
    return entry


@audited
def reassess(
    *,
    assessment: Assessment,
    happened_at: datetime,
    happened_as_typed: str,
    ratings: Mapping[str, Chosen],
    text: str,
    by: User,
    team: str = "",
    next_due_at: datetime | None = None,
    next_due_as_typed: str = "",
    on_behalf_of: User | None = None,
    corrects: LogEntry | None = None,
) -> LogEntry:
    """Choose all three levels anew, each with its reasons, and say when the next reassessment falls due.

    Refused where it would fall before anything was signed off: there was nothing to reassess.
    """
    assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    permissions.check_reassess(by, assessment, at=clock.now())
    if corrects is not None:
        _check_correction(corrects, assessment, by=by)
    _check_something_was_signed_off(assessment, happened_at)
    if set(ratings) != set(Axis.values):
        raise Denied("Choose all three levels anew.")
    for axis, chosen in ratings.items():
        if chosen.level not in range(1, 7):
            raise Denied("Choose a level from 1 (the most serious) to 6.")
        if not chosen.reasons.strip():
            raise Denied(f"Give reasons for the level of '{Axis(axis).label}'.")
    entry = _write(
        assessment,
        happened_at=happened_at,
        happened_as_typed=happened_as_typed,
        text=text,
        team=team,
        next_due_at=next_due_at,
        next_due_as_typed=next_due_as_typed,
        on_behalf_of=on_behalf_of,
        corrects=corrects,
        by=by,
    )
    for axis in Axis:
        chosen = ratings[axis.value]
        entry.restated.create(axis=axis, level=chosen.level, reasons=canonical(chosen.reasons))
    record(
        "log.reassessed", by=by, about=assessment, sentence=f"Reassessed in entry {entry.number}", entry=entry.number
    )
    return entry


@audited
def link_contact(*, assessment: Assessment, contact: Contact, by: User) -> AssessmentContact:
    """Say that a contact bears on an assessment. It keeps the number it gets here."""
    moment = clock.now()
    assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    permissions.check_log(by, assessment, at=moment)
    if not Contact.objects.readable_by(by, at=moment).filter(pk=contact.pk).exists():
        raise Denied("You may not read this contact, so you cannot link it.")
    if assessment.assessment_contacts.filter(contact=contact).exists():
        raise Denied("This contact is linked to this assessment already.")
    if contact.correction is not None:
        raise Denied("This contact was corrected. Link its correction, which says how it really was.")
    return _link(assessment, contact, moment=moment, by=by)


@audited
def log_contact_for(*, assessment: Assessment, conversation: Conversation, by: User) -> Contact:
    """Write down a conversation that bears on an assessment, and link it, both or neither."""
    moment = clock.now()
    assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    permissions.check_log(by, assessment, at=moment)
    contact = write_down(unit=assessment.unit, conversation=conversation, by=by)
    if not assessment.assessment_contacts.filter(contact=contact).exists():
        _link(assessment, contact, moment=moment, by=by)
    return contact


@audited
def link_correction(*, contact: Contact, correction: Contact, by: User) -> None:
    """Take a correction to every assessment that the first text is linked to, under a number of its own."""
    moment = clock.now()
    linked = Assessment.objects.filter(assessment_contacts__contact=contact).order_by("pk")
    for assessment in Assessment.objects.select_for_update().filter(pk__in=linked.values("pk")).order_by("pk"):
        _link(assessment, correction, moment=moment, by=by)


def _link(assessment: Assessment, contact: Contact, *, moment: datetime, by: User) -> AssessmentContact:
    link = assessment.assessment_contacts.create(
        contact=contact,
        number=_next_number(assessment.assessment_contacts.aggregate(n=Max("number"))["n"]),
        linked_at=moment,
        linked_by=by,
    )
    record("contact.linked", by=by, about=assessment, sentence=f"Linked contact {link.number}", contact=contact.pk)
    return link


def _check_something_was_signed_off(assessment: Assessment, happened_at: datetime) -> None:
    """To the minute, as people write times down."""
    signed_at = first_signed_off_at(assessment)
    if signed_at is not None and happened_at < signed_at.replace(second=0, microsecond=0):
        raise Denied(
            f"Nothing was signed off before {moment_in_words(signed_at)}, so nothing could be reassessed. Check the "
            "time and the day, or write an entry in the log instead."
        )


def _check_correction(corrects: LogEntry, assessment: Assessment, *, by: User) -> None:
    if corrects.assessment_id != assessment.pk:
        raise Denied("That entry belongs to another assessment.")
    permissions.check_correct_entry(by, corrects, at=clock.now())


def _write(
    assessment: Assessment,
    *,
    happened_at: datetime,
    happened_as_typed: str,
    text: str,
    team: str,
    next_due_at: datetime | None,
    next_due_as_typed: str,
    on_behalf_of: User | None,
    corrects: LogEntry | None,
    by: User,
) -> LogEntry:
    moment = clock.now()
    if not text.strip():
        raise Denied("Write what happened.")
    if happened_at > moment:
        raise Denied("An entry cannot be about the future. Check the time and the day.")
    if next_due_at is not None and next_due_at <= happened_at:
        raise Denied("The next update must fall after this entry.")
    who = on_behalf_of or by
    return assessment.log_entries.create(
        number=_next_number(assessment.log_entries.aggregate(n=Max("number"))["n"]),
        happened_at=happened_at,
        happened_as_typed=canonical(happened_as_typed),
        text=canonical(text),
        team=canonical(team),
        next_due_at=next_due_at,
        next_due_as_typed=canonical(next_due_as_typed),
        corrects=corrects,
        recorded_at=moment,
        recorded_by=by,
        on_behalf_of=on_behalf_of,
        rank_then=who.rank,
        name_then=who.name,
    )


def _next_number(last: int | None) -> int:
    return (last or 0) + 1
