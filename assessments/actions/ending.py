"""The end of a signed-off version that no other replaces: cancelled, or closed when all is done."""

from __future__ import annotations

from assessments import permissions
from assessments.lifecycle import State
from assessments.models import Assessment, Ending, Version
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Denied
from cia.canonical import canonical
from cia.notices.outbox import tell

_CHECKS = {Ending.Kind.CANCELLED: permissions.check_cancel, Ending.Kind.CLOSED: permissions.check_close}


@audited
def cancel_version(*, version: Version, reasons: str, by: User) -> Ending:
    """Take a version out of force, for good. The file stays, and a new version may be opened."""
    return _end(version, Ending.Kind.CANCELLED, reasons=reasons, by=by)


@audited
def close_version(*, version: Version, reasons: str, by: User) -> Ending:
    """End a version whose matter is over. Every promise made for it was kept, waived or carried before."""
    return _end(version, Ending.Kind.CLOSED, reasons=reasons, by=by)


def _end(version: Version, kind: Ending.Kind, *, reasons: str, by: User) -> Ending:
    moment = clock.now()
    Assessment.objects.select_for_update().get(pk=version.assessment_id)
    version = Version.objects.select_for_update().get(pk=version.pk)
    _CHECKS[kind](by, version, at=moment)
    if not reasons.strip():
        raise Denied("Give your reasons.")

    version.state = State(kind.value)
    version.save(update_fields=["state"])
    ending = Ending.objects.create(
        version=version,
        kind=kind,
        reasons=canonical(reasons),
        ended_at=moment,
        ended_by=by,
        rank_then=by.rank,
        name_then=by.name,
    )

    record(
        f"version.{kind.value}",
        by=by,
        about=version.assessment,
        sentence=f"{kind.label} version {version.printed_number}",
    )
    if version.author != by:
        tell([version.author], sentence=f"{version} was {kind.label.lower()}", link=version.get_absolute_url())
    return ending
