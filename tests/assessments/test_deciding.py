"""Submitting and deciding: complete, exact, and never by somebody who wrote it."""

import pytest
from django.db import IntegrityError, transaction

from assessments.actions.deciding import refuse, return_version, sign_off, submit
from assessments.actions.drafting import name_person, open_next_version, rate, save_section
from assessments.completeness import missing_from
from assessments.documents.snapshot import content_of, fingerprint
from assessments.lifecycle import State
from assessments.models import Contribution, Decision, NamedPerson, Snapshot, Submission, Version
from cia import clock
from cia.accounts.roles import Role
from cia.audit.trail import history_of
from cia.authorisation import Denied
from tests.factories import NARRATIVE, PostingFactory, UnitFactory, draft, posted, signed_off, submitted, write_whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(dana, harrowmere) -> Submission:
    return submitted(by=dana, unit=harrowmere)


def state_of(submission: Submission) -> str:
    return Version.objects.get(pk=submission.version_id).state


def test_an_empty_draft_says_everything_that_is_missing(dana, harrowmere):
    version = draft(by=dana, unit=harrowmere)

    sentences = [missing.sentence for missing in missing_from(version)]

    assert sentences[:3] == [
        "Enter a summary on the cover",
        "Say on the cover whether you recommend publication",
        "Enter a review date on the cover",
    ]
    assert sum("Choose a level" in sentence for sentence in sentences) == 3
    assert sum("Give reasons" in sentence for sentence in sentences) == 3
    assert not any("Engagement" in sentence for sentence in sentences)


@pytest.mark.parametrize("axis", ["experienced", "evidenced", "potential"])
def test_a_version_without_one_of_its_ratings_is_not_submitted(dana, harrowmere, axis):
    version = write_whole(draft(by=dana, unit=harrowmere), by=dana)
    rate(version=version, axis=axis, level=None, reasons="Because", revision=1, by=dana)

    with pytest.raises(Denied, match="Choose a level"):
        submit(version=version, by=dana)

    assert not Snapshot.objects.exists()


def test_a_level_without_reasons_is_not_submitted(dana, harrowmere):
    version = write_whole(draft(by=dana, unit=harrowmere), by=dana)
    rate(version=version, axis="potential", level=4, reasons="  \n", revision=1, by=dana)

    with pytest.raises(Denied, match="Give reasons for the level of 'III"):
        submit(version=version, by=dana)


def test_submitting_freezes_the_words_and_tells_the_authorising_officer(dana, priya, harrowmere):
    submission = submitted(by=dana, unit=harrowmere)

    content = content_of(submission.snapshot)
    assert content.fields()["section.purpose"].plain_text == NARRATIVE["purpose"]
    assert content.fields()["rating.experienced.level"].plain_text == "5 Above Normal"
    assert content.fields()["cover.author"].plain_text == "PS Dana Okafor"
    assert priya.notices.get().sentence == f"{submission.version} was sent to you for a decision"


def test_only_the_author_submits(dana, lee, harrowmere):
    version = write_whole(draft(by=dana, unit=harrowmere), by=dana)

    with pytest.raises(Denied, match="Only the author"):
        submit(version=version, by=lee)


def test_an_authorising_officer_who_wrote_none_of_it_signs_it_off(submission, priya, dana):
    decision = signed_off(submission, by=priya)

    assert state_of(submission) == State.SIGNED_OFF
    assert (decision.rank_then, decision.name_then) == ("Supt", "Priya Raman")
    assert dana.notices.get().sentence == f"{submission.version} was signed off"


def test_the_name_of_a_unit_may_be_as_long_as_names_of_units_are():
    unit = UnitFactory(name="Harrowmere and the Western Valleys " * 2 + "Borough Command Unit")
    author = posted("dana", "Dana Okafor", role=Role.OFFICER, unit=unit)
    officer = posted("priya", "Priya Raman", role=Role.AUTHORISING_OFFICER, unit=unit)

    decision = signed_off(submitted(by=author, unit=unit), by=officer)

    assert decision.role_then.endswith("Borough Command Unit")


def test_the_author_cannot_sign_off_their_own(submission, dana, harrowmere):
    PostingFactory(user=dana, role=Role.AUTHORISING_OFFICER, unit=harrowmere)

    with pytest.raises(Denied, match="someone else must decide"):
        signed_off(submission, by=dana)

    assert state_of(submission) == State.SUBMITTED


def test_a_contributor_cannot_sign_off(dana, priya, harrowmere):
    version = write_whole(draft(by=dana, unit=harrowmere), by=dana)
    name_person(assessment=version.assessment, person=priya, part=NamedPerson.Part.CONTRIBUTOR, by=dana)
    save_section(version=version, key="purpose", text="Priya's words", revision=1, by=priya)
    submission = submit(version=version, by=dana)

    with pytest.raises(Denied, match="You wrote part of this"):
        signed_off(submission, by=priya)


def test_somebody_who_was_let_in_but_wrote_nothing_may_sign_off(dana, priya, harrowmere):
    version = write_whole(draft(by=dana, unit=harrowmere), by=dana)
    name_person(assessment=version.assessment, person=priya, part=NamedPerson.Part.CONTRIBUTOR, by=dana)

    signed_off(submit(version=version, by=dana), by=priya)

    assert Version.objects.get(pk=version.pk).state == State.SIGNED_OFF


def test_who_wrote_an_earlier_version_cannot_sign_off_the_next(dana, priya, harrowmere):
    version = draft(by=dana, unit=harrowmere)
    name_person(assessment=version.assessment, person=priya, part=NamedPerson.Part.CONTRIBUTOR, by=dana)
    save_section(version=version, key="purpose", text="Priya's words", revision=0, by=priya)
    other = posted("omar", "Omar Bright", rank="Supt", role=Role.AUTHORISING_OFFICER, unit=harrowmere)
    signed_off(submit(version=write_whole(version, by=dana), by=dana), by=other)
    following = open_next_version(assessment=version.assessment, kind="update", by=dana)

    with pytest.raises(Denied, match="You wrote part of this"):
        signed_off(submit(version=write_whole(following, by=dana), by=dana), by=priya)


def test_the_database_refuses_a_decision_by_a_contributor(submission, dana):
    with pytest.raises(IntegrityError, match="Nobody decides on an assessment that they wrote"), transaction.atomic():
        Decision.objects.create(
            submission=submission,
            kind=Decision.Kind.SIGNED_OFF,
            reasons="Because I say so",
            decided_at=clock.now(),
            decided_by=dana,
            name_then=dana.name,
            role_then="",
        )


def test_the_database_refuses_a_contribution_by_who_signed_it_off(submission, priya):
    signed_off(submission, by=priya)

    with pytest.raises(IntegrityError, match="Who signed a version off does not write it"), transaction.atomic():
        Contribution.objects.create(version=submission.version, user=priya)


def test_an_officer_without_the_role_decides_nothing(submission, lee, tom):
    for person in (lee, tom):
        with pytest.raises(Denied, match="Only an authorising officer of this unit"):
            signed_off(submission, by=person)


def test_an_authorising_officer_of_another_unit_decides_nothing(submission):
    stranger = posted("nia", "Nia Frost", role=Role.AUTHORISING_OFFICER, unit=UnitFactory())

    with pytest.raises(Denied, match="Only an authorising officer of this unit"):
        signed_off(submission, by=stranger)


def test_nothing_is_signed_when_what_waits_is_not_what_was_read(submission, priya):
    with pytest.raises(Denied, match="What you read is not what is waiting now"):
        sign_off(submission=submission, fingerprint="0000 0000 0000 0000 0000", reasons="Read it", by=priya)

    assert state_of(submission) == State.SUBMITTED


def test_a_submission_that_was_returned_and_sent_again_is_decided_anew(submission, dana, priya):
    return_version(submission=submission, reasons="Which streets?", by=priya)
    submit(version=submission.version, by=dana)

    with pytest.raises(Denied, match="submitted again, or cut afresh, since you opened it"):
        signed_off(submission, by=priya)


def test_a_decision_needs_reasons(submission, priya):
    with pytest.raises(Denied, match="Give the reasons"):
        signed_off(submission, by=priya, reasons="  ")


def test_a_returned_version_is_edited_and_submitted_again(submission, dana, priya):
    return_version(submission=submission, reasons="Which streets?", by=priya)
    save_section(version=submission.version, key="purpose", text="Mill Lane and Quay Street", revision=1, by=dana)

    again = submit(version=submission.version, by=dana)

    assert content_of(again.snapshot).fields()["section.purpose"].plain_text == "Mill Lane and Quay Street"
    assert Submission.objects.filter(version=submission.version).count() == 2


def test_a_refused_version_is_at_its_end_and_the_file_goes_on(submission, dana, priya):
    refuse(submission=submission, reasons="Not proportionate", by=priya)

    with pytest.raises(Denied, match="refused"):
        submit(version=submission.version, by=dana)
    assert open_next_version(assessment=submission.version.assessment, kind="update", by=dana).number == 2


def test_the_next_sign_off_supersedes_the_version_in_force(submission, dana, priya):
    signed_off(submission, by=priya)
    following = open_next_version(assessment=submission.version.assessment, kind="review", by=dana)
    assert state_of(submission) == State.SIGNED_OFF

    signed_off(submit(version=write_whole(following, by=dana), by=dana), by=priya)

    assert state_of(submission) == State.SUPERSEDED
    assert submission.version.assessment.version_in_force == following
    superseded = history_of(submission.version.assessment).get(action="version.superseded")
    assert superseded.sentence == "Superseded version 1.0 by version 2.0"


def test_a_snapshot_that_was_tampered_with_is_not_read(submission):
    submission.snapshot.content["force"] = "Another force"

    with pytest.raises(ValueError, match="was changed after it was cut"):
        content_of(submission.snapshot)


def test_the_fingerprint_is_that_of_the_content(submission, dana, priya):
    before = fingerprint(submission.snapshot)
    return_version(submission=submission, reasons="Which streets?", by=priya)
    save_section(version=submission.version, key="purpose", text="Mill Lane", revision=1, by=dana)

    changed = submit(version=submission.version, by=dana)

    assert fingerprint(changed.snapshot) != before
    assert fingerprint(Snapshot.objects.get(pk=submission.snapshot.pk)) == before
