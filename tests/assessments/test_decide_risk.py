"""What the authorising officer decides about single risks, and where that is printed."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from assessments.actions.deciding import return_version, submit
from assessments.actions.deciding_risks import decide_risk
from assessments.documents.shown import as_shown
from assessments.documents.snapshot import as_submitted, content_of, reading_of
from assessments.models import RiskDecision, Version
from cia import clock
from cia.authorisation import Denied
from tests.factories import signed_off
from tests.rows import add
from tests.ui.forms import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(whole, dana):
    """Waiting for a decision, with two risks."""
    add(whole, "risk", by=dana)
    add(whole, "risk", by=dana, text="Traders may lose a day's custom.")
    return submit(version=whole, by=dana)


@pytest.fixture
def address(submission):
    return f"{submission.version.get_absolute_url()}decide/"


def decide(submission, *, by, risk=2, kind="accepted", reasons="The stall answers for it."):
    return decide_risk(submission=submission, risk=risk, kind=kind, reasons=reasons, by=by)


def test_a_decision_on_a_risk_is_printed_after_sign_off_and_not_as_part_of_what_was_submitted(submission, priya):
    decide(submission, by=priya)
    signed_off(submission, by=priya)
    content = reading_of(Version.objects.get(pk=submission.version_id), at=clock.now())
    printed = {path: field.plain_text for path, field in content.fields().items()}

    assert printed["risk_decision.1.decision"] == "Accepted"
    assert printed["risk_decision.1.reasons"] == "The stall answers for it."
    assert printed["risk_decision.1.name"] == "Priya Raman"
    assert content.rows()["risk_decision.1"].heading == "Decision 1, on risk 2"
    assert as_submitted(content) == as_submitted(content_of(submission.snapshot))


def test_it_is_shown_to_those_who_read_the_document(submission, priya):
    decide(submission, by=priya)
    signed_off(submission, by=priya)

    shown = as_shown(Version.objects.get(pk=submission.version_id), at=clock.now())

    assert "Decisions on risks" in [section.heading for section in shown.content.sections]


def test_a_second_decision_stands_beside_the_first(submission, priya):
    decide(submission, by=priya, kind="not_accepted", reasons="Not yet.")
    decide(submission, by=priya)

    assert [each.kind for each in submission.risk_decisions.all()] == ["not_accepted", "accepted"]


def test_nobody_decides_on_a_risk_of_what_they_wrote(submission, dana):
    with pytest.raises(Denied, match="Only an authorising officer"):
        decide(submission, by=dana)


def test_the_database_itself_refuses_a_decision_by_a_contributor(submission, dana):
    with pytest.raises(IntegrityError, match="Nobody decides on an assessment that they wrote part of"):
        submission.risk_decisions.create(
            risk=1, kind="accepted", reasons="Mine.", decided_at=clock.now(), decided_by=dana
        )


def test_a_decision_on_a_risk_never_changes(submission, priya):
    decide(submission, by=priya)

    with pytest.raises(DatabaseError), transaction.atomic():
        RiskDecision.objects.update(kind="not_accepted")


def test_only_a_risk_that_was_submitted_is_decided_on(submission, priya):
    with pytest.raises(Denied, match="There is no risk 9"):
        decide(submission, by=priya, risk=9)


def test_nothing_is_decided_on_what_was_returned(submission, priya):
    return_version(submission=submission, reasons="Who speaks for the traders?", by=priya)

    with pytest.raises(Denied, match="not waiting for a decision"):
        decide(submission, by=priya)


def test_the_officer_decides_from_the_page_of_the_whole(signed_in, priya, submission, address):
    client = signed_in(priya)
    assert f"{address}risks/2/" in client.get(address).text

    page = client.get(f"{address}risks/2/")
    assert "Traders may lose a day&#x27;s custom." in page.text
    answers = {"decision": "accepted_with_more", "reasons": "Tell the market first."}
    answer = client.post(f"{address}risks/2/", fields_of(page.text) | answers)

    assert answer.headers["Location"] == address
    assert "Accepted if more is done" in client.get(address).text
    assert submission.risk_decisions.get().risk == 2


def test_reasons_are_asked_for(signed_in, priya, submission, address):
    answer = signed_in(priya).post(
        f"{address}risks/1/", {"submission": submission.pk, "decision": "accepted", "reasons": ""}
    )

    assert "Give the reasons for your decision" in answer.text
    assert not submission.risk_decisions.exists()


def test_the_author_is_told_that_they_cannot_decide(signed_in, dana, address):
    assert signed_in(dana).get(f"{address}risks/1/").status_code == 403
