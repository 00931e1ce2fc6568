"""Who may do what to a release, in the order of its life."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from assessments.models import Assessment, Contribution, Version
from assessments.release.lifecycle import ReleaseState
from assessments.release.models import (
    Breach,
    BreachEnd,
    CheckProposal,
    Mark,
    OfferDecision,
    PromptDecision,
    ProposalAnswer,
    Publication,
    Reasoning,
    ReinstatementAsked,
    ReleaseCopy,
    SuggestionDecision,
    not_before,
)
from assessments.release.models.harm_request import HarmRequest
from assessments.roles import Permission
from cia.accounts.models import User
from cia.authorisation import Denied
from cia.clock import local
from cia.ui.moments import day_in_words


def check_make_copy(user: User, version: Version, *, at: datetime) -> None:
    if not user.may(Permission.RELEASE, at_unit=version.assessment.unit, at=at):
        raise Denied("Only an FOI officer can make a release copy.")
    if not version.was_signed_off:
        raise Denied("Only a version that has been signed off can be published without a request.")


def check_work_on_releases(user: User, *, at: datetime) -> None:
    """The page of all releases: for the FOI team, and for whoever may take a publication down."""
    if not any(
        user.units_where_may(permission, at=at).exists() for permission in (Permission.RELEASE, Permission.TAKE_DOWN)
    ):
        raise Denied("Only an FOI officer can work on releases.")


def check_read(user: User, release: ReleaseCopy, *, at: datetime) -> None:
    _check_is_foi(user, release, at=at)


def check_mark(user: User, release: ReleaseCopy, *, at: datetime) -> None:
    _check_is_foi(user, release, at=at)
    if release.state != ReleaseState.MARKING:
        raise Denied(
            f"This release is at '{release.get_state_display()}', so its marks cannot be changed. "
            "Give it back for marking first."
        )


def check_decide_prompts(user: User, release: ReleaseCopy, *, at: datetime) -> None:
    """What the marks missed is decided while marking, for it is part of what is withheld."""
    _check_is_foi(user, release, at=at)
    if release.state != ReleaseState.MARKING:
        raise Denied(
            f"This release is at '{release.get_state_display()}', so what was missed cannot be decided now. "
            "Give it back for marking first."
        )


def check_ask_for_harm(user: User, release: ReleaseCopy, *, of: User, at: datetime) -> None:
    """Whoever marks asks, and only somebody who may read the assessment anyway."""
    check_mark(user, release, at=at)
    assessment = release.snapshot.version.assessment
    if not Assessment.objects.readable_by(of, at=at).filter(pk=assessment.pk).exists():
        raise Denied(f"{of} may not read this assessment, so they cannot be asked about it.")


def check_answer_harm(user: User, request: HarmRequest, *, at: datetime) -> None:
    if request.asked_of_id != user.pk or not user.is_active:
        raise Denied(f"{request.asked_of} was asked, so only they can answer.")
    if not HarmRequest.objects.readable_by(user, at=at).filter(pk=request.pk).exists():
        raise Denied("You may no longer read this assessment, so you cannot answer for it.")
    if request.answered is not None:
        raise Denied("This was answered already.")


def check_write_reasons(user: User, release: ReleaseCopy, *, at: datetime) -> None:
    """Until it is published: a change after the marking leads the release back to it."""
    _check_is_foi(user, release, at=at)
    if release.state not in (ReleaseState.MARKING, ReleaseState.CHECKING, ReleaseState.APPROVED):
        raise Denied(f"This release is at '{release.get_state_display()}', so its reasons stay as they are.")


def check_send_for_checking(user: User, release: ReleaseCopy, *, at: datetime) -> None:
    _check_is_foi(user, release, at=at)
    if not release.may_become(ReleaseState.CHECKING):
        raise Denied(f"This release is at '{release.get_state_display()}', so it cannot be sent for checking.")


def check_give_back(user: User, release: ReleaseCopy, *, at: datetime) -> None:
    """Anybody of the FOI team may stop a release that is not yet published: stopping needs no second person."""
    _check_is_foi(user, release, at=at)
    if not release.may_become(ReleaseState.MARKING):
        raise Denied(f"This release is at '{release.get_state_display()}', so it cannot be given back for marking.")


def check_propose(user: User, release: ReleaseCopy, *, at: datetime) -> None:
    """A checker says what they would have otherwise; only the marker changes it."""
    _check_is_foi(user, release, at=at)
    if release.state != ReleaseState.CHECKING:
        raise Denied(f"This release is at '{release.get_state_display()}', so nobody is checking its file.")


def check_approve(user: User, release: ReleaseCopy, *, at: datetime) -> None:
    _check_second_person(user, release, at=at)
    if not release.may_become(ReleaseState.APPROVED):
        raise Denied(f"This release is at '{release.get_state_display()}', so there is nothing to approve.")
    if CheckProposal.objects.of_release(release).unanswered().exists():
        raise Denied("Changes to this file are proposed. Give it back for marking, or take the proposals back.")


def check_publish(user: User, release: ReleaseCopy, *, at: datetime) -> None:
    _check_second_person(user, release, at=at)
    if not release.may_become(ReleaseState.PUBLISHED):
        raise Denied("Only an approved release can be published.")
    first_day = not_before(release)
    if first_day is not None and local(at).date() < first_day:
        raise Denied(f"This is not to be published before {day_in_words(first_day)}.")


def check_abandon(user: User, release: ReleaseCopy, *, at: datetime) -> None:
    _check_is_foi(user, release, at=at)
    if not release.may_become(ReleaseState.ABANDONED):
        raise Denied(f"This release is at '{release.get_state_display()}', so it cannot be abandoned.")


def check_consult(user: User, release: ReleaseCopy, *, at: datetime) -> None:
    """Write down whom a release was put to, and before which day it is not published: until it is."""
    _check_is_foi(user, release, at=at)
    if release.state in {ReleaseState.PUBLISHED, ReleaseState.TAKEN_DOWN, ReleaseState.ABANDONED}:
        raise Denied(f"This release is at '{release.get_state_display()}', so nobody is consulted on it any more.")


def check_take_down(user: User, publication: Publication, *, at: datetime) -> None:
    """One person is enough, from any of four roles: a leak is stopped at once."""
    unit = publication.candidate.release.snapshot.version.assessment.unit
    if not user.may(Permission.TAKE_DOWN, at_unit=unit, at=at):
        raise Denied(
            "Only an FOI officer, an authorising officer, a duty superintendent or an administrator "
            "can take a publication down."
        )
    if not publication.is_standing:
        raise Denied("This publication was already taken down.")


def check_change_exemption(user: User, *, at: datetime) -> None:
    if not user.may(Permission.EXEMPTIONS, at_unit=None, at=at):
        raise Denied("Only an administrator of the whole force can change what the service says of an exemption.")


def check_tell_the_public(user: User, publication: Publication, *, at: datetime) -> None:
    _check_is_foi(user, publication.candidate.release, at=at)
    _check_is_taken_down(publication)


def check_record_breach(user: User, publication: Publication, *, at: datetime) -> None:
    """Whoever may take a publication down may say that personal data went out with it."""
    unit = publication.candidate.release.snapshot.version.assessment.unit
    if not user.may(Permission.TAKE_DOWN, at_unit=unit, at=at):
        raise Denied("Only who may take a publication down can record a breach by it.")
    _check_is_taken_down(publication)


def check_end_breach(user: User, breach: Breach, *, at: datetime) -> None:
    _check_is_foi(user, breach.withdrawal.publication.candidate.release, at=at)
    if BreachEnd.objects.filter(breach=breach).exists():
        raise Denied("What came of this breach was already recorded.")


def check_ask_to_put_back(user: User, publication: Publication, *, at: datetime) -> None:
    """The first of two."""
    _check_is_foi(user, publication.candidate.release, at=at)
    _check_is_taken_down(publication)
    _check_nothing_took_its_place(publication)
    if ReinstatementAsked.objects.filter(withdrawal=publication.withdrawal).exists():
        raise Denied("Somebody already asked to put this publication back. Another officer may confirm it.")


def check_put_back(user: User, publication: Publication, *, at: datetime) -> None:
    """The second of two, who might have published it: to put back is to publish again."""
    _check_is_foi(user, publication.candidate.release, at=at)
    _check_is_taken_down(publication)
    _check_nothing_took_its_place(publication)
    asked = ReinstatementAsked.objects.filter(withdrawal=publication.withdrawal).first()
    if asked is None:
        raise Denied("Nobody has asked to put this publication back. It takes two.")
    check_confirm(user, publication, asked_by=asked.asked_by, at=at)


def check_confirm(user: User, publication: Publication, *, asked_by: User, at: datetime) -> None:
    """Whether a person can be the second of two when somebody asked, or would ask, to put a publication back."""
    if asked_by == user:
        raise Denied("You asked to put this publication back, so another FOI officer must confirm it.")
    _check_second_person(user, publication.candidate.release, at=at)


def _check_is_taken_down(publication: Publication) -> None:
    if publication.is_standing:
        raise Denied("This publication is not taken down.")


def _check_nothing_took_its_place(publication: Publication) -> None:
    """What a later publication withholds must not come back by an earlier one."""
    assessment = publication.candidate.release.snapshot.version.assessment_id
    later = (
        Publication.objects.filter(
            approval__candidate__release__snapshot__version__assessment=assessment,
            published_at__gte=publication.published_at,
        )
        .exclude(pk=publication.pk)
        .first()
    )
    if later is not None:
        raise Denied(f"{later.number} was published since. Make a new release copy instead.")


def _check_is_foi(user: User, release: ReleaseCopy, *, at: datetime) -> None:
    if not user.may(Permission.RELEASE, at_unit=release.snapshot.version.assessment.unit, at=at):
        raise Denied("Only an FOI officer can work on a release.")


def _check_second_person(user: User, release: ReleaseCopy, *, at: datetime) -> None:
    _check_is_foi(user, release, at=at)
    if release.marks.filter(Q(made_by=user) | Q(removed_by=user)).exists():
        raise Denied("You made or removed marks in this release, so another FOI officer must check and publish it.")
    if release.offers.filter(decision__decided_by=user).exists():
        raise Denied("You decided on marks of an earlier copy, so another FOI officer must check and publish it.")
    behind = release.copies_behind()
    if Mark.objects.filter(Q(made_by=user) | Q(removed_by=user), release__in=behind).exists() or (
        OfferDecision.objects.filter(offer__release__in=behind, decided_by=user).exists()
    ):
        raise Denied(
            "You made, removed or carried over marks in the copy that these marks came from, "
            "so another FOI officer must check and publish it."
        )
    if Reasoning.objects.filter(release__in=[release.pk, *behind], written_by=user).exists():
        raise Denied("You wrote reasons for this release, so another FOI officer must check and publish it.")
    if SuggestionDecision.objects.filter(release__in=[release.pk, *behind], decided_by=user).exists():
        raise Denied("You decided on suggestions, so another FOI officer must check and publish it.")
    if PromptDecision.objects.filter(release__in=[release.pk, *behind], decided_by=user).exists():
        raise Denied("You decided on what the marks missed, so another FOI officer must check and publish it.")
    if (
        ProposalAnswer.objects.by_the_marker(user)
        .filter(proposal__candidate__release__in=[release.pk, *behind])
        .exists()
    ):
        raise Denied("You answered what the checker proposed, so another FOI officer must check and publish it.")
    if Contribution.objects.filter(user=user, version__snapshots__release_copy__in=[release.pk, *behind]).exists():
        raise Denied("You wrote part of this assessment, so another FOI officer must check and publish it.")
    sent_by = release.candidates.order_by("-pk").values_list("made_by_id", flat=True).first()
    if sent_by == user.pk and not release.standing_marks().exists():
        raise Denied("You sent this with nothing marked, so another FOI officer must check and publish it.")
