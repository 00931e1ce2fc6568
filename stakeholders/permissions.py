"""Who may read and change the directory, and who may write down a conversation."""

from __future__ import annotations

from datetime import datetime

from cia.accounts.models import Unit, User
from cia.authorisation import Denied
from stakeholders.models import Commitment, Concern, Contact, Stakeholder
from stakeholders.roles import Permission


def check_read_directory(user: User, *, at: datetime) -> None:
    if not user.units_where_may(Permission.DIRECTORY_READ, at=at).exists():
        raise Denied("Only officers, authorising officers and FOI officers read the directory.")


def check_edit_directory(user: User, unit: Unit, *, at: datetime) -> None:
    if not user.may(Permission.DIRECTORY_EDIT, at_unit=unit, at=at):
        raise Denied(f"Only officers and authorising officers of {unit}, and FOI officers, change its directory.")


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


def check_correct_contact(user: User, contact: Contact, *, at: datetime) -> None:
    if contact.recorded_by_id != user.pk or not user.is_active:
        raise Denied("Only the person who wrote this contact down can correct it. Log a new contact instead.")
    if contact.corrections.exists():
        raise Denied("This contact was corrected already. Correct the correction instead.")


def check_end_concern(user: User, concern: Concern, *, at: datetime) -> None:
    check_log_contact(user, concern.contact.unit, at=at)


def check_end_commitment(user: User, commitment: Commitment, *, at: datetime) -> None:
    if commitment.owner_id == user.pk and user.is_active:
        return
    check_log_contact(user, commitment.unit, at=at)
