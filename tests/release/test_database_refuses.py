"""What the database itself refuses, should an action ever forget to ask."""

import hashlib
import json
from datetime import timedelta
from itertools import product

import pytest
from django.db import DatabaseError, connection, transaction

from assessments.release.lifecycle import ReleaseState, may_follow
from assessments.release.models import Approval, Candidate, Publication, PublicationPack, ReleaseCopy
from cia import clock

pytestmark = pytest.mark.django_db


def sent(release, *, by) -> Candidate:
    """A release that waits to be checked, whose file no gate looked at."""
    release.refresh_from_db()
    candidate = release.candidates.create(
        marks_revision=release.marks_revision,
        public={},
        pdf=b"pdf",
        html=b"html",
        pdf_sha256=hashlib.sha256(b"pdf").hexdigest(),
        html_sha256=hashlib.sha256(b"html").hexdigest(),
        pages=1,
        gate_report=[],
        made_at=clock.now(),
        made_by=by,
    )
    ReleaseCopy.objects.filter(pk=release.pk).update(state=ReleaseState.CHECKING)
    return candidate


def approval_of(candidate, *, by) -> Approval:
    digests = {"pdf_sha256": candidate.pdf_sha256, "html_sha256": candidate.html_sha256}
    return Approval.objects.create(candidate=candidate, **digests, approved_at=clock.now(), approved_by=by)


def refused(statement: str, *values: object) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(error.value)


def test_the_database_knows_the_same_life_of_a_release():
    with connection.cursor() as cursor:
        for now, then in product(ReleaseState.values, repeat=2):
            cursor.execute("SELECT release_may_follow(%s, %s)", [now, then])
            assert cursor.fetchone() == (may_follow(now, then),), (now, then)


@pytest.mark.parametrize("state", ["checking", "approved", "published", "taken_down"])
def test_a_release_does_not_step_forward_without_what_must_have_been_done(marked, state):
    assert "nothing that was done" in refused("UPDATE release_releasecopy SET state = %s", state)


@pytest.mark.parametrize(
    "change",
    ["number = 'P-OTHER'", "made_by_id = made_by_id + 1", "snapshot_id = snapshot_id - 1", "marks_revision = 0"],
)
def test_a_release_copy_keeps_what_it_is(marked, change):
    refused(f"UPDATE release_releasecopy SET {change}")


def test_a_release_copy_is_never_removed(unmarked):
    assert "ever removed" in refused("DELETE FROM release_releasecopy")


def test_no_mark_is_made_or_taken_off_once_the_file_waits(marked, tom, ruth):
    sent(marked, by=tom)

    assert "only while" in refused("UPDATE release_mark SET removed_at = now(), removed_by_id = %s", ruth.pk)
    assert "only while" in refused(
        'INSERT INTO release_mark (release_id, path, start, "end", whole, reason, made_at, made_by_id)'
        " VALUES (%s, 'cover.title', 0, 3, '', 'x', now(), %s)",
        marked.pk,
        ruth.pk,
    )


def test_marks_that_nobody_counted_still_hold_the_file_back(marked, noon, tom, ruth):
    candidate, later = sent(marked, by=tom), noon + timedelta(minutes=1)
    ReleaseCopy.objects.filter(pk=marked.pk).update(state=ReleaseState.MARKING)
    marked.marks.create(path="cover.title", start=0, end=3, reason="x", made_at=later, made_by=tom)
    ReleaseCopy.objects.filter(pk=marked.pk).update(state=ReleaseState.CHECKING)

    with pytest.raises(DatabaseError, match="not the file that waits"), transaction.atomic():
        approval_of(candidate, by=ruth)


def test_only_the_latest_file_is_approved(marked, tom, ruth):
    earlier = sent(marked, by=tom)
    ReleaseCopy.objects.filter(pk=marked.pk).update(state=ReleaseState.MARKING)
    sent(marked, by=tom)

    with pytest.raises(DatabaseError, match="not the file that waits"), transaction.atomic():
        approval_of(earlier, by=ruth)


def test_what_was_given_back_is_not_published(marked, tom, ruth):
    approval = approval_of(sent(marked, by=tom), by=ruth)
    values = {"number": marked.number, "title": "x", "unit": "x", "published_at": clock.now(), "published_by": ruth}

    with pytest.raises(DatabaseError, match="not the file that waits"), transaction.atomic():
        Publication.objects.create(approval=approval, **values)


def test_nobody_decides_alone_that_nothing_is_withheld(unmarked, tom, ruth):
    candidate = sent(unmarked, by=tom)

    with pytest.raises(DatabaseError, match="alone"), transaction.atomic():
        approval_of(candidate, by=tom)
    approval_of(candidate, by=ruth)


def published(approval, *, by, release, **pack) -> Publication:
    """A publication as nobody but the database sees it, with a pack where one is given."""
    ReleaseCopy.objects.filter(pk=release.pk).update(state=ReleaseState.APPROVED)
    values = {"number": release.number, "title": "x", "unit": "x", "published_at": clock.now(), "published_by": by}
    publication = Publication.objects.create(approval=approval, **values)
    if pack:
        PublicationPack.objects.create(publication=publication, key="k", **pack)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS published_with_its_pack IMMEDIATE")  # as at the end of a transaction
        cursor.execute("SET CONSTRAINTS published_with_its_pack DEFERRED")
    return publication


def whole_pack(release, **instead):
    """A pack that goes with the files of these tests; ``instead`` puts another file in the manifest's account."""
    files = {"pdf": b"pdf", "html": b"html", "schedule.csv": b"schedule"} | instead
    named = {f"{release.number}.{end}": {"sha256": hashlib.sha256(file).hexdigest()} for end, file in files.items()}
    manifest = json.dumps({"number": release.number, "files": named}).encode()
    return {"manifest": manifest, "signature": b"s" * 64, "schedule": b"schedule"}


@pytest.mark.parametrize("missing", ["pack", "signature", "schedule"])
def test_nothing_is_published_without_its_whole_pack(marked, tom, ruth, missing):
    approval = approval_of(sent(marked, by=tom), by=ruth)
    pack = {} if missing == "pack" else whole_pack(marked) | {missing: b""}

    with pytest.raises(DatabaseError, match="without its PDF, its page"), transaction.atomic():
        published(approval, by=ruth, release=marked, **pack)


@pytest.mark.parametrize("end", ["pdf", "html", "schedule.csv"])
def test_nothing_is_published_with_a_manifest_of_other_files(marked, tom, ruth, end):
    approval = approval_of(sent(marked, by=tom), by=ruth)

    with pytest.raises(DatabaseError, match="names the very files"), transaction.atomic():
        published(approval, by=ruth, release=marked, **whole_pack(marked, **{end: b"other"}))

    assert published(approval, by=ruth, release=marked, **whole_pack(marked))
