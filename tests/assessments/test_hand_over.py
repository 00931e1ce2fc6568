"""Handing authorship over."""

import pytest
from django.db import DatabaseError, transaction

from assessments.actions.deciding import submit
from assessments.actions.drafting import name_person, save_section
from assessments.actions.handing_over import hand_over
from assessments.models import HandOver, NamedPerson
from cia.audit.trail import history_of
from cia.authorisation import Denied
from cia.notices.models import Notice
from tests.factories import signed_off, submitted


def test_the_new_author_submits_and_the_old_one_goes_on_writing(whole, dana, lee):
    hand_over(assessment=whole.assessment, to=lee, by=dana)

    whole.refresh_from_db()
    assert whole.author == lee
    save_section(version=whole, key="purpose", text="Dana goes on.", revision=1, by=dana)
    with pytest.raises(Denied, match="Only the author can submit"):
        submit(version=whole, by=dana)
    assert submit(version=whole, by=lee).submitted_by == lee


def test_both_have_contributed_for_good(begun, dana, lee, priya):
    hand_over(assessment=begun.assessment, to=lee, by=priya)

    assert {contribution.user for contribution in begun.contributions.all()} == {dana, lee}


def test_who_was_the_author_when_is_kept_and_recorded(begun, dana, lee, priya):
    handed = hand_over(assessment=begun.assessment, to=lee, by=priya)

    assert (handed.handed_from, handed.handed_to, handed.handed_by) == (dana, lee, priya)
    assert history_of(begun.assessment).filter(action="version.handed_over").count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        HandOver.objects.update(handed_from=priya)


def test_both_are_told(begun, dana, lee):
    hand_over(assessment=begun.assessment, to=lee, by=dana)

    told = {notice.recipient_id for notice in Notice.objects.all()}
    assert {dana.pk, lee.pk} <= told


def test_a_reader_who_becomes_author_and_hands_back_stays_a_contributor(begun, dana, lee):
    name_person(assessment=begun.assessment, person=lee, part="reader", by=dana)
    hand_over(assessment=begun.assessment, to=lee, by=dana)

    hand_over(assessment=begun.assessment, to=dana, by=lee)

    assert begun.assessment.named_people.get(person=lee, ended_at=None).part == NamedPerson.Part.CONTRIBUTOR


def test_nobody_else_hands_it_over_and_what_was_submitted_keeps_its_author(begun, dana, lee, tom, priya, harrowmere):
    for person in (lee, tom):
        with pytest.raises(Denied, match="Only the author or an authorising officer"):
            hand_over(assessment=begun.assessment, to=lee, by=person)
    with pytest.raises(Denied, match="is the author already"):
        hand_over(assessment=begun.assessment, to=dana, by=dana)

    finished = signed_off(submitted(by=dana, unit=harrowmere), by=priya).submission.version
    with pytest.raises(Denied, match="is signed off, so its author stays"):
        hand_over(assessment=finished.assessment, to=lee, by=dana)


def test_the_people_page_offers_it_and_tells_of_it(signed_in, begun, dana, lee):
    people = f"{begun.assessment.get_absolute_url()}people/"
    assert f"{people}hand-over/" in signed_in(dana).get(people).text

    signed_in(dana).post(f"{people}hand-over/", {"person": "lee"})

    page = " ".join(signed_in(lee).get(people).text.split())
    assert "PC Lee Marsh is the author of version 1.0." in page
    assert "PS Dana Okafor was the author of version 1.0 until" in page
