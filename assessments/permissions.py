"""Who may do what to an assessment, in the order of its life. A check returns nothing, or says no with a reason."""

from __future__ import annotations

from datetime import datetime

from assessments.lifecycle import State
from assessments.models import Assessment, LogEntry, NamedPerson, Version
from assessments.roles import Permission
from cia.accounts.models import Unit, User
from cia.authorisation import Denied, verdict
from stakeholders.models import Commitment


def check_start(user: User, unit: Unit, *, at: datetime) -> None:
    if not user.may(Permission.ASSESSMENT_START, at_unit=unit, at=at):
        raise Denied(f"Only an officer posted to {unit} can start an assessment there.")


def check_start_somewhere(user: User, *, at: datetime) -> None:
    if not user.units_where_may(Permission.ASSESSMENT_START, at=at).exists():
        raise Denied("Only an officer posted to a unit can start an assessment.")


def check_read(user: User, assessment: Assessment, *, at: datetime) -> None:
    if not Assessment.objects.readable_by(user, at=at).filter(pk=assessment.pk).exists():
        raise Denied("You have no part in this assessment, so you cannot read it. Its author can let you in.")


def check_read_version(user: User, version: Version, *, at: datetime) -> None:
    """As the file; but FOI officers read only what was signed off, or what a request asks for."""
    check_read(user, version.assessment, at=at)
    if version.was_signed_off or _has_a_part(user, version.assessment) or version.assessment.is_under_a_request:
        return
    if not user.may(Permission.RELEASE, at_unit=version.assessment.unit, at=at):
        return
    if user.may(Permission.ASSESSMENT_SIGN_OFF, at_unit=version.assessment.unit, at=at):
        return
    raise Denied("This version is not signed off, so it cannot be read for a release.")


def check_read_history(user: User, assessment: Assessment, *, at: datetime) -> None:
    """What was done to a file is for those who write it, decide on it or release it; not for readers."""
    if assessment.versions.written_by(user).exists():
        return
    for permission in (Permission.ASSESSMENT_SIGN_OFF, Permission.RELEASE):
        if user.may(permission, at_unit=assessment.unit, at=at):
            return
    raise Denied("Only those who write this assessment, decide on it or release it see what was done to it.")


def check_edit(user: User, version: Version, *, at: datetime) -> None:
    """The author and the contributors edit, while the version is a draft or has been returned."""
    if not user.is_active or not _may_write(user, version):
        raise Denied("Only its author and the contributors they name can edit this assessment.")
    if version.state == State.SUBMITTED:
        raise Denied("This version is with the authorising officer, so it cannot be edited. Ask them to return it.")
    if not version.is_editable:
        raise Denied(
            f"This version is {version.get_state_display().lower()}, so its text never changes. "
            "Open the next version to edit."
        )


def check_name_person(user: User, assessment: Assessment, *, at: datetime) -> None:
    is_author = user.is_active and assessment.latest_version.author_id == user.pk
    if not is_author and not user.may(Permission.ASSESSMENT_SIGN_OFF, at_unit=assessment.unit, at=at):
        raise Denied("Only the author or an authorising officer can let somebody in.")


def check_place_below(user: User, assessment: Assessment, *, at: datetime) -> None:
    """Who may say to which overarching assessment a file belongs: whoever writes it, and who decides on it."""
    if assessment.latest_version.contributions.filter(user=user).exists() and user.is_active:
        return
    if not user.may(Permission.ASSESSMENT_SIGN_OFF, at_unit=assessment.unit, at=at):
        raise Denied("Only those who write this assessment or decide on it can say to which one it belongs.")


def check_post_person(user: User, assessment: Assessment, *, at: datetime) -> None:
    """As letting in; and the contributors too say who is posted to the deployment."""
    if user.is_active and _may_write(user, assessment.latest_version):
        return
    if not user.may(Permission.ASSESSMENT_SIGN_OFF, at_unit=assessment.unit, at=at):
        raise Denied("Only those who write this assessment or an authorising officer say who is posted to it.")


def check_let_in(user: User, assessment: Assessment, part: str, *, at: datetime) -> None:
    """Who may let somebody in as this, and take them off again."""
    check = check_post_person if part == NamedPerson.Part.POSTED else check_name_person
    check(user, assessment, at=at)


def check_hand_over(user: User, version: Version, *, at: datetime) -> None:
    """The author or an authorising officer, while the version is a draft or has been returned."""
    is_author = user.is_active and version.author_id == user.pk
    if not is_author and not user.may(Permission.ASSESSMENT_SIGN_OFF, at_unit=version.assessment.unit, at=at):
        raise Denied("Only the author or an authorising officer can hand authorship over.")
    if not version.is_editable:
        raise Denied(
            f"Version {version.printed_number} is {version.get_state_display().lower()}, so its author stays. "
            "Authorship is handed over while a version is a draft or returned."
        )


def check_submit(user: User, version: Version, *, at: datetime) -> None:
    if not user.is_active or version.author_id != user.pk:
        raise Denied("Only the author can submit this assessment.")
    if not version.may_become(State.SUBMITTED):
        raise Denied(f"This version is {version.get_state_display().lower()}, so it cannot be submitted.")


def check_withdraw(user: User, version: Version, *, at: datetime) -> None:
    if not user.is_active or version.author_id != user.pk:
        raise Denied("Only the author can withdraw this version.")
    if not version.may_become(State.WITHDRAWN):
        raise Denied(f"This version is {version.get_state_display().lower()}, so it cannot be withdrawn.")


def check_decide(user: User, version: Version, *, at: datetime) -> None:
    """Sign off, return or refuse: an authorising officer of the unit who wrote none of it."""
    if not user.may(Permission.ASSESSMENT_SIGN_OFF, at_unit=version.assessment.unit, at=at):
        raise Denied("Only an authorising officer of this unit can decide on an assessment.")
    if version.contributions.filter(user=user).exists():
        raise Denied("You wrote part of this assessment, so someone else must decide on it.")
    if version.state != State.SUBMITTED:
        raise Denied("This assessment is not waiting for a decision.")


def check_log(user: User, assessment: Assessment, *, at: datetime) -> None:
    """Log, link a contact, reassess: who writes it, who is posted to it, and authorising officers of the unit."""
    if user.may(Permission.ASSESSMENT_SIGN_OFF, at_unit=assessment.unit, at=at):
        return
    posted = assessment.named_people.filter(person=user, part=NamedPerson.Part.POSTED, ended_at=None)
    if not user.is_active or not (_may_write(user, assessment.latest_version) or posted.exists()):
        raise Denied(
            "Only its author, its contributors, those posted to it and an authorising officer write in this "
            "assessment's log."
        )


def check_flag_sensitive(user: User, assessment: Assessment, *, at: datetime) -> None:
    """As the log, at any time: what is sensitive may be known late."""
    if not verdict(check_log, user, assessment, at=at):
        raise Denied("Only those who write in this assessment or in its log can flag something as sensitive.")


def check_reassess(user: User, assessment: Assessment, *, at: datetime) -> None:
    """As the log; and only what is in force has levels to choose anew."""
    check_log(user, assessment, at=at)
    if assessment.version_in_force is None:
        raise Denied("No version is in force, so there is nothing to reassess.")


def check_correct_entry(user: User, entry: LogEntry, *, at: datetime) -> None:
    if entry.recorded_by_id != user.pk or not user.is_active:
        raise Denied("Only the person who recorded this entry can correct it. Write a new entry instead.")
    if entry.corrections.exists():
        raise Denied("This entry was corrected already. Correct the correction instead.")


def check_cancel(user: User, version: Version, *, at: datetime) -> None:
    """An authorising officer of the unit ends what is in force."""
    if not user.may(Permission.ASSESSMENT_SIGN_OFF, at_unit=version.assessment.unit, at=at):
        raise Denied("Only an authorising officer of this unit can cancel or close an assessment.")
    if not version.may_become(State.CANCELLED):
        raise Denied(f"This version is {version.get_state_display().lower()}, so it cannot be cancelled or closed.")


def check_close(user: User, version: Version, *, at: datetime) -> None:
    """As cancelling; and every promise made in its contacts was kept, waived or carried to the unit's list."""
    check_cancel(user, version, at=at)
    held_back = Commitment.objects.open().filter(contact__assessment_links__assessment=version.assessment_id).count()
    if held_back:
        promises = "1 promise is" if held_back == 1 else f"{held_back} promises are"
        raise Denied(f"{promises} still open. Say how each was kept, or waive it, or carry it to the unit's list.")


def check_open_next_version(user: User, assessment: Assessment, *, at: datetime) -> None:
    latest = assessment.latest_version
    is_author = user.is_active and latest.author_id == user.pk
    if not is_author and not user.may(Permission.ASSESSMENT_SIGN_OFF, at_unit=assessment.unit, at=at):
        raise Denied("Only the author or an authorising officer can open the next version.")
    if latest.is_open:
        raise Denied(f"Version {latest.printed_number} is still open. Finish or withdraw it before opening the next.")


def check_dispose(assessment: Assessment) -> None:
    """Erase or dispose of anything of a file: never while a hold stands, whoever asks."""
    if holds := list(assessment.holds.standing()):
        raise Denied(*(f"This is held: {hold.get_ground_display().lower()}. Nothing of it may go." for hold in holds))


def _has_a_part(user: User, assessment: Assessment) -> bool:
    return (
        assessment.versions.filter(contributions__user=user).exists()
        or assessment.named_people.filter(person=user, ended_at=None).exists()
    )


def _may_write(user: User, version: Version) -> bool:
    if version.author_id == user.pk:
        return True
    named = version.assessment.named_people.filter(person=user, part=NamedPerson.Part.CONTRIBUTOR, ended_at=None)
    return named.exists()
