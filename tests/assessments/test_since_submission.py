"""What is logged while a version waits for its decision: seen by whoever decides, and taken in by a fresh cut."""

import pytest

from assessments.actions.answering import answer_point
from assessments.actions.deciding import cut_afresh, return_version, submit
from assessments.actions.deciding_risks import decide_risk
from assessments.actions.logging import log, log_contact_for
from assessments.documents.snapshot import content_of
from assessments.lifecycle import State
from assessments.models import Point, Submission, Version
from cia import clock
from cia.audit.trail import history_of
from cia.authorisation import Denied
from stakeholders.actions.contacts import Conversation, Worry
from stakeholders.actions.directory import add_stakeholder
from tests.factories import draft, signed_off, write_whole
from tests.rows import add
from tests.ui.forms import fields_of

pytestmark = pytest.mark.django_db
WORRY = "Whoever walks past is filmed."


@pytest.fixture
def submission(dana, harrowmere) -> Submission:
    version = draft(by=dana, unit=harrowmere)
    add(version, "risk", by=dana)
    return submit(version=write_whole(version, by=dana), by=dana)


@pytest.fixture
def rung(submission, dana, harrowmere):
    """Rings a councillor while the version waits; with a concern, or without one."""
    councillor = add_stakeholder(unit=harrowmere, kind="public_office", name="Imogen Tarrant", by=dana)

    def ring(*worries):
        talk = Conversation(
            [councillor], method="telephone", outcome="concerns" if worries else "no_concerns", concerns=worries
        )
        return log_contact_for(assessment=submission.version.assessment, conversation=talk, by=dana)

    return ring


@pytest.fixture
def address(submission):
    return f"{submission.version.get_absolute_url()}decide/"


def words_of(submission) -> str:
    return "\n".join(field.plain_text for field in content_of(submission.snapshot).fields().values())


def test_a_concern_raised_meanwhile_is_taken_in_before_anything_is_signed_off(submission, rung, priya):
    rung(Worry("privacy", WORRY))

    with pytest.raises(Denied, match="A concern was raised since this was submitted: Contact 1"):
        signed_off(submission, by=priya)

    fresh = cut_afresh(submission=submission, by=priya)
    assert WORRY not in words_of(submission)
    assert WORRY in words_of(fresh)
    signed_off(fresh, by=priya)
    assert Version.objects.get().state == State.SIGNED_OFF


def test_what_raises_no_concern_holds_nothing_back(submission, rung, priya):
    rung()

    signed_off(submission, by=priya)

    assert Version.objects.get().state == State.SIGNED_OFF


def test_what_was_read_before_the_fresh_cut_is_signed_off_no_more(submission, rung, priya):
    rung()
    cut_afresh(submission=submission, by=priya)

    with pytest.raises(Denied, match="cut afresh, since you opened it"):
        signed_off(submission, by=priya)


def test_a_fresh_cut_keeps_who_submitted_it_and_what_was_decided_about_its_risks(submission, rung, dana, priya):
    decide_risk(submission=submission, risk=1, kind="accepted", reasons="It is small.", by=priya)
    rung()

    fresh = cut_afresh(submission=submission, by=priya)

    assert (fresh.submitted_by, fresh.submitted_at) == (dana, submission.submitted_at)
    assert [(each.risk, each.reasons) for each in fresh.risk_decisions.all()] == [(1, "It is small.")]
    assert [each.reasons for each in submission.risk_decisions.all()] == ["It is small."]
    assert "version.cut_afresh" in [event.action for event in history_of(submission.version.assessment)]


def test_nothing_is_cut_afresh_without_a_reason_or_by_the_author(submission, rung, dana, priya):
    with pytest.raises(Denied, match="Nothing was logged since"):
        cut_afresh(submission=submission, by=priya)

    rung()
    with pytest.raises(Denied, match="Only an authorising officer"):
        cut_afresh(submission=submission, by=dana)


def test_the_page_shows_what_was_logged_and_takes_it_in(signed_in, submission, rung, dana, priya, address):
    rung(Worry("privacy", WORRY))
    moment = clock.now()
    log(
        assessment=submission.version.assessment,
        happened_at=moment,
        happened_as_typed="now",
        text="Two people asked what the van is for.",
        by=dana,
    )
    client = signed_in(priya)

    page = client.get(address).text
    assert all(words in page for words in ("Logged since submission", "Imogen Tarrant", WORRY, "what the van is for"))
    assert "Take it into the document before you sign off" in page

    answer = client.post(f"{address}cut-afresh/", {"submission": submission.pk}, follow=True)

    assert "What was logged since is in the document now" in answer.text
    assert "Logged since submission" not in answer.text
    assert WORRY in answer.text


def test_what_was_asked_before_stands_after_a_fresh_cut_too(signed_in, submission, rung, dana, priya, address):
    return_version(submission=submission, reasons="", points=[("section.purpose", "For whom?")], by=priya)
    answer_point(point=Point.objects.get(), text="For the traders.", by=dana)
    again = submit(version=Version.objects.get(), by=dana)
    rung()

    cut_afresh(submission=again, by=priya)

    page = signed_in(priya).get(address).text
    assert "Since it was returned" in page
    assert "For whom?" in page
    assert fields_of(page)["submission"] == str(Submission.objects.latest("pk").pk)
