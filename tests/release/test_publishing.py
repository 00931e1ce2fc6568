"""From marks to the world: the gate's file, a second person's approval of its bytes, publication, taking down."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from assessments.release.actions.marking import make_release_copy, mark_passage, mark_whole, remove_mark
from assessments.release.actions.prompts import keep_mentions
from assessments.release.actions.publishing import approve, give_back, publish, send_for_checking, take_down
from assessments.release.gate import Refused
from assessments.release.lifecycle import ReleaseState
from assessments.release.models import Approval, Candidate, Exemption, Publication, ReleaseCopy
from assessments.release.prompting import prompt_groups
from cia import clock
from cia.accounts.roles import Role
from cia.audit.models import Event
from cia.audit.trail import faults
from cia.authorisation import Conflict, Denied
from tests.factories import PostingFactory, signed_off, submitted
from tests.reasons import give_reasons

pytestmark = pytest.mark.django_db

AUTHOR = "Dana Okafor"


@pytest.fixture
def release(dana, priya, tom, harrowmere, gate_once) -> ReleaseCopy:
    with clock.stopped_at(datetime(2026, 3, 2, 12, tzinfo=UTC)):
        decision = signed_off(submitted(by=dana, unit=harrowmere), by=priya)
        copy = make_release_copy(version=decision.submission.version, by=tom, number="P-2345-6789")
    personal = [Exemption.objects.get(code="s.40(2)")]
    mark_passage(
        release=copy, path="cover.author", quote=AUTHOR, occurrence=1, exemptions=personal, reason="Junior", by=tom
    )
    mark_whole(release=copy, path="sign_off.name", whole="field", exemptions=personal, reason="A name", by=tom)
    return give_reasons(copy, by=tom)


@pytest.fixture
def candidate(release, tom) -> Candidate:
    return send_for_checking(release=release, by=tom)


def approved(candidate, *, by) -> Approval:
    return approve(candidate=candidate, pdf_sha256=candidate.pdf_sha256, html_sha256=candidate.html_sha256, by=by)


def state_of(release) -> str:
    return ReleaseCopy.objects.get(pk=release.pk).state


def test_the_file_that_is_checked_is_the_file_that_is_published(candidate, ruth):
    publication = publish(approval=approved(candidate, by=ruth), by=ruth)

    published = bytes(Publication.objects.get(pk=publication.pk).candidate.pdf)
    assert hashlib.sha256(published).hexdigest() == candidate.pdf_sha256
    assert published.startswith(b"%PDF-")
    assert state_of(candidate.release) == ReleaseState.PUBLISHED
    assert list(faults()) == []


def test_the_public_title_is_made_of_public_words(release, tom, ruth):
    operation = [Exemption.objects.get(code="s.31(1)(a)")]
    title = release.snapshot.version.cover.title
    mark_whole(release=release, path="cover.title", whole="field", exemptions=operation, reason="Tactics", by=tom)
    missed = [prompt.key for group in prompt_groups(release) for prompt in group.prompts]
    keep_mentions(release=release, mentions=missed, reason="The name of the operation is public.", by=tom)
    candidate = send_for_checking(release=give_reasons(release, by=tom), by=tom)

    publication = publish(approval=approved(candidate, by=ruth), by=ruth)

    assert publication.title == "[Redacted: s.31(1)(a)]"
    assert title not in bytes(candidate.html).decode()


@pytest.mark.parametrize("step", ["approve", "publish"])
def test_nobody_approves_or_publishes_what_they_marked(candidate, tom, ruth, step):
    with pytest.raises(Denied, match="You made or removed marks"):
        approved(candidate, by=tom) if step == "approve" else publish(approval=approved(candidate, by=ruth), by=tom)


def test_nobody_decides_alone_that_nothing_is_withheld(release, tom, ruth):
    for mark in release.standing_marks():
        remove_mark(mark=mark, by=tom)
    candidate = send_for_checking(release=release, by=ruth)

    with pytest.raises(Denied, match="You sent this with nothing marked"):
        approved(candidate, by=ruth)


def test_who_removed_a_mark_does_not_approve(release, tom, ruth):
    remove_mark(mark=release.standing_marks().first(), by=ruth)
    candidate = send_for_checking(release=release, by=tom)

    with pytest.raises(Denied, match="You made or removed marks"):
        approved(candidate, by=ruth)


def test_who_wrote_it_does_not_approve(candidate, dana):
    PostingFactory(user=dana, role=Role.FOI_OFFICER)

    with pytest.raises(Denied, match="You wrote part of this assessment"):
        approved(candidate, by=dana)


def test_the_database_refuses_an_approval_by_the_marker(candidate, tom):
    with pytest.raises(IntegrityError, match="Nobody approves a release that they marked"), transaction.atomic():
        Approval.objects.create(
            candidate=candidate,
            pdf_sha256=candidate.pdf_sha256,
            html_sha256=candidate.html_sha256,
            approved_at=clock.now(),
            approved_by=tom,
        )


def test_the_database_refuses_an_approval_of_other_bytes(candidate, ruth):
    with pytest.raises(IntegrityError, match="names exactly the bytes"), transaction.atomic():
        Approval.objects.create(
            candidate=candidate,
            pdf_sha256="0" * 64,
            html_sha256=candidate.html_sha256,
            approved_at=clock.now(),
            approved_by=ruth,
        )


def test_the_database_refuses_publication_by_the_marker(candidate, tom, ruth):
    approval = approved(candidate, by=ruth)

    with pytest.raises(IntegrityError, match="Nobody publishes a release that they marked"), transaction.atomic():
        Publication.objects.create(
            approval=approval,
            number=candidate.release.number,
            title="A title",
            unit="A unit",
            published_at=clock.now(),
            published_by=tom,
        )


def test_an_approval_names_the_bytes_that_were_checked(candidate, ruth):
    with pytest.raises(Conflict, match="not the one that is waiting now"):
        approve(candidate=candidate, pdf_sha256="0" * 64, html_sha256=candidate.html_sha256, by=ruth)


def test_what_was_given_back_and_changed_is_approved_anew(candidate, tom, ruth):
    release = candidate.release
    approval = approved(candidate, by=ruth)
    give_back(candidate=candidate, reasons="The rank gives her away too.", by=ruth)
    release.refresh_from_db()
    mark_whole(
        release=release,
        path="sign_off.rank",
        whole="field",
        exemptions=[Exemption.objects.get(code="s.40(2)")],
        reason="A rank",
        by=tom,
    )

    with pytest.raises(Denied, match="Only an approved release"):
        publish(approval=approval, by=ruth)
    again = send_for_checking(release=release, by=tom)
    with pytest.raises(Conflict, match="The marks have changed"):
        approved(candidate, by=ruth)
    assert approved(again, by=ruth).candidate == again


def test_an_approval_counts_no_more_once_the_release_was_given_back(candidate, ruth):
    approval = approved(candidate, by=ruth)
    give_back(candidate=candidate, reasons="Look at the title again.", by=ruth)

    with pytest.raises(Denied, match="Only an approved release"):
        publish(approval=approval, by=ruth)


def test_when_the_gate_refuses_nothing_changes_and_it_is_on_record(release, tom, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise Refused("The file may not go out. Making or reading it took too long.")

    monkeypatch.setattr("assessments.release.actions.publishing.examining", refuse)

    with pytest.raises(Denied, match="took too long"):
        send_for_checking(release=release, by=tom)

    assert state_of(release) == ReleaseState.MARKING
    assert not Candidate.objects.exists()
    assert Event.objects.last().action == "gate.refused"


def test_a_mark_changed_while_the_file_was_being_made_throws_the_file_away(release, tom, monkeypatch):
    from assessments.release.actions import publishing

    really_examine = publishing.examining

    def change_a_mark_meanwhile(*args, **kwargs):
        remove_mark(mark=release.standing_marks().first(), by=tom)
        return really_examine(*args, **kwargs)

    monkeypatch.setattr(publishing, "examining", change_a_mark_meanwhile)

    with pytest.raises(Conflict, match="A mark was changed while the file was being made"):
        send_for_checking(release=release, by=tom)

    assert not Candidate.objects.exists()


@pytest.mark.parametrize("somebody", ["tom", "priya", "jo"])
def test_one_person_of_four_roles_takes_a_publication_down_at_once(request, candidate, ruth, somebody):
    publication = publish(approval=approved(candidate, by=ruth), by=ruth)

    take_down(publication=publication, reason="A name was overlooked.", by=request.getfixturevalue(somebody))

    assert not Publication.objects.standing().exists()
    assert state_of(candidate.release) == ReleaseState.TAKEN_DOWN


@pytest.mark.parametrize("somebody", ["dana", "alex"])
def test_others_do_not_take_a_publication_down(request, candidate, ruth, somebody):
    publication = publish(approval=approved(candidate, by=ruth), by=ruth)

    with pytest.raises(Denied, match="can take a publication down"):
        take_down(publication=publication, reason="Because", by=request.getfixturevalue(somebody))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE release_candidate SET pdf = 'other'",
        "DELETE FROM release_publication",
        "UPDATE release_approval SET approved_by_id = NULL",
        "DELETE FROM release_withdrawal",
        "DELETE FROM release_markground",
    ],
)
def test_the_database_refuses_to_change_what_was_published(candidate, ruth, statement):
    publication = publish(approval=approved(candidate, by=ruth), by=ruth)
    take_down(publication=publication, reason="A name was overlooked.", by=ruth)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
