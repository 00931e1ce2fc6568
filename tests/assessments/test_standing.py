"""Whether an assessment is current: each answer with its reason and the way to mend it."""

from datetime import timedelta

import pytest

from assessments.actions.drafting import open_next_version
from assessments.actions.ending import cancel_version, close_version
from assessments.actions.logging import link_contact
from assessments.models import Assessment, Ending, Version
from cia import clock
from cia.accounts.models import ForceSetting
from cia.authorisation import Denied
from stakeholders.actions.contacts import Conversation, Promise, end_commitment, log_contact
from stakeholders.models import Commitment, Stakeholder
from tests.assessments.lantern import EVENING, MORNING, SIGNED_OFF, evening_entry, in_force, reassessed

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(dana, priya, harrowmere):
    return in_force(by=dana, signed_by=priya, unit=harrowmere)


def standing(version, *, at):
    return Assessment.objects.with_standing().get(pk=version.assessment_id).standing(at=at)


def test_draft_is_not_signed_off_and_says_where_it_is(begun):
    found = standing(begun, at=EVENING)

    assert found.word == "Not signed off"
    assert found.reasons[0].url == begun.get_absolute_url()


def test_signed_off_version_is_current_until_its_reassessment(version):
    found = standing(version, at=EVENING)

    assert found.word == "Current"
    assert "due 0800hrs 11/02/2026, in 14 hours" in found.sentence


def test_version_without_a_planned_reassessment_is_current(dana, priya, harrowmere):
    version = in_force(by=dana, signed_by=priya, unit=harrowmere, reassess_at=None)

    assert standing(version, at=MORNING).sentence == ("Version 1.0 is signed off and in force. No reassessment is due.")


@pytest.mark.parametrize(("minutes", "word"), [(0, "Current"), (15, "Current"), (16, "Reassessment overdue")])
def test_reassessment_is_overdue_when_the_grace_of_the_force_is_over(version, minutes, word):
    assert standing(version, at=MORNING + timedelta(minutes=minutes)).word == word


def test_force_decides_how_much_grace_there_is(version):
    ForceSetting.objects.create(key="reassessment_grace_minutes", value=0, from_on=MORNING.date())

    assert standing(version, at=MORNING + timedelta(minutes=1)).word == "Reassessment overdue"


def test_overdue_says_how_long_and_where_it_is_mended(version):
    found = standing(version, at=MORNING + timedelta(hours=2))

    assert found.reasons[0].sentence == "A reassessment was due 0800hrs 11/02/2026, 2 hours ago, and was not made."
    assert found.reasons[0].url == f"/assessments/{version.assessment.reference}/reassess/"


def test_reassessment_mends_it_and_says_the_next(version, dana):
    reassessed(version, by=dana, at=MORNING + timedelta(minutes=30), next_due_at=MORNING + timedelta(hours=6))

    found = standing(version, at=MORNING + timedelta(hours=2))
    assert found.word == "Current"
    assert "due 1400hrs 11/02/2026" in found.sentence
    assert standing(version, at=MORNING + timedelta(hours=7)).word == "Reassessment overdue"


def test_ordinary_entry_is_no_reassessment(version, dana):
    evening_entry(version, by=dana)

    assert standing(version, at=MORNING + timedelta(hours=2)).word == "Reassessment overdue"


def test_entry_may_ask_for_an_earlier_reassessment(version, dana):
    early = EVENING + timedelta(hours=4)
    evening_entry(version, by=dana, next_due_at=early, next_due_as_typed="2200hrs 10/02/2026")

    assert standing(version, at=EVENING + timedelta(hours=5)).word == "Reassessment overdue"


def test_corrected_entry_asks_for_nothing(version, dana):
    early = EVENING + timedelta(hours=4)
    first = evening_entry(version, by=dana, next_due_at=early, next_due_as_typed="2200hrs 10/02/2026")
    evening_entry(version, by=dana, corrects=first)

    assert standing(version, at=EVENING + timedelta(hours=5)).word == "Current"


def test_draft_of_the_next_version_changes_nothing(version, dana):
    with clock.stopped_at(EVENING):
        open_next_version(assessment=version.assessment, kind="update", by=dana)

    found = standing(version, at=EVENING)
    assert found.word == "Current"
    assert "Version 2.0 is a draft, and changes nothing until it is signed off." in found.sentence


def test_cancelled_version_says_by_whom(version, priya):
    with clock.stopped_at(EVENING):
        cancel_version(version=version, reasons="The operation is called off.", by=priya)

    found = standing(version, at=MORNING)
    assert found.word == "Cancelled"
    assert "Version 1.0 was cancelled at 1800hrs 10/02/2026 by Supt Priya Raman." in found.sentence
    assert found.reasons[0].url.endswith("/next-version/")


def test_closed_version_is_closed(version, priya):
    close_version(version=version, reasons="It is over, and nobody complained.", by=priya)

    assert standing(version, at=clock.now()).word == "Closed"
    assert Version.objects.get(pk=version.pk).state == "closed"
    assert Ending.objects.get().reasons == "It is over, and nobody complained."


@pytest.mark.parametrize("end", [cancel_version, close_version])
def test_only_an_authorising_officer_ends_a_version(version, dana, end):
    with pytest.raises(Denied, match="Only an authorising officer"):
        end(version=version, reasons="Enough.", by=dana)


@pytest.mark.parametrize("end", [cancel_version, close_version])
def test_version_ends_once_and_with_reasons(version, priya, end):
    with pytest.raises(Denied, match="Give your reasons"):
        end(version=version, reasons="  ", by=priya)
    end(version=version, reasons="Enough.", by=priya)
    with pytest.raises(Denied, match="cannot be cancelled or closed"):
        end(version=version, reasons="Enough.", by=priya)


def test_open_promise_holds_back_the_closing_until_it_is_carried(version, dana, priya, harrowmere):
    with clock.stopped_at(SIGNED_OFF):
        body = Stakeholder.objects.create(
            body="Harrowmere Traders", kind="for_a_body", unit=harrowmere, added_at=SIGNED_OFF, added_by=dana
        )
        conversation = Conversation(
            parties=[body],
            method="telephone",
            outcome="concerns",
            occurred_at=SIGNED_OFF,
            promises=[Promise("Ring the traders afterwards")],
        )
        contact = log_contact(unit=harrowmere, conversation=conversation, by=dana)
        link_contact(assessment=version.assessment, contact=contact, by=dana)

    with pytest.raises(Denied, match="1 promise is still open"):
        close_version(version=version, reasons="It is over.", by=priya)
    end_commitment(
        commitment=Commitment.objects.get(), kind="carried", note="For the team.", happened_at=clock.now(), by=dana
    )
    close_version(version=version, reasons="It is over.", by=priya)


def test_list_of_files_asks_for_their_standing_at_once(version, dana, priya, harrowmere, django_assert_max_num_queries):
    for _ in range(3):
        in_force(by=dana, signed_by=priya, unit=harrowmere)

    with django_assert_max_num_queries(12):
        found = [each.standing(at=EVENING).word for each in Assessment.objects.with_standing()]

    assert found == ["Current"] * 4
