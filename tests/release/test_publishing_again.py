"""A second publication of the same record: what both together tell is shown, and accepted in writing or not done."""

import hashlib
from threading import Thread

import msgspec
import pytest
from django.db import connection, transaction

from assessments.release.actions.marking import carry_unchanged_marks, make_release_copy, remove_mark
from assessments.release.actions.publishing import publish, take_down
from assessments.release.lifecycle import ReleaseState
from assessments.release.models import Approval, Candidate, CombinationAcceptance, Publication, ReleaseCopy
from assessments.release.preparing import prepare
from cia import clock
from cia.audit.models import Event
from cia.authorisation import Conflict, Denied
from tests.release.conftest import HIDDEN_AUTHOR, HIDDEN_WORDS
from tests.release.test_database_refuses import approval_of

pytestmark = pytest.mark.django_db

WHY = "The unit has named her on its website since."


def file_of(release, *, by) -> Candidate:
    """A file of the document as it is marked, which no gate looked at."""
    release.refresh_from_db()
    candidate = release.candidates.create(
        marks_revision=release.marks_revision,
        public=msgspec.to_builtins(prepare(release, on=clock.today()).document),
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
    candidate.release.refresh_from_db()
    return candidate


def approved(release, *, by, checked_by) -> Approval:
    approval = approval_of(file_of(release, by=by), by=checked_by)
    ReleaseCopy.objects.filter(pk=release.pk).update(state=ReleaseState.APPROVED)
    return Approval.objects.get(pk=approval.pk)


def copied_again(version, *, by) -> ReleaseCopy:
    copy = make_release_copy(version=version, by=by, number="P-4567-89BC")
    carry_unchanged_marks(release=copy, by=by)
    return copy


@pytest.fixture
def first(marked, tom, ruth) -> Publication:
    """Published with the author's name shown."""
    remove_mark(mark=marked.standing_marks().get(path="cover.author"), by=tom)
    return publish(approval=approved(marked, by=tom, checked_by=ruth), by=ruth)


@pytest.fixture
def second(first, version, tom, ruth, personal) -> Approval:
    """Approved with that name withheld."""
    from assessments.release.actions.marking import mark_passage

    copy = copied_again(version, by=tom)
    mark_passage(
        release=copy,
        path="cover.author",
        quote=HIDDEN_AUTHOR,
        occurrence=1,
        exemptions=[personal],
        reason="A junior.",
        by=tom,
    )
    return approved(copy, by=tom, checked_by=ruth)


def test_what_an_earlier_publication_shows_is_accepted_in_writing_or_not_published(second, first, ruth):
    with pytest.raises(Denied, match="Accept that in writing"):
        publish(approval=second, by=ruth)

    publication = publish(approval=second, accepts=WHY, by=ruth)

    acceptance = publication.combination_acceptance
    assert (acceptance.earlier, acceptance.reason, acceptance.accepted_by) == (f"{first.number}:1", WHY, ruth)


def test_an_earlier_one_that_was_taken_down_counts_as_well(second, first, ruth):
    take_down(publication=first, reason="A name.", by=ruth)

    with pytest.raises(Denied, match="Accept that in writing"):
        publish(approval=second, by=ruth)


def test_the_same_marks_again_are_published_without_a_question(first, version, tom, ruth):
    publication = publish(approval=approved(copied_again(version, by=tom), by=tom, checked_by=ruth), by=ruth)

    assert not CombinationAcceptance.objects.filter(publication=publication).exists()


def test_showing_more_than_before_needs_no_question(first, version, tom, ruth):
    copy = copied_again(version, by=tom)
    remove_mark(mark=copy.standing_marks().get(path="section.information"), by=tom)

    assert publish(approval=approved(copy, by=tom, checked_by=ruth), by=ruth)


def test_an_acceptance_is_of_exactly_what_was_shown(second, ruth):
    with pytest.raises(Conflict, match="Another publication"):
        publish(approval=second, accepts=WHY, seen="", by=ruth)


@pytest.mark.django_db(transaction=True)
def test_two_publications_of_one_record_at_once_do_not_overlook_each_other(marked, version, tom, ruth, personal):
    showing = copied_again(version, by=tom)
    remove_mark(mark=showing.standing_marks().get(path="cover.author"), by=tom)
    shows, hides = (approved(copy, by=tom, checked_by=ruth) for copy in (showing, marked))
    answers: list[object] = []

    def publish_the_other():
        try:
            answers.append(publish(approval=hides, by=ruth))
        except Denied as denied:
            answers.append(denied)
        finally:
            connection.close()

    with transaction.atomic(), connection.cursor() as cursor:
        publish(approval=shows, by=ruth)
        (other := Thread(target=publish_the_other)).start()
        while other.is_alive():
            cursor.execute("SELECT FROM pg_locks WHERE NOT granted")
            if cursor.rowcount:
                break
    other.join()

    assert [type(answer) for answer in answers] == [Denied]
    assert Publication.objects.get().approval == shows


def test_neither_the_trail_nor_the_acceptance_holds_the_words(second, ruth):
    publish(approval=second, accepts=WHY, by=ruth)

    kept = "".join(f"{event.sentence} {event.detail}" for event in Event.objects.all())
    kept += CombinationAcceptance.objects.get().earlier
    assert HIDDEN_AUTHOR not in kept
    assert HIDDEN_WORDS not in kept


def test_the_page_shows_the_words_and_asks(second, as_ruth):
    address = "/release/P-4567-89BC/publish/"
    page = as_ruth.get(address).content.decode()
    assert "Shown before, withheld now" in page
    assert HIDDEN_AUTHOR in page

    empty = as_ruth.post(address, {"seen": "P-2345-6789:1", "confirmed": "on"})
    assert "Say why it may be published all the same" in empty.content.decode()
    as_ruth.post(address, {"seen": "P-2345-6789:1", "accepts": WHY, "confirmed": "on"})

    assert CombinationAcceptance.objects.get().reason == WHY


def test_a_first_publication_is_asked_nothing(marked, tom, ruth, as_ruth):
    approved(marked, by=tom, checked_by=ruth)

    assert "Shown before" not in as_ruth.get(f"/release/{marked.number}/publish/").content.decode()
