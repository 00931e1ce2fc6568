"""Refusing a request in full, without any copy: the exemptions relied on and why, and the notice that says so."""

from __future__ import annotations

from collections.abc import Mapping

from assessments.release import request_permissions as permissions
from assessments.release.models import Exemption, RefusalGround, Request
from assessments.release.reasons import checked
from assessments.release.wording import cited_beside
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Conflict, Denied


@audited
def rely_on(*, request: Request, exemption: Exemption, by: User) -> RefusalGround:
    """Withhold everything under an exemption, and under what may only be cited together with it."""
    request = _locked(request, by=by)
    standing = request.refusal_grounds.standing()
    if exemption.code in standing:
        raise Denied(f"{exemption.cited} is relied on already.")
    ground = _write(request, exemption.code, {}, by=by)
    for beside in _beside(exemption):
        if beside.code not in standing:
            _write(request, beside.code, {}, by=by)
    record("refusal.relied_on", by=by, about=request, sentence=f"Relied on {exemption.cited} for {request.reference}")
    return ground


@audited
def rely_on_no_longer(*, request: Request, exemption: Exemption, by: User) -> None:
    """Leave an exemption, and what may only be cited together with it. What was written of it stays on record."""
    request = _locked(request, by=by)
    standing = request.refusal_grounds.standing()
    if exemption.code not in standing:
        raise Denied(f"{exemption.cited} is not relied on.")
    for each in (exemption, *_beside(exemption)):
        if each.code in standing:
            _write(request, each.code, standing[each.code].answers, by=by, is_relied_on=False)
    sentence = f"Relied no longer on {exemption.cited} for {request.reference}"
    record("refusal.left_off", by=by, about=request, sentence=sentence)


@audited
def write_refusal_reasons(
    *, request: Request, exemption: Exemption, answers: Mapping[str, str], seen: int, by: User
) -> RefusalGround:
    """Write why an exemption applies, whole or in part. ``seen`` is the writing that the person began from.

    Raises Conflict where somebody else has written meanwhile.
    """
    request = _locked(request, by=by)
    standing = request.refusal_grounds.standing().get(exemption.code)
    if standing is None:
        raise Denied(f"{exemption.cited} is not relied on. Choose it first.")
    if seen != standing.pk:
        raise Conflict("Somebody else has written these reasons meanwhile. Look at theirs, then write yours again.")
    said = checked(exemption, answers)
    if said == standing.answers:
        return standing
    ground = _write(request, exemption.code, said, by=by)
    sentence = f"Wrote why {exemption.cited} applies to all of {request.reference}"
    record("refusal.reasons_written", by=by, about=request, sentence=sentence)
    return ground


def _locked(request: Request, *, by: User) -> Request:
    request = Request.objects.select_for_update().get(pk=request.pk)
    permissions.check_refuse_in_full(by, request, at=clock.now())
    return request


def _beside(exemption: Exemption) -> list[Exemption]:
    """What may only be cited together with an exemption, so that it is not told which of them it is."""
    cited = set(cited_beside([exemption.cited])) - {exemption.cited}
    return list(Exemption.objects.in_force(on=clock.today()).filter(cited__in=cited))


def _write(
    request: Request, code: str, answers: Mapping[str, str], *, by: User, is_relied_on: bool = True
) -> RefusalGround:
    return request.refusal_grounds.create(
        code=code, answers=dict(answers), is_relied_on=is_relied_on, written_at=clock.now(), written_by=by
    )
