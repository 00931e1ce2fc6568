"""What a document leaves open is answered before it is signed off."""

import pytest
from django.db import DatabaseError, transaction

from assessments.actions.deciding import return_version, sign_off, submit
from assessments.documents.internal import internal_pdf
from assessments.documents.shown import as_shown
from assessments.documents.snapshot import fingerprint
from assessments.lifecycle import State
from assessments.models import FindingAnswer
from cia import clock
from cia.audit.models import Event
from cia.authorisation import Denied
from tests import rows
from tests.factories import accepted, signed_off
from tests.ui.forms import fields_of

NOBODY = "No contact is recorded: nobody who speaks for a community was heard."
UNPLANNED = "No reassessment is planned: nothing says when it must be looked at again."


@pytest.fixture
def submission(whole, dana):
    return submit(version=whole, by=dana)


@pytest.fixture
def address(whole):
    return f"{whole.get_absolute_url()}decide/"


def sign(submission, *, by, answers):
    return sign_off(
        submission=submission, fingerprint=fingerprint(submission.snapshot), reasons="Needed.", answers=answers, by=by
    )


def test_nothing_is_signed_off_while_a_finding_is_open(submission, priya):
    with pytest.raises(Denied) as refused:
        sign(submission, by=priya, answers={NOBODY: "The council spoke for them.", UNPLANNED: "  "})

    assert refused.value.sentences == ["Before you sign off, answer this or say why you accept it:", UNPLANNED]
    assert not FindingAnswer.objects.exists()
    submission.version.refresh_from_db()
    assert submission.version.state == State.SUBMITTED


def test_each_answer_is_kept_beside_what_was_submitted(submission, priya):
    sign(submission, by=priya, answers={NOBODY: "The council spoke for them.", UNPLANNED: "It is one day."})

    kept = [(answer.finding, answer.text, answer.answered_by) for answer in submission.finding_answers.all()]
    assert kept == [(UNPLANNED, "It is one day.", priya), (NOBODY, "The council spoke for them.", priya)]


def test_what_was_not_asked_is_not_answered(submission, priya):
    with pytest.raises(Denied, match="This is not asked about what was submitted: The moon is missing"):
        sign(submission, by=priya, answers=accepted(submission) | {"The moon is missing": "It is."})


def test_to_return_nothing_need_be_answered(submission, priya):
    return_version(submission=submission, reasons="Say more.", by=priya)

    assert not FindingAnswer.objects.exists()


def test_the_page_asks_for_each_answer_and_keeps_those_given(signed_in, submission, priya, address):
    client = signed_in(priya)
    asked = fields_of(client.get(address).text)

    page = client.post(
        address, asked | {"decision": "signed_off", "reasons": "Needed.", "finding-1": "It is one day."}
    ).text

    assert f"Answer this or say why you accept it: {NOBODY}" in page
    assert fields_of(page)["finding-1"] == "It is one day."
    assert f"Answer this or say why you accept it: {UNPLANNED}" not in page


def test_the_page_signs_off_with_every_answer(signed_in, submission, priya, address):
    client = signed_in(priya)
    answers = {"finding-1": "It is one day.", "finding-2": "The council spoke."}

    client.post(
        address, fields_of(client.get(address).text) | answers | {"decision": "signed_off", "reasons": "Needed."}
    )

    assert [answer.text for answer in submission.finding_answers.all()] == ["It is one day.", "The council spoke."]


def test_the_internal_document_prints_what_was_answered(submission, whole, priya):
    sign(submission, by=priya, answers={NOBODY: "The council spoke for them.", UNPLANNED: "It is one day."})
    whole.refresh_from_db()

    shown = as_shown(whole, at=clock.now())

    fields = shown.content.fields()
    assert fields["finding_answer.2.finding"].plain_text == NOBODY
    assert fields["finding_answer.2.text"].plain_text == "The council spoke for them."
    assert internal_pdf(shown.content, fingerprint=shown.fingerprint)


def test_a_question_says_what_it_rests_on_so_that_it_goes_with_it(whole, dana, priya):
    rows.add(whole, "risk", by=dana, owner="")
    decision = signed_off(submit(version=whole, by=dana), by=priya)

    written = as_shown(decision.submission.version, at=clock.now()).content.rows().values()

    lacking = next(row for row in written if row.fields[0].plain_text == "Risk 1 has no owner.")
    assert lacking.rests_on == ("risk.1.likelihood", "risk.1.mitigation", "risk.1.owner")


def test_the_trail_says_no_word_of_the_answers(submission, priya):
    sign(submission, by=priya, answers={NOBODY: "The council spoke for them.", UNPLANNED: "It is one day."})

    said = " ".join(str(event.__dict__) for event in Event.objects.all())

    assert "council" not in said


def test_the_database_changes_no_answer_and_takes_none_later(submission, dana, priya):
    signed_off(submission, by=priya)
    answer = submission.finding_answers.first()

    for wrong in (
        lambda: submission.finding_answers.update(text="Never mind."),
        lambda: FindingAnswer.objects.create(
            submission=submission,
            number=9,
            finding="Late",
            about=[],
            text="Late.",
            answered_at=answer.answered_at,
            answered_by=priya,
            name_then="Priya",
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()
