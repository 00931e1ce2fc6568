"""What the authorising officer decides about single risks, before deciding on the whole."""

from __future__ import annotations

from assessments import permissions
from assessments.models import RiskDecision, Submission, Version, rows_of
from cia import clock
from cia.accounts.models import User
from cia.audit.trail import audited, record
from cia.authorisation import Denied
from cia.canonical import canonical


@audited
def decide_risk(*, submission: Submission, risk: int, kind: str, reasons: str, by: User) -> RiskDecision:
    """Accept one risk of what was submitted, or not, with reasons. It stands beside what was submitted."""
    moment = clock.now()
    version = Version.objects.select_for_update().get(pk=submission.version_id)
    permissions.check_decide(by, version, at=moment)
    if version.submissions.latest("pk").pk != submission.pk:
        raise Denied("This was submitted again, or cut afresh, since you opened it. Read it anew, then decide.")
    if not rows_of(version, "risk").filter(number=risk).exists():
        raise Denied(f"There is no risk {risk} in this version.")
    if not reasons.strip():
        raise Denied("Give the reasons for your decision.")

    decision = RiskDecision.objects.create(
        submission=submission,
        risk=risk,
        kind=RiskDecision.Kind(kind),
        reasons=canonical(reasons),
        decided_at=moment,
        decided_by=by,
        rank_then=by.rank,
        name_then=by.name,
    )

    record("risk.decided", by=by, about=version.assessment, sentence=f"Decided on risk {risk}", kind=decision.kind)
    return decision
