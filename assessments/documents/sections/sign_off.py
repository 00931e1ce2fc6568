"""Who signed the version off, when and why."""

from assessments.documents.content import Row, Section
from assessments.documents.sections.pieces import line, prose
from assessments.models import Decision
from cia.clock import local


def sign_off_of(decision: Decision) -> Section:
    decided = local(decision.decided_at)
    fields = (
        line("sign_off.decision", "Decision", decision.get_kind_display()),
        line("sign_off.rank", "Rank", decision.rank_then),
        line("sign_off.name", "Name", decision.name_then),
        line("sign_off.role", "Role", decision.role_then),
        line("sign_off.decided_at", "When", f"{decided:%H%M}hrs {decided:%d/%m/%Y}"),
        prose("sign_off.reasons", "Reasons", decision.reasons),
    )
    row = Row(path="sign_off", fields=fields)
    return Section(key="sign_off", heading="Sign-off", layout="sign_off", rows=(row,))
