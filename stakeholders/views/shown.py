"""Contacts, concerns and promises in words, as every page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cia.accounts.models import User
from cia.authorisation import Verdict, verdict
from cia.clock import local
from cia.ui.moments import how_long, moment_in_words
from stakeholders import permissions
from stakeholders.models import Commitment, Concern, Contact

Precision = Contact.Precision


@dataclass(frozen=True)
class Row:
    """One answer of a contact; ``is_missing`` where it is not recorded and should be known."""

    key: str
    value: str
    is_missing: bool = False


@dataclass(frozen=True)
class ConcernLine:
    concern: Concern
    may_end: Verdict


@dataclass(frozen=True)
class PromiseLine:
    """A promise with how it stands, in a word and a colour."""

    promise: Commitment
    word: str
    colour: str
    may_end: Verdict


def rows_of(contact: Contact) -> list[Row]:
    """Every answer in the order of the form; what was left empty because it does not matter is left out."""
    parties = "\n".join(str(party) for party in contact.parties.all())
    optional = [
        ("What they said", contact.narrative),
        ("What we answered", contact.response),
        ("Where they stand, as they said", contact.stance_as_they_said),
        ("Where they stand, as the officer judged", contact.stance_as_judged),
    ]
    reached_whom = Row("Person reached", contact.reached, contact.reached == Contact.REACHED_NOT_RECORDED)
    return [
        Row("Who", parties),
        Row("When", _when(contact), contact.precision == Precision.UNKNOWN),
        Row("How", contact.get_method_display(), contact.method == Contact.Method.NOT_RECORDED),
        Row("Made by", contact.made_by_whom or "Not recorded", not contact.made_by_whom),
        Row(
            "Who got in touch",
            contact.get_started_by_display(),
            contact.started_by == Contact.StartedBy.NOT_RECORDED,
        ),
        *([reached_whom] if contact.reached else []),
        Row("Outcome", contact.get_outcome_display(), contact.outcome == Contact.Outcome.NOT_RECORDED),
        *(Row(key, value) for key, value in optional if value),
        Row("Coming on the day", contact.get_attendance_display()),
        Row("Publication", contact.get_openness_display()),
    ]


def written_down(contact: Contact) -> str:
    """When and by whom it was written down, and how long after it happened."""
    sentence = f"Written down by {contact.recorded_by} at {moment_in_words(contact.recorded_at)}"
    if contact.occurred_at is None:
        return sentence
    days = (local(contact.recorded_at).date() - local(contact.occurred_at).date()).days
    if contact.precision == Precision.MINUTE:
        distance = how_long(contact.occurred_at, now=contact.recorded_at)
        return f"{sentence}, {'at once' if distance == 'now' else distance.removesuffix(' ago') + ' later'}"
    if contact.precision == Precision.DAY and days:
        return f"{sentence}, {days} day{'' if days == 1 else 's'} later"
    return sentence


def differing(contact: Contact, correction: Contact) -> list[Row]:
    """The answers that a correction replaced, as they were first written."""
    now = {row.key: row.value for row in rows_of(correction)}
    return [row for row in rows_of(contact) if now.get(row.key) != row.value]


def concern_lines(contacts: Sequence[Contact], user: User, *, at: datetime) -> list[ConcernLine]:
    concerns = Concern.objects.filter(contact__in=contacts).select_related("contact__unit")
    return [
        ConcernLine(concern, verdict(permissions.check_end_concern, user, concern, at=at))
        for concern in concerns.prefetch_related("events__recorded_by")
    ]


def promise_line(promise: Commitment, user: User, *, at: datetime) -> PromiseLine:
    word, colour = promise.standing(at=at)
    may_end = (
        Verdict("It has ended.")
        if promise.is_settled
        else verdict(permissions.check_end_commitment, user, promise, at=at)
    )
    return PromiseLine(promise, word, colour, may_end)


def promise_lines(contacts: Sequence[Contact], user: User, *, at: datetime) -> list[PromiseLine]:
    promises = Commitment.objects.filter(contact__in=contacts).select_related("contact__unit", "owner", "unit")
    promises = promises.prefetch_related("events__recorded_by", "keeper_changes__passed_to")
    return [promise_line(promise, user, at=at) for promise in promises]


def _when(contact: Contact) -> str:
    known = {Precision.DAY: " (only the day is known)", Precision.MONTH: " (only the month is known)"}
    return contact.when + known.get(Precision(contact.precision), "")
