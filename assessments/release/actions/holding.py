"""Holding an assessment, so that nothing of it is erased or disposed of while somebody may ask for it."""

from __future__ import annotations

from assessments.models import Assessment, Hold
from assessments.release import request_permissions as permissions
from assessments.release.echoing import check_names_nobody_who_asked
from assessments.release.models import Request
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Denied
from cia.canonical import canonical


@audited
def place_hold(*, assessment: Assessment, ground: str, reason: str, by: User) -> Hold:
    """Hold an assessment for litigation, a complaint or an inquiry. Several may stand at once."""
    if ground == Hold.Ground.FOI:
        raise Denied("A hold for a request is placed by taking the assessment into its scope.")
    return _place(assessment, ground, reason, by=by)


@audited
def hold_for_request(*, assessment: Assessment, reference: str, by: User) -> Hold:
    """Hold what a request asks for. The FOI team reads it in whatever state from then on, so nothing else does this."""
    return _place(assessment, Hold.Ground.FOI, reference, by=by)


@audited
def end_hold(*, hold: Hold, by: User) -> Hold:
    """End a hold. One for a request stays until the request is answered."""
    moment = clock.now()
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    permissions.check_end_hold(by, hold, at=moment)

    hold.ended_at, hold.ended_by = moment, by
    hold.save(update_fields=["ended_at", "ended_by"])

    record(
        "hold.ended",
        by=by,
        about=hold.assessment,
        sentence=f"Ended a hold: {hold.get_ground_display().lower()}",
        hold=hold.pk,
    )
    return hold


def _place(assessment: Assessment, ground: str, reason: str, *, by: User) -> Hold:
    moment = clock.now()
    permissions.check_place_hold(by, assessment, at=moment)
    if not reason.strip():
        raise Denied("Say what the hold is for.")
    check_names_nobody_who_asked(reason, Request.objects.about(assessment))

    hold = assessment.holds.create(ground=Hold.Ground(ground), reason=canonical(reason), placed_at=moment, placed_by=by)

    record("hold.placed", by=by, about=assessment, sentence=f"Held: {hold.get_ground_display().lower()}", hold=hold.pk)
    return hold
