"""Whom a release was put to before it goes out, what they said, and the day before which it does not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assessments.models import Decision
from assessments.release import permissions
from assessments.release.models import Consultation, NotBefore, ReleaseCopy
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Denied
from cia.canonical import canonical
from cia.notices.outbox import tell


@audited
def record_consultation(*, release: ReleaseCopy, kind: str, on: date, who: str, said: str, by: User) -> Consultation:
    """Write down who was asked or told on a day, or what they said. Author and authorising officer get a notice."""
    moment = clock.now()
    release = ReleaseCopy.objects.select_for_update().get(pk=release.pk)
    permissions.check_consult(by, release, at=moment)
    if on > clock.today():
        raise Denied("Enter a day that has come.")
    if not who.strip():
        raise Denied("Say who it was.")
    if kind in {Consultation.Kind.THIRD_PARTY_ANSWERED, Consultation.Kind.ADVISED} and not said.strip():
        raise Denied("Write down what they said.")

    consultation = release.consultations.create(
        kind=kind, on=on, who=canonical(who), said=canonical(said), recorded_at=moment, recorded_by=by
    )

    label = Consultation.Kind(kind).label
    record("release.consulted", by=by, about=release, sentence=f"{label}, about {release.number}")
    assessment = release.snapshot.version.assessment
    tell(
        _told(consultation),
        sentence=f"A redacted copy of {assessment.reference} is being prepared for release",
        link=assessment.get_absolute_url(),
    )
    return consultation


@audited
def set_not_before(*, release: ReleaseCopy, on: date | None, reason: str, by: User) -> NotBefore:
    """Say before which day a release is not published; without a day, any will do. What was said before is kept."""
    moment = clock.now()
    release = ReleaseCopy.objects.select_for_update().get(pk=release.pk)
    permissions.check_consult(by, release, at=moment)
    if not reason.strip():
        raise Denied("Say why.")

    not_before = release.not_before.create(on=on, reason=canonical(reason), set_at=moment, set_by=by)

    record("release.not_before", by=by, about=release, sentence=f"{not_before}: {release.number}")
    return not_before


def _told(consultation: Consultation) -> Iterable[User]:
    version = consultation.release.snapshot.version
    if consultation.kind == Consultation.Kind.AUTHOR_TOLD:
        return [version.author]
    if consultation.kind == Consultation.Kind.OFFICER_TOLD:
        decisions = Decision.objects.filter(submission__version=version, kind=Decision.Kind.SIGNED_OFF)
        return [decision.decided_by for decision in decisions.select_related("decided_by")]
    return []
