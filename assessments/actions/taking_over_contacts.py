"""Writing the contacts that a file holds, with what became of their concerns and promises."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.actions.logging import log_contact_for
from assessments.documents.exchange_contacts import WrittenContact, WrittenParty, WrittenPromise, due, occurred
from assessments.documents.exchange_log import moment_of
from assessments.documents.lines import text_of
from assessments.models import Assessment
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Denied
from stakeholders.actions.contacts import (
    Conversation,
    Newcomer,
    Promise,
    Worry,
    correct_commitment,
    correct_contact,
    end_commitment,
    end_concern,
)
from stakeholders.models import CommitmentEvent, Contact, Stakeholder


@audited
def take_over_contact(
    *, assessment: Assessment, contact: WrittenContact, by: User, made_by: User | None = None
) -> Contact:
    """Write a contact as a file has it, and what became of it. People who are not in the directory are added to it."""
    conversation = _conversation(contact, by=by, made_by=made_by)
    if contact.corrects is None:
        taken = log_contact_for(assessment=assessment, conversation=conversation, by=by)
    else:
        first = _numbered(assessment, contact.corrects)
        taken = correct_contact(contact=first, conversation=conversation, by=by)
    for concern, worry in zip(taken.concerns.order_by("pk"), contact.concerns, strict=True):
        for end in worry.became:
            end_concern(concern=concern, kind=end.kind, reason=text_of(end.reason), by=by)
    _what_became_of_promises(taken, contact, by=by)
    record("contact.taken_over", by=by, about=assessment, sentence=f"Took over contact {taken.pk} from a file")
    return taken


def _what_became_of_promises(taken: Contact, contact: WrittenContact, *, by: User) -> None:
    """Each in turn; a correction is written once the promise that it corrects has come to be corrected."""
    is_correction = [promise.corrects is not None for promise in contact.promises]
    if is_correction != sorted(is_correction):
        raise Denied("Put the promises that correct others behind all the others of their contact.")
    made = list(taken.commitments.order_by("pk"))
    for place, promise in enumerate(contact.promises):
        if promise.corrects is not None:
            corrected, why = _corrected(contact.promises, place)
            correction = _promise(promise, by=by)
            made.append(correct_commitment(commitment=made[corrected], promise=correction, reason=why, by=by))
        for became in promise.became:
            if became.kind != CommitmentEvent.Kind.CORRECTED:
                end_commitment(
                    commitment=made[place],
                    kind=became.kind,
                    note=text_of(became.note),
                    happened_at=moment_of(became.happened).at,
                    by=by,
                )


def _corrected(promises: Sequence[WrittenPromise], place: int) -> tuple[int, str]:
    """The place of the promise that this one corrects, and what was wrong with it."""
    number = promises[place].corrects or 0
    said = [
        text_of(became.note)
        for earlier in promises[:place][number - 1 : number]
        for became in earlier.became
        if became.kind == CommitmentEvent.Kind.CORRECTED
    ]
    if not said:
        raise Denied(f"Promise {place + 1} corrects promise {number}, which is no earlier one that was corrected.")
    return number - 1, said[0]


def _numbered(assessment: Assessment, number: int) -> Contact:
    link = assessment.assessment_contacts.filter(number=number).select_related("contact").first()
    if link is None:
        raise Denied(f"There is no contact {number} before this one to correct.")
    return link.contact


def _conversation(contact: WrittenContact, *, by: User, made_by: User | None) -> Conversation:
    at, precision, as_typed = occurred(contact)
    entries = [(party, _in_directory(party)) for party in contact.parties]
    made_by_then = contact.made_by
    if made_by is None and made_by_then == by.rank_and_name:
        made_by = by
    return Conversation(
        parties=[entry for _, entry in entries if entry is not None],
        newcomers=[
            Newcomer(kind=party.kind, name=party.name, role=party.role, body=party.body)
            for party, entry in entries
            if entry is None
        ],
        method=contact.method,
        outcome=contact.outcome,
        occurred_at=at,
        precision=precision,
        occurred_as_typed=as_typed,
        made_by=made_by,
        made_by_then=made_by_then,
        started_by=contact.started_by,
        reached=contact.reached,
        narrative=text_of(contact.narrative),
        response=text_of(contact.response),
        stance_as_they_said=text_of(contact.stance_as_they_said),
        stance_as_judged=text_of(contact.stance_as_judged),
        attendance=contact.attendance,
        openness=contact.openness,
        concerns=[Worry(concern.tag, text_of(concern.text)) for concern in contact.concerns],
        promises=[_promise(promise, by=by) for promise in contact.promises if promise.corrects is None],
    )


def _promise(promise: WrittenPromise, *, by: User) -> Promise:
    at, as_typed = due(promise)
    return Promise(
        text_of(promise.what), due_at=at, due_as_typed=as_typed, owner=_keeper(promise.keeper) if promise.keeper else by
    )


def _keeper(written: str) -> User:
    """The one person whose rank and name read so."""
    people = User.objects.filter(is_active=True, name__in=[written, *_after_each_word(written)])
    found = [person for person in people if str(person) == written]
    if len(found) != 1:
        raise Denied(f"'{written}' is to keep a promise, and not exactly one person with an account is called that.")
    return found[0]


def _after_each_word(written: str) -> list[str]:
    words = written.split(" ")
    return [" ".join(words[count:]) for count in range(1, len(words))]


def _in_directory(party: WrittenParty) -> Stakeholder | None:
    """The entry that reads exactly so, where there is one."""
    same = {"kind": party.kind, "name": party.name, "role": party.role, "body": party.body}
    return Stakeholder.objects.current().filter(**same).order_by("pk").first()
