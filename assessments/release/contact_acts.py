"""The acts of a rehearsal that concern people outside the force: contacts, their concerns, what was promised."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from assessments.actions.taking_over_contacts import take_over_contact
from assessments.documents.exchange_contacts import WrittenContact
from assessments.documents.lines import Lines, text_of
from assessments.models import Assessment
from assessments.release.acts import Act, Identity
from cia import clock
from cia.accounts.models import User
from cia.authorisation import Denied
from stakeholders.actions.contacts import end_commitment, end_concern
from stakeholders.models import CommitmentEvent, ConcernEvent, Contact

Number = Annotated[int, Meta(ge=1)]


class LogContact(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="log_contact"):
    """Write a contact down. ``made_by`` is who of the people made it, where that is somebody else."""

    contact: WrittenContact
    made_by: Identity | None = None


class EndConcern(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="end_concern"):
    """Say what became of a concern of a contact, both by their numbers."""

    contact: Number
    concern: Number
    kind: ConcernEvent.Kind
    reason: Lines


class EndPromise(Act, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="end_promise"):
    """Say how a promise made in a contact ended, both by their numbers."""

    contact: Number
    promise: Number
    kind: CommitmentEvent.Kind
    note: Lines


ContactAct = LogContact | EndConcern | EndPromise
DOING = {
    LogContact: "writing a contact down",
    EndConcern: "saying what became of a concern",
    EndPromise: "saying what became of a promise",
}


def carry_out(act: ContactAct, *, about: Assessment, people: Mapping[str, User], by: User) -> None:
    """One of these acts, at this moment. Raises ``Denied`` or ``Unacceptable`` where the service says no."""
    match act:
        case LogContact():
            nobody_named = None if act.contact.made_by else by
            made_by = people[act.made_by] if act.made_by else nobody_named
            take_over_contact(assessment=about, contact=act.contact, made_by=made_by, by=by)
        case EndConcern():
            concerns = list(_numbered(about, act.contact).concerns.order_by("pk"))
            if act.concern > len(concerns):
                raise Denied(f"There is no concern {act.concern} in contact {act.contact}.")
            end_concern(concern=concerns[act.concern - 1], kind=act.kind, reason=text_of(act.reason), by=by)
        case EndPromise():
            promises = list(_numbered(about, act.contact).commitments.order_by("recorded_at", "pk"))
            if act.promise > len(promises):
                raise Denied(f"There is no promise {act.promise} in contact {act.contact}.")
            promise, now = promises[act.promise - 1], clock.now()
            end_commitment(commitment=promise, kind=act.kind, note=text_of(act.note), happened_at=now, by=by)


def _numbered(assessment: Assessment, number: int) -> Contact:
    link = assessment.assessment_contacts.filter(number=number).select_related("contact").first()
    if link is None:
        raise Denied(f"There is no contact {number} before this.")
    return link.contact
