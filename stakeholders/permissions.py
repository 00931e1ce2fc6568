"""Who may read and change the directory, and who may write down a conversation."""

from __future__ import annotations

from datetime import datetime

from cia.accounts.models import Unit, User
from cia.authorisation import Denied
from stakeholders import linking
from stakeholders.models import Commitment, Concern, ConcernEvent, Contact, Stakeholder
from stakeholders.roles import Permission


def check_read_directory(user: User, *, at: datetime) -> None:
    if not user.units_where_may(Permission.DIRECTORY_READ, at=at).exists():
        raise Denied("Only officers, authorising officers and FOI officers read the directory.")


def check_edit_directory(user: User, unit: Unit, *, at: datetime) -> None:
    if not user.may(Permission.DIRECTORY_EDIT, at_unit=unit, at=at):
        raise Denied(f"Only officers and authorising officers of {unit} change its directory.")


def check_edit_directory_somewhere(user: User, *, at: datetime) -> None:
    if not user.units_where_may(Permission.DIRECTORY_EDIT, at=at).exists():
        raise Denied("Only officers and authorising officers change the directory.")


def check_merge(user: User, stakeholder: Stakeholder, into: Stakeholder, *, at: datetime) -> None:
    check_edit_directory(user, stakeholder.unit, at=at)
    check_edit_directory(user, into.unit, at=at)
    if stakeholder.merged_into_id is not None or into.merged_into_id is not None:
        raise Denied("One of these entries was merged already. Choose the entry it was merged into.")
    if stakeholder.pk == into.pk:
        raise Denied("An entry cannot be merged into itself.")


def check_log_contact(user: User, unit: Unit, *, at: datetime) -> None:
    if not user.may(Permission.CONTACT_LOG, at_unit=unit, at=at):
        raise Denied(f"Only officers and authorising officers of {unit} log contacts there.")


def check_log_contact_somewhere(user: User, *, at: datetime) -> None:
    if not user.units_where_may(Permission.CONTACT_LOG, at=at).exists():
        raise Denied("Only officers and authorising officers log contacts.")


def check_correct_contact(user: User, contact: Contact, *, at: datetime) -> None:
    if contact.recorded_by_id != user.pk or not user.is_active:
        raise Denied("Only the person who wrote this contact down can correct it. Log a new contact instead.")
    if contact.corrections.exists():
        raise Denied("This contact was corrected already. Correct the correction instead.")


def check_end_concern(user: User, concern: Concern, *, at: datetime) -> None:
    _check_add(user, concern.contact, at=at)
    if concern.latest is not None and concern.latest.kind != ConcernEvent.Kind.MAINTAINED:
        raise Denied("This concern has ended already.")


def check_end_commitment(user: User, commitment: Commitment, *, at: datetime) -> None:
    if commitment.keeper == user and user.is_active:
        return
    if commitment.contact is None or commitment.is_on_the_unit_s_list:
        check_log_contact(user, commitment.unit, at=at)
    else:
        _check_add(user, commitment.contact, at=at)


def check_pass_promise_on(user: User, commitment: Commitment, *, at: datetime) -> None:
    check_end_commitment(user, commitment, at=at)
    if commitment.is_settled:
        raise Denied("This promise has ended, so it stays with whoever kept it.")


def check_correct_promise(user: User, commitment: Commitment, *, at: datetime) -> None:
    check_end_commitment(user, commitment, at=at)
    if commitment.is_settled:
        raise Denied("This promise has ended, so it is corrected no more.")


def check_keep(person: User, unit: Unit, *, at: datetime) -> None:
    """Whether somebody may be given a promise of a unit to keep."""
    if not person.may(Permission.CONTACT_LOG, at_unit=unit, at=at):
        raise Denied(f"{person} does not log contacts in {unit}, so they cannot keep its promises.")


def _check_add(user: User, contact: Contact, *, at: datetime) -> None:
    """Say what became of a contact: as in the log of a record that it bears on; in its unit where it bears on none."""
    refused: Denied | None = None
    for link in linking.links():
        if Contact.objects.filter(link.is_linked, pk=contact.pk).exists():
            try:
                link.check_add(user, contact, at=at)
            except Denied as denied:
                refused = denied
            else:
                return
    if refused is not None:
        raise refused
    check_log_contact(user, contact.unit, at=at)
