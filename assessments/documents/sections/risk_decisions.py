"""What the authorising officer decided about the risks of what was submitted, one by one."""

from __future__ import annotations

from collections.abc import Iterator

from assessments.documents.content import Row, Section
from assessments.documents.sections.pieces import line, prose
from assessments.models import Decision, RiskDecision
from cia.ui.moments import moment_in_words


def risk_decisions_of(decision: Decision) -> Iterator[Section]:
    """In the order in which they were made; nothing where none was."""
    decisions = enumerate(decision.submission.risk_decisions.all(), start=1)
    if rows := tuple(_row(number, each) for number, each in decisions):
        yield Section(key="risk_decisions", heading="Decisions on risks", layout="records", rows=rows)


def _row(number: int, decision: RiskDecision) -> Row:
    path = f"risk_decision.{number}"
    fields = (
        line(f"{path}.decision", "Decision", decision.get_kind_display()),
        prose(f"{path}.reasons", "Reasons", decision.reasons),
        line(f"{path}.rank", "Rank", decision.rank_then),
        line(f"{path}.name", "Name", decision.name_then),
        line(f"{path}.decided_at", "When", moment_in_words(decision.decided_at)),
    )
    return Row(path=path, heading=f"Decision {number}, on risk {decision.risk}", fields=fields)
