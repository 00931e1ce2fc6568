"""Who may do what to a request for information, in the order of its life."""

from __future__ import annotations

from datetime import datetime

from assessments.models import Assessment, Hold, Version
from assessments.release.deadlines import review_asked_until
from assessments.release.models import Disclosure, ReleaseCopy, Request, RequestEvent
from assessments.release.request_lifecycle import Step
from assessments.roles import Permission
from cia.accounts.models import User
from cia.accounts.roles import roles_with
from cia.authorisation import Denied
from cia.clock import local
from cia.ui.moments import day_in_words


def check_work_on_requests(user: User, *, at: datetime) -> None:
    """Record a request and read all of them: the FOI team, wherever its people are posted."""
    if not user.has_role(*roles_with(Permission.RELEASE), at=at):
        raise Denied("Only an FOI officer can work on requests for information.")


def check_take_step(user: User, request: Request, step: str, *, at: datetime) -> None:
    check_work_on_requests(user, at=at)
    if not request.may_take(step):
        raise Denied(
            f"This request is at '{request.get_state_display()}', so '{Step(step).label}' cannot be written down."
        )


def check_search_held(user: User, request: Request, *, at: datetime) -> None:
    """Search what was held when a request came: until all is answered, and nobody may ask for a review any more."""
    check_work_on_requests(user, at=at)
    if request.is_done_with and not _may_be_reviewed(request, at=at):
        raise Denied(f"{request.reference} is done with, so nothing more is searched or copied for it.")


def check_read_held(user: User, request: Request, version: Version, *, at: datetime) -> None:
    """Read a version as it stood when a request came: in any state, and only what had been begun by then."""
    check_search_held(user, request, at=at)
    if not user.may(Permission.RELEASE, at_unit=version.assessment.unit, at=at):
        raise Denied("You release nothing of this unit, so you cannot search what it held.")
    if version.started_at > request.held_at:
        raise Denied("This version was begun after the request came, so it is not asked for.")


def check_take_into_scope(user: User, request: Request, assessment: Assessment, *, at: datetime) -> None:
    check_search_held(user, request, at=at)
    if not user.may(Permission.RELEASE, at_unit=assessment.unit, at=at):
        raise Denied("You release nothing of this unit, so you cannot search what it held.")
    if assessment.started_at > request.held_at:
        raise Denied("This assessment was begun after the request came, so it is not asked for.")
    if request.scopes.filter(assessment=assessment).exists():
        raise Denied("This assessment is in scope of the request already.")


def check_copy_for_request(user: User, request: Request, version: Version, *, at: datetime) -> None:
    """Make a release copy of a version in whatever state, as it stood when the request came."""
    check_read_held(user, request, version, at=at)
    if not request.scopes.filter(assessment=version.assessment).exists():
        raise Denied("Take this assessment into the scope of the request first.")
    if ReleaseCopy.objects.open().filter(request=request, snapshot__version=version).exists():
        raise Denied("There is a release copy of this version for the request already.")


def check_place_hold(user: User, assessment: Assessment, *, at: datetime) -> None:
    if not user.may(Permission.RELEASE, at_unit=assessment.unit, at=at):
        raise Denied("Only an FOI officer of this unit places or ends a hold.")


def check_end_hold(user: User, hold: Hold, *, at: datetime) -> None:
    """A hold for a request stays until all is answered, and nobody may ask for a review any more."""
    check_place_hold(user, hold.assessment, at=at)
    if hold.ended_at is not None:
        raise Denied("This hold has already ended.")
    asked = Request.objects.filter(scopes__hold=hold).first()
    if asked is not None and not asked.is_done_with:
        raise Denied(f"{asked.reference} is still open, so what it asks for stays held.")
    today = local(at).date()
    until = review_asked_until(asked, on=today) if asked is not None else None
    if until is not None and today <= until:
        raise Denied(f"A review may be asked for until {day_in_words(until)}, so what was asked for stays held.")


def check_read_notice(user: User, release: ReleaseCopy, *, at: datetime) -> None:
    """The notice of a release that answers a request. What is published without one withholds nothing from anybody."""
    if not user.may(Permission.RELEASE, at_unit=release.snapshot.version.assessment.unit, at=at):
        raise Denied("Only an FOI officer can work on a release.")
    if release.request_id is None:
        raise Denied(
            "Nobody asked for this release, so no refusal notice goes with it. A copy made for a request has one."
        )


def check_write_notice(user: User, release: ReleaseCopy, *, at: datetime) -> None:
    """Until it was sent with the reply: then it stays as it went."""
    check_read_notice(user, release, at=at)
    if RequestEvent.objects.filter(notice__release=release).exists():
        raise Denied("This notice was sent with the reply, so it stays as it is.")


def check_refuse_in_full(user: User, request: Request, *, at: datetime) -> None:
    """Write why everything is withheld, and the notice of it: until the request is answered."""
    check_work_on_requests(user, at=at)
    if not request.is_unanswered:
        raise Denied("This request was answered, so its refusal notice stays as it is.")


def check_enter_disclosure(user: User, request: Request, *, at: datetime) -> None:
    check_work_on_requests(user, at=at)
    if request.is_unanswered:
        raise Denied("Only a request that was answered is entered in the disclosure log.")
    if Disclosure.objects.standing().filter(request=request).exists():
        raise Denied("This request is in the disclosure log already. Take that entry out first.")


def _may_be_reviewed(request: Request, *, at: datetime) -> bool:
    today = local(at).date()
    until = review_asked_until(request, on=today)
    return until is not None and today <= until
