"""A file with rows and a decision on a risk, carried out by the service itself."""

from datetime import UTC, datetime

import msgspec
import pytest

from assessments.documents.exchange import exported, read_file
from assessments.models import RiskDecision
from assessments.release.rehearsing import AnyAct, RehearsalFile, Rehearsing
from tests.factories import draft, write_whole
from tests.rows import add_every

ACCEPTED = [
    {
        "finding": "No reassessment is planned: nothing says when it must be looked at again.",
        "answer": "It is one day.",
    },
    {"finding": "No contact is recorded: nobody who speaks for a community was heard.", "answer": "The text tells."},
]

pytestmark = pytest.mark.django_db


def acts(*acts):
    moment = datetime(2026, 2, 10, 12, tzinfo=UTC).isoformat()
    return msgspec.convert([{"when": moment} | act for act in acts], list[AnyAct])


def test_a_risk_is_decided_on_between_submission_and_sign_off(dana, priya, harrowmere):
    version = write_whole(draft(by=dana, unit=harrowmere), by=dana)
    add_every(version, by=dana)
    file = read_file(exported(version), RehearsalFile)
    rehearsing = Rehearsing(file.assessment, {"dana": dana, "priya": priya})

    rehearsing.carry_out(
        acts(
            {"act": "start", "by": "dana"},
            {"act": "submit", "by": "dana"},
            {
                "act": "decide_risk",
                "by": "priya",
                "risk": 1,
                "decision": "accepted",
                "reasons": "The stall answers it.",
            },
            {"act": "sign_off", "by": "priya", "reasons": "Necessary.", "answers": ACCEPTED},
        )
    )

    decision = RiskDecision.objects.get()
    assert (decision.risk, decision.kind, decision.reasons) == (1, "accepted", "The stall answers it.")
    assert decision.decided_by == priya
