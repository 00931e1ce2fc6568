"""What a request asks for: searched as it was held, read on record, taken into scope, held, and copied."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from assessments.actions.drafting import save_section, withdraw
from assessments.documents.snapshot import content_of
from assessments.models import Assessment, Hold, Version
from assessments.permissions import check_dispose, check_read_version
from assessments.release.actions.holding import end_hold, place_hold
from assessments.release.actions.marking import make_release_copy
from assessments.release.actions.publishing import approve, publish, send_for_checking
from assessments.release.actions.requests import record_request, take_step
from assessments.release.actions.scoping import read_held, search_held, take_into_scope
from assessments.release.models import ReleaseCopy, Scope
from assessments.release.request_lifecycle import Step
from cia import clock
from cia.accounts.roles import Role
from cia.audit.models import Event
from cia.authorisation import Denied
from tests.factories import UnitFactory, draft, posted, write_whole

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 1, 5, 9, tzinfo=UTC)
RECEIVED = date(2026, 1, 6)
LATER = datetime(2026, 1, 20, 9, tzinfo=UTC)


@pytest.fixture
def version(dana, harrowmere):
    """A draft that was whole when the request came, and was withdrawn after its text had been changed."""
    with clock.stopped_at(BEFORE):
        version = write_whole(draft(by=dana, unit=harrowmere), by=dana)
    with clock.stopped_at(BEFORE + timedelta(days=4)):
        save_section(version=version, key="information", text="Nothing to see.", revision=1, by=dana)
        return withdraw(version=version, by=dana)


@pytest.fixture
def now(version):
    with clock.stopped_at(LATER):
        yield LATER


@pytest.fixture
def asked(now, tom):
    """Recorded two weeks after it came."""
    return record_request(
        received_on=RECEIVED, asked="Cameras", requester_name="Q. Thistlewood", requester_contact="post", by=tom
    )


@pytest.fixture
def scope(asked, version, tom):
    return take_into_scope(request=asked, assessment=version.assessment, by=tom)


def test_a_request_recorded_late_finds_what_was_held_at_its_receipt(asked, version, tom):
    found = search_held(request=asked, words="cameras LIBRARY", by=tom)

    assert [(held.version, held.state.label) for held in found] == [(version, "Draft")]
    assert not search_held(request=asked, words="nothing to see", by=tom)


def test_what_was_begun_after_the_receipt_is_not_found(asked, dana, harrowmere, tom, version):
    with clock.stopped_at(BEFORE + timedelta(days=2)):
        draft(by=dana, unit=harrowmere, title="Cameras again")

    assert [held.version for held in search_held(request=asked, words="", by=tom)] == [version]


def test_what_was_looked_for_is_in_no_address_and_not_on_the_trail(asked, as_tom):
    page = as_tom.post(f"{asked.get_absolute_url()}search/", {"words": "Cameras"})

    assert "draft at that time" in page.content.decode()
    event = Event.objects.get(action="request.searched_held")
    assert (event.detail, "ameras" in event.sentence) == ({"found": 1}, False)
    assert b"held/" not in as_tom.get(f"{asked.get_absolute_url()}search/?words=Cameras").content


def test_each_reading_is_on_the_trail_of_the_assessment(asked, version, as_tom):
    page = as_tom.get(f"{asked.get_absolute_url()}held/{version.assessment}/1/")

    assert "Two cameras on a marked van" in page.content.decode()
    assert Event.objects.about(version.assessment).filter(action="request.read_held").count() == 1


def test_foi_officers_of_other_units_find_and_read_nothing(asked, version):
    other = posted("una", "Una Reed", role=Role.FOI_OFFICER, unit=UnitFactory(name="Westbank BCU"))

    assert not search_held(request=asked, words="", by=other)
    with pytest.raises(Denied, match="nothing of this unit"):
        read_held(request=asked, version=version, by=other)
    with pytest.raises(Denied, match="nothing of this unit"):
        take_into_scope(request=asked, assessment=version.assessment, by=other)


def test_foi_officers_read_a_file_under_a_request_and_no_other_draft(asked, version, tom, now):
    assert not Assessment.objects.readable_by(tom, at=now).exists()

    scope = take_into_scope(request=asked, assessment=version.assessment, by=tom)
    assert Assessment.objects.readable_by(tom, at=now).get() == version.assessment
    check_read_version(tom, version, at=now)

    for step in (Step.STARTED, Step.REPLIED):
        take_step(request=asked, step=step, on=LATER.date(), note="Sent", by=tom)
    with pytest.raises(Denied, match="until Wednesday 18/03/2026, so what was asked for stays held"):
        end_hold(hold=scope.hold, by=tom)
    with clock.stopped_at(datetime(2026, 3, 19, 9, tzinfo=UTC)):
        end_hold(hold=scope.hold, by=tom)
    assert not Assessment.objects.readable_by(tom, at=now).exists()


def test_nothing_more_is_read_for_a_request_that_is_done_with(asked, version, tom, as_tom):
    for step in (Step.STARTED, Step.REPLIED):
        take_step(request=asked, step=step, on=LATER.date(), note="Sent", by=tom)
    asked.refresh_from_db()
    assert read_held(request=asked, version=version, by=tom)
    assert "Search what was held" in as_tom.get(asked.get_absolute_url()).content.decode()

    with clock.stopped_at(datetime(2026, 3, 19, 9, tzinfo=UTC)):
        for refused in (
            lambda: search_held(request=asked, words="", by=tom),
            lambda: read_held(request=asked, version=version, by=tom),
            lambda: take_into_scope(request=asked, assessment=version.assessment, by=tom),
        ):
            with pytest.raises(Denied, match=f"{asked.reference} is done with"):
                refused()
        assert "Search what was held" not in as_tom.get(asked.get_absolute_url()).content.decode()
        assert as_tom.get(f"{asked.get_absolute_url()}search/").status_code == 403
        assert as_tom.get(f"{asked.get_absolute_url()}held/{version.assessment}/1/").status_code == 403


@pytest.mark.parametrize("name", ["alex", "jo", "lee"])
def test_a_request_opens_nothing_to_anybody_else(scope, now, name, request):
    assert not Assessment.objects.readable_by(request.getfixturevalue(name), at=now).exists()


def test_a_copy_for_a_request_holds_what_stood_at_its_receipt(asked, scope, version, tom):
    release = make_release_copy(version=version, request=asked, by=tom)

    content = content_of(release.snapshot)
    assert "Two cameras on a marked van" in content.fields()["section.information"].plain_text
    assert release.snapshot.cut_at == asked.held_at
    with pytest.raises(Denied, match="already"):
        make_release_copy(version=version, request=asked, by=tom)


def test_the_checker_still_knows_of_a_copy_when_the_hold_has_ended(asked, scope, version, tom, ruth, now):
    release = make_release_copy(version=version, request=asked, by=tom)
    Hold.objects.update(ended_at=now, ended_by=tom)

    assert release in ReleaseCopy.objects.known_to(ruth, at=now)


def test_nothing_is_copied_that_is_not_in_scope(asked, version, tom):
    with pytest.raises(Denied, match="scope of the request first"):
        make_release_copy(version=version, request=asked, by=tom)
    with pytest.raises(Denied, match="without a request"):
        make_release_copy(version=version, by=tom)


def test_scope_holds_the_assessment_and_nothing_held_is_disposed_of(asked, version, tom, priya, client):
    check_dispose(version.assessment)
    scope = take_into_scope(request=asked, assessment=version.assessment, by=tom)

    with pytest.raises(Denied, match="held: freedom of information request"):
        check_dispose(version.assessment)
    client.force_login(priya)
    page = client.get(version.assessment.get_absolute_url()).content.decode()
    assert f"Freedom of information request: {asked.reference}" in page
    with pytest.raises(Denied, match="still open"):
        end_hold(hold=scope.hold, by=tom)


def test_several_holds_stand_at_once_and_each_ends_by_itself(scope, version, tom, now):
    litigation = place_hold(assessment=version.assessment, ground="litigation", reason="A claim", by=tom)
    end_hold(hold=litigation, by=tom)

    assert Hold.objects.standing().get() == scope.hold
    with pytest.raises(Denied):
        check_dispose(version.assessment)


@pytest.mark.parametrize("name", ["dana", "priya", "jo"])
def test_only_foi_officers_place_holds(version, now, name, request):
    with pytest.raises(Denied, match="Only an FOI officer"):
        place_hold(assessment=version.assessment, ground="inquiry", reason="Why", by=request.getfixturevalue(name))


def test_no_draft_is_opened_to_the_foi_team_by_a_hold_without_a_request(version, tom, now):
    with pytest.raises(Denied, match="taking the assessment into its scope"):
        place_hold(assessment=version.assessment, ground="foi", reason="Somebody asked", by=tom)
    place_hold(assessment=version.assessment, ground="complaint", reason="Somebody complained", by=tom)

    assert not Assessment.objects.readable_by(tom, at=now).exists()


@pytest.mark.parametrize("reason", ["A claim by Q. Thistlewood", "Thistlewood v the force"])
def test_a_hold_names_nobody_who_asked(asked, scope, version, tom, reason):
    with pytest.raises(Denied, match="names who asked"):
        place_hold(assessment=version.assessment, ground="litigation", reason=reason, by=tom)

    assert Hold.objects.standing().get() == scope.hold


def test_a_hold_is_placed_on_its_page(version, now, as_tom):
    sent = {"assessment": version.assessment.reference.lower(), "ground": "litigation", "reason": "A claim"}

    assert as_tom.post("/holds/place/", sent).headers["Location"] == "/holds/"
    assert "A claim" in as_tom.get("/holds/").content.decode()
    assert "no assessment of your units" in as_tom.post("/holds/place/", sent | {"assessment": "X"}).content.decode()


def refused_by_the_database(change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


def test_the_database_keeps_scope_holds_and_the_request_of_a_copy(asked, scope, version, tom, now):
    release = make_release_copy(version=version, request=asked, by=tom)

    refused_by_the_database(lambda: ReleaseCopy.objects.filter(pk=release.pk).update(request=None))
    refused_by_the_database(lambda: Scope.objects.all().delete())
    refused_by_the_database(lambda: Hold.objects.update(reason="Another"))
    refused_by_the_database(lambda: Hold.objects.all().delete())
    Hold.objects.update(ended_at=now, ended_by=tom)
    refused_by_the_database(lambda: Hold.objects.update(ended_at=None, ended_by=None))
    snapshot = release.snapshot
    snapshot.pk = None
    snapshot.save()
    refused_by_the_database(
        lambda: ReleaseCopy.objects.create(snapshot=snapshot, number="P-1", made_at=now, made_by=tom)
    )


def test_the_database_holds_nothing_for_a_request_that_does_not_ask_for_it(asked, scope, version, tom, now):
    placed = {"ground": "foi", "reason": asked.reference, "placed_at": now, "placed_by": tom}
    taken = {"request": asked, "taken_at": now, "taken_by": tom}
    litigation = place_hold(assessment=version.assessment, ground="litigation", reason="A claim", by=tom)

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS held_for_a_request IMMEDIATE")  # as at the end of a transaction
        with pytest.raises(DatabaseError, match="in the scope of one"), transaction.atomic():
            version.assessment.holds.create(**placed)
        cursor.execute("SET CONSTRAINTS held_for_a_request DEFERRED")
    with pytest.raises(DatabaseError, match="is held for it"), transaction.atomic():
        Scope.objects.create(assessment=version.assessment, hold=litigation, **taken)


def test_a_draft_copied_for_a_request_is_published(asked, dana, harrowmere, tom, ruth, gate_once):

    with clock.stopped_at(BEFORE):
        bare = draft(by=dana, unit=harrowmere, title="Only a title")
    take_into_scope(request=asked, assessment=bare.assessment, by=tom)
    release = make_release_copy(version=Version.objects.get(pk=bare.pk), request=asked, number="P-BARE", by=tom)

    candidate = send_for_checking(release=release, by=tom)
    approval = approve(candidate=candidate, pdf_sha256=candidate.pdf_sha256, html_sha256=candidate.html_sha256, by=ruth)

    assert publish(approval=approval, by=ruth).title == "Only a title"
