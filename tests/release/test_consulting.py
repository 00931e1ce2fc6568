"""Whom a release is put to before it goes out, and the day before which it does not."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from assessments.release.actions.consulting import record_consultation, set_not_before
from assessments.release.actions.publishing import publish
from assessments.release.models import Consultation, NotBefore, Publication, not_before
from cia import clock
from cia.authorisation import Denied
from cia.notices.models import Notice
from tests.release.conftest import HIDDEN_AUTHOR, NUMBER

pytestmark = pytest.mark.django_db

TODAY = date(2026, 2, 10)
Kind = Consultation.Kind


def consult(release, kind, by, **answers):
    written = {"on": TODAY, "who": "Harrowmere Traders", "said": "They ask that their names stay out.", **answers}
    return record_consultation(release=release, kind=kind, by=by, **written)


@pytest.mark.parametrize(("kind", "told"), [(Kind.AUTHOR_TOLD, "dana"), (Kind.OFFICER_TOLD, "priya")])
def test_the_author_and_the_authorising_officer_get_a_notice_without_hidden_words(marked, tom, kind, told, request):
    Notice.objects.all().delete()

    consult(marked, kind, tom, who=HIDDEN_AUTHOR)

    notice = Notice.objects.get()
    assert notice.recipient == request.getfixturevalue(told)
    assert notice.sentence.endswith("is being prepared for release")
    assert HIDDEN_AUTHOR not in notice.sentence


def test_third_parties_press_and_the_national_unit_are_told_by_people(marked, tom):
    Notice.objects.all().delete()

    for kind in (Kind.THIRD_PARTY_ASKED, Kind.THIRD_PARTY_ANSWERED, Kind.PRESS_TOLD, Kind.REFERRED, Kind.ADVISED):
        consult(marked, kind, tom)

    assert marked.consultations.count() == 5
    assert not Notice.objects.exists()


@pytest.mark.parametrize("answers", [{"who": " "}, {"said": ""}, {"on": date(2026, 2, 11)}])
def test_views_say_whose_they_are_and_what_they_say(marked, tom, answers):
    with pytest.raises(Denied):
        consult(marked, Kind.THIRD_PARTY_ANSWERED, tom, **answers)


def test_a_release_is_not_published_before_its_day(approval, ruth):
    release = approval.candidate.release
    set_not_before(release=release, on=TODAY + timedelta(2), reason="The trial ends.", by=ruth)

    with pytest.raises(Denied, match="not to be published before Thursday 12/02/2026"):
        publish(approval=approval, by=ruth)
    assert not Publication.objects.exists()

    with clock.stopped_at(clock.now() + timedelta(days=2)):
        publish(approval=approval, by=ruth)
    assert Publication.objects.exists()


def test_the_database_refuses_a_publication_before_the_day(approval, ruth):
    release = approval.candidate.release
    set_not_before(release=release, on=TODAY + timedelta(2), reason="The trial ends.", by=ruth)

    with pytest.raises(DatabaseError, match="before"), transaction.atomic():
        Publication.objects.create(
            approval=approval, number=NUMBER, title="T", unit="U", published_at=clock.now(), published_by=ruth
        )


def test_the_last_day_that_was_set_holds_and_the_others_stay_on_record(marked, tom):
    set_not_before(release=marked, on=TODAY + timedelta(2), reason="The trial ends.", by=tom)
    set_not_before(release=marked, on=None, reason="It has ended.", by=tom)

    assert not_before(marked) is None
    assert NotBefore.objects.count() == 2
    for change in (NotBefore.objects.all().delete, lambda: Consultation.objects.update(said="Otherwise")):
        consult(marked, Kind.PRESS_TOLD, tom)
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_nobody_is_consulted_on_what_is_published(publication, tom):
    with pytest.raises(Denied, match="nobody is consulted"):
        consult(publication.candidate.release, Kind.PRESS_TOLD, tom)


def test_the_pages_write_down_and_show_whom_it_was_put_to(marked, as_tom):
    page = f"/release/{NUMBER}/consultations/"
    sent = {"kind": "third_party_answered", "on": "9/2/26", "who": "Harrowmere Traders", "said": "Leave us out."}

    assert as_tom.post(f"{page}record/", sent).headers["Location"] == page
    assert as_tom.post(f"{page}not-before/", {"on": "12/2/26", "reason": "The trial"}).headers["Location"] == page

    shown = as_tom.get(page).content.decode()
    assert "Leave us out." in shown
    assert "Not before 12/02/2026" in shown
